package dev.remit.core.catalog;

import java.util.Locale;

/** What an action leaves behind, mildest first. Reading is no action. */
public enum Effect {
    /** Nothing, until a person has looked at it, edited it or not, and sent it. */
    DRAFT,
    /** A change that can be changed back. */
    WRITE,
    /** A change that nothing takes back: it waits for a person, whatever a contract says. */
    IRREVERSIBLE;

    /** As it is written in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
