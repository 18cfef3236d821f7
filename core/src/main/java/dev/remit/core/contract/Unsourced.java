package dev.remit.core.contract;

import java.util.Locale;

/**
 * What becomes, in an answer, of a well-formed identifier that the conversation was never served and that no customer is
 * known to have: invented, or leaked from elsewhere.
 */
public enum Unsourced {
    /** It is withheld, and so looks the same as another customer's. */
    REDACT,
    /** It goes out; so whoever tries values learns which of them are a customer's. */
    KEEP;

    /** The one under which less goes out. */
    public Unsourced stricter(Unsourced other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** As it is written in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
