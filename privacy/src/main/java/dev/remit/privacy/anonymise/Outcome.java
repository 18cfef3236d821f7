package dev.remit.privacy.anonymise;

/** What became of a table. */
public sealed interface Outcome {
    /** It is anonymous as the plan asks, and that was checked on the output. */
    record Released(Release release) implements Outcome {}

    /**
     * Nothing may be released.
     *
     * @param why and what to do, as sentences; holds no value of the table
     */
    record Refused(String why) implements Outcome {}
}
