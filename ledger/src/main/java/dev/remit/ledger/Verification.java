package dev.remit.ledger;

/** What a read-only check of a journal's directory found. */
public sealed interface Verification {
    /**
     * Every record that is there is as it was written.
     *
     * @param first the oldest record that is there; all before it were trimmed, or the first segments are missing
     * @param records how many were ever accepted, trimmed ones included; 0 or more
     * @param unfinishedBytes bytes of an unfinished batch at the end: the next start would cut them off. A journal that
     *     is being written to may show some at any time
     */
    record Sound(long first, long records, long unfinishedBytes) implements Verification {}

    /**
     * Something that was durable is not as it was written; the journal would not open.
     *
     * @param finding the first damage: file, offset, sequence number, what to do
     */
    record Damaged(String finding) implements Verification {}
}
