package dev.remit.core.catalog;

import java.util.Locale;

/** What kind of data a field holds. Having one class never implies another. */
public enum DataClass {
    PUBLIC(Handling.CLEAR),
    INTERNAL(Handling.CLEAR),
    CONFIDENTIAL(Handling.REDACTED),
    ACCOUNT(Handling.CLEAR),
    ACTIVITY(Handling.CLEAR),
    SUPPORT(Handling.CLEAR),
    PERSONAL(Handling.MASKED),
    SENSITIVE(Handling.REDACTED),
    FINANCIAL(Handling.MASKED),
    LEGAL(Handling.REDACTED),
    SECURITY(Handling.REDACTED),
    SECRET(Handling.NEVER);

    private final Handling defaultHandling;

    DataClass(Handling defaultHandling) {
        this.defaultHandling = defaultHandling;
    }

    /** The handling where a contract names none. A contract may state another, save where {@link #locked()}. */
    public Handling defaultHandling() {
        return defaultHandling;
    }

    /** Whether no contract may relax the default. */
    public boolean locked() {
        return this == SECRET || this == SENSITIVE;
    }

    /** Whether a field of this class is customer data, which a workflow has to justify. */
    public boolean aboutCustomers() {
        return this != PUBLIC && this != INTERNAL && this != CONFIDENTIAL;
    }

    /** As it is written in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
