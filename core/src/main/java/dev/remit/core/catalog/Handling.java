package dev.remit.core.catalog;

import java.util.Locale;

/** How a value is released. Declared from the laxest to the strictest: {@code compareTo} compares strictness. */
public enum Handling {
    CLEAR,
    MASKED,
    TOKENIZED,
    GENERALIZED,
    REDACTED,
    NEVER;

    /** As it is written in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Handling stricter(Handling other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
