package dev.remit.gateway.source;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Tenants and customers are strings everywhere but in the source. Each value has exactly one string: {@code 7}, never
 * {@code 007}, so that no two strings name one customer.
 */
public final class Canonical {
    private static final int LONGEST_NUMBER = 200;

    private Canonical() {}

    /** The one string of a value of one of the Java types that {@link FieldType} names. */
    public static String of(Object value) {
        return value instanceof BigDecimal decimal
                ? (decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString())
                : value.toString();
    }

    /** The value whose one string this is, or null where there is none of that type. */
    static @Nullable Object parse(FieldType type, String text) {
        if (type != FieldType.TEXT && text.length() > LONGEST_NUMBER) {
            return null;
        }
        Object value;
        try {
            value = switch (type) {
                case TEXT -> text;
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> text.indexOf('e') < 0 && text.indexOf('E') < 0 ? new BigDecimal(text) : null;
                case BOOLEAN -> Boolean.valueOf(text);
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> Instant.parse(text);
            };
        } catch (NumberFormatException | DateTimeException notOfTheType) {
            return null;
        }
        return value != null && of(value).equals(text) ? value : null;
    }
}
