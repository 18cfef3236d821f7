package dev.remit.gateway.upstream;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.ResponseField;
import dev.remit.core.template.Pointer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes the declared fields out of a document, in their types, and drops the rest. Nothing is converted by guessing: text
 * is a string, an integer a number without a fraction that fits 64 bits, a decimal a number or a string that is plainly
 * one (as APIs write money), a boolean {@code true} or {@code false}, a date {@code 2026-01-31}, a timestamp RFC 3339 with
 * its offset. Thread-safe.
 */
public final class ResponseShape {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,100}(?:\\.[0-9]{1,100})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int LONGEST_TIMESTAMP = 40;

    private final List<ResponseField> fields;

    public ResponseShape(List<ResponseField> fields) {
        this.fields = List.copyOf(fields);
    }

    /** What a document holds. */
    public sealed interface Taken {
        /** @param values by name, in declared order; null where an optional one is absent */
        record Values(SequencedMap<String, @Nullable Object> values) implements Taken {}

        /** @param detail names the field and its pointer, never the data */
        record WrongShape(String detail) implements Taken {}
    }

    /** Whether a document without anything in it would do. */
    public boolean needsNothing() {
        return fields.stream().noneMatch(ResponseField::required);
    }

    /** The values of a document that says nothing, where {@link #needsNothing}. */
    public SequencedMap<String, @Nullable Object> nothing() {
        SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.name(), null));
        return values;
    }

    public Taken take(JsonNode document) {
        SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
        for (ResponseField field : fields) {
            JsonNode found = at(document, field.at());
            Object value = found == null ? null : typed(field.type(), found);
            if (found != null && value == null) {
                return wrong(field, "is not of the type " + field.type().label());
            }
            if (value == null && field.required()) {
                return wrong(field, "is missing");
            }
            values.put(field.name(), value);
        }
        return new Taken.Values(values);
    }

    private static Taken wrong(ResponseField field, String what) {
        return new Taken.WrongShape(
                "field " + field.name() + " at '" + field.at().text() + "' " + what);
    }

    /** What a pointer points to (RFC 6901); null where there is nothing, or a JSON null. */
    public static @Nullable JsonNode at(JsonNode document, Pointer pointer) {
        JsonNode node = document;
        for (String token : pointer.tokens()) {
            if (node.isObject()) {
                node = node.path(token);
            } else if (node.isArray() && token.matches("0|[1-9][0-9]{0,8}")) {
                node = node.path(Integer.parseInt(token));
            } else {
                return null;
            }
        }
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    /** The value in the Java type that the field's type names; null where it is of another. */
    public static @Nullable Object typed(FieldType type, JsonNode node) {
        return switch (type) {
            case TEXT -> node.isString() ? node.stringValue() : null;
            case INTEGER -> node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
            case DECIMAL -> decimal(node);
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : null;
            case DATE -> node.isString() ? date(node.stringValue()) : null;
            case TIMESTAMP -> node.isString() ? timestamp(node.stringValue()) : null;
        };
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isString() && DECIMAL.matcher(node.stringValue()).matches()
                ? new BigDecimal(node.stringValue())
                : null;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable Instant timestamp(String text) {
        try {
            return text.length() <= LONGEST_TIMESTAMP
                    ? OffsetDateTime.parse(text).toInstant()
                    : null;
        } catch (DateTimeException notATimestamp) {
            return null;
        }
    }
}
