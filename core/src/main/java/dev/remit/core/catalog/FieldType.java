package dev.remit.core.catalog;

import java.util.Locale;

/**
 * What a field's values are, and the Java type that carries them: {@code String}, {@code Long}, {@code BigDecimal},
 * {@code Boolean}, {@code LocalDate}, {@code Instant}.
 */
public enum FieldType {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    TIMESTAMP;

    /** As it is written in YAML. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
