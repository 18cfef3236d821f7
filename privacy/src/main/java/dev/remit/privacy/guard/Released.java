package dev.remit.privacy.guard;

/**
 * What may go out.
 *
 * @param text with {@code [redacted]} in the place of what is withheld
 * @param withheld how many places there are; it does not tell why
 */
public record Released(String text, int withheld) {}
