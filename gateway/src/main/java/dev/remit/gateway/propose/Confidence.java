package dev.remit.gateway.propose;

import java.util.Locale;

/** How much speaks for a proposal. */
public enum Confidence {
    /** Nothing but a name, or not even that. */
    LOW,
    /** The name or the values. */
    MEDIUM,
    /** The name and the values, or what the database itself declares. */
    HIGH;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
