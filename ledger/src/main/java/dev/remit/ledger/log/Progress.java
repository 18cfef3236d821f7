package dev.remit.ledger.log;

/** Is told how far a long task has come. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, all) -> {};

    /** @param done entries, of {@code all} */
    void at(long done, long all);
}
