package dev.remit.privacy.anonymise;

/** Told from time to time how far the work is, by the thread that does it. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, all) -> {};

    /**
     * @param done rows whose class is settled, never fewer than before
     * @param all rows in all
     */
    void settled(int done, int all);
}
