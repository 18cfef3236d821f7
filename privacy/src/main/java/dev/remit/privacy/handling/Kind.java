package dev.remit.privacy.handling;

import java.util.Arrays;
import java.util.Optional;

/** What a value is, as far as its handling depends on it. Written in catalogs by its lower-case name. */
public enum Kind {
    EMAIL("email"),
    PHONE("phone"),
    CARD("card"),
    IBAN("iban"),
    NAME("name"),
    ADDRESS("address"),
    DATE("date"),
    POSTCODE("postcode"),
    AMOUNT("amount"),
    NUMBER("number"),
    AGE("age"),
    ID("id"),
    TEXT("text"),
    /** Known to be none of the above; handled most strictly. */
    OTHER("other");

    private final String written;

    Kind(String written) {
        this.written = written;
    }

    /** The name as a catalog writes it, such as {@code email}. */
    public String written() {
        return written;
    }

    /** The kind of exactly this written name; empty if there is none, which the caller must treat as an error. */
    public static Optional<Kind> parse(String written) {
        return Arrays.stream(values())
                .filter(kind -> kind.written.equals(written))
                .findFirst();
    }
}
