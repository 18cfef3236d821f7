package dev.remit.privacy.guard;

/** What becomes of a well-formed identifier that is neither served nor any customer's. */
public enum Unsourced {
    /** It goes out. Then a caller who tries values can tell another customer's from nobody's. */
    KEEP,
    /** It is withheld as another customer's is, and looks the same. */
    REDACT
}
