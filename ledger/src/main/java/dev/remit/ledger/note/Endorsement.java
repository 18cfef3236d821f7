package dev.remit.ledger.note;

/** A signature that was verified. */
public sealed interface Endorsement {
    /** By whom. */
    VerifierKey key();

    /** The key's owner signed the text. */
    record Signed(VerifierKey key) implements Endorsement {}

    /**
     * A witness saw this as the largest consistent tree of the log.
     *
     * @param time POSIX seconds, 0 to 2^63-1, by the witness's clock; it may lie in the future
     */
    record Cosigned(VerifierKey key, long time) implements Endorsement {}
}
