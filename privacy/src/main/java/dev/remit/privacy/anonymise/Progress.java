package dev.remit.privacy.anonymise;

/** Told from time to time how far the work is, by the thread that does it. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, all) -> {};

    /**
     * @param done about how much of the work is done, in rows; never less than before, and all at the end
     * @param all rows in all
     */
    void at(int done, int all);
}
