package dev.remit.gateway.grant;

import java.util.Locale;

/** How sure the gateway is of the customer. */
public enum Assurance {
    /** No customer is bound. */
    NONE,
    /** The customer of a live case in the system of record. */
    CASE,
    /** The caller said what matches exactly one customer. */
    CLAIMED;

    /** As it stands in answers and records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
