package dev.remit.core.contract;

import java.util.Locale;

/** What a record keeps of what went in and came out, from least to most. It is sealed in any case. */
public enum Payloads {
    /** Nothing. */
    NONE,
    /** The names of arguments and fields, and what kind of value stood there; of values, only those of class public. */
    REDACTED,
    /** The arguments as they came and the result as it was released. */
    FULL;

    /** The one that keeps less. */
    public Payloads less(Payloads other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** As it is written in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
