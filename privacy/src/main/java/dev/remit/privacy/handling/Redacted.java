package dev.remit.privacy.handling;

/** What stands where a value was: it tells that there is one, and nothing else of it. */
public final class Redacted {
    /** The only text that is ever released for a redacted value. */
    public static final String TEXT = "[redacted]";

    private Redacted() {}
}
