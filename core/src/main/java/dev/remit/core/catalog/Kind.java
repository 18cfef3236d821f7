package dev.remit.core.catalog;

import java.util.Locale;

/** What a value means, where its handling depends on it: an e-mail address is masked otherwise than a card number. */
public enum Kind {
    EMAIL,
    PHONE,
    CARD,
    IBAN,
    NAME,
    ADDRESS,
    POSTCODE,
    DATE,
    AMOUNT,
    ID,
    /** Free text that people wrote: scanned before it is released in clear. */
    TEXT,
    OTHER;

    /** Kinds that are never released, whatever a contract says. */
    public boolean neverReleased() {
        return this == CARD;
    }

    /** As it is written in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
