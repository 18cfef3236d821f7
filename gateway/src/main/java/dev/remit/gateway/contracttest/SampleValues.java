package dev.remit.gateway.contracttest;

import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of rows as SQLite stores them for us. */
final class SampleValues {
    /** So many digits survive in a column of SQLite. */
    private static final int MOST_DIGITS = 15;

    private SampleValues() {}

    /** What is stored for a value that is not null, or null where the value is not of the type. */
    static @Nullable Object stored(JsonNode value, FieldType type) {
        return switch (type) {
            case TEXT -> value.isString() ? value.asString() : null;
            case INTEGER -> value.isIntegralNumber() && value.canConvertToLong() ? (Object) value.longValue() : null;
            case DECIMAL -> value.isNumber() ? decimal(value.decimalValue()) : null;
            case BOOLEAN -> value.isBoolean() ? (Object) (value.booleanValue() ? 1L : 0L) : null;
            case DATE -> value.isString() && isDate(value.asString()) ? value.asString() : null;
            case TIMESTAMP -> value.isString() && isTimestamp(value.asString()) ? value.asString() : null;
        };
    }

    /** What a value of the type looks like. */
    static String example(FieldType type) {
        return switch (type) {
            case TEXT -> "text; quote what looks like a number";
            case INTEGER -> "an integer";
            case DECIMAL -> "a number of at most " + MOST_DIGITS + " digits";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-01-31";
            case TIMESTAMP -> "a time in UTC such as 2026-01-31T12:00:00Z";
        };
    }

    private static @Nullable Object decimal(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        if (shortest.precision() > MOST_DIGITS || shortest.precision() - shortest.scale() > MOST_DIGITS) {
            return null;
        }
        return shortest.scale() <= 0 ? (Object) shortest.longValueExact() : (Object) shortest.doubleValue();
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException notADate) {
            return false;
        }
    }

    private static boolean isTimestamp(String text) {
        try {
            return text.length() == 20 && Instant.parse(text).toString().equals(text);
        } catch (DateTimeException notATime) {
            return false;
        }
    }
}
