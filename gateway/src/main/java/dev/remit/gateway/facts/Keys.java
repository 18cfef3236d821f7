package dev.remit.gateway.facts;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Keys that come as text. */
final class Keys {
    private Keys() {}

    /** The value in the type's Java type, or null where the text is none. */
    static @Nullable Object parse(FieldType type, String text) {
        try {
            return switch (type) {
                case TEXT -> text;
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> text.length() <= 100 ? new BigDecimal(text) : null;
                case BOOLEAN -> null;
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> Instant.parse(text);
            };
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
