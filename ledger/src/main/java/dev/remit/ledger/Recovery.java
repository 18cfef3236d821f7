package dev.remit.ledger;

/**
 * What was found when a journal was opened.
 *
 * @param records how many records it ever accepted, trimmed ones included; 0 or more
 * @param truncatedBytes how many bytes of an unfinished batch were cut off, 0 after an orderly close; no record in them
 *     was ever acknowledged
 */
public record Recovery(long records, long truncatedBytes) {}
