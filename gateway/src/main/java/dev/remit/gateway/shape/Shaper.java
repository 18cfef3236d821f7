package dev.remit.gateway.shape;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.contract.GrantedField;
import dev.remit.core.decision.Obligation;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.text.Passing;
import dev.remit.privacy.handling.Handler;
import dev.remit.privacy.handling.Tokenizer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes rows into what may leave: each field under its obligation, in JSON. Thread-safe.
 *
 * <p>In clear, text and booleans are JSON's own, integers and decimals are JSON numbers with all their digits, dates are
 * RFC 3339 full-dates and timestamps RFC 3339 date-times in UTC. Under any other handling a field is a string. An absent
 * value is {@code null} under every handling but {@code redacted}, which does not tell.
 */
public final class Shaper {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final byte[] tokenKey;
    private final Handler handler;

    /** @param tokenKey {@value Tokenizer#KEY_BYTES} bytes that tokens of tokenized fields are made with */
    public Shaper(byte[] tokenKey) {
        this.tokenKey = tokenKey.clone();
        this.handler = new Handler(new Tokenizer(tokenKey, "no conversation"));
    }

    /** What came of shaping. */
    public sealed interface Shaped {
        /** One JSON object per row. */
        record Objects(List<ObjectNode> rows) implements Shaped {}

        /**
         * A value could not be made safe; nothing may be released.
         *
         * @param cause what failed, or null if the value is longer than what is read
         */
        record Unsafe(String field, @Nullable Throwable cause) implements Shaped {}
    }

    /**
     * Shapes rows.
     *
     * @param columns what each row holds, in order
     * @param obligations what must be done; a column without one is released in clear
     * @param conversation in which equal values have equal tokens; in any other one they have others
     * @param text reads free text
     */
    public Shaped shape(
            List<Field> columns,
            List<List<@Nullable Object>> rows,
            List<Obligation> obligations,
            String conversation,
            FreeText text) {
        Handler handling = handler(obligations, conversation);
        Map<String, Obligation> byField = new HashMap<>();
        for (Obligation obligation : obligations) {
            byField.put(obligation.field().name(), obligation);
        }
        Passing passing = null; // made only where there is free text
        List<ObjectNode> shaped = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            ObjectNode object = JSON.objectNode();
            for (int i = 0; i < columns.size(); i++) {
                Field field = columns.get(i);
                Object value = row.get(i);
                Obligation obligation = byField.get(field.name());
                if (!(obligation instanceof Obligation.Scan) || value == null) {
                    put(object, field, value, obligation, handling);
                    continue;
                }
                if (passing == null) {
                    passing = passing(columns, byField);
                }
                switch (text.clean(value.toString(), passing)) {
                    case FreeText.Outcome.Clean(String clean) -> object.put(field.name(), clean);
                    case FreeText.Outcome.TooLong tooLong -> {
                        return new Shaped.Unsafe(field.name(), null);
                    }
                    case FreeText.Outcome.Failed(Throwable cause) -> {
                        return new Shaped.Unsafe(field.name(), cause);
                    }
                }
            }
            shaped.add(object);
        }
        return new Shaped.Objects(shaped);
    }

    private Handler handler(List<Obligation> obligations, String conversation) {
        for (Obligation obligation : obligations) {
            if (obligation instanceof Obligation.Handle handle && handle.handling() == Handling.TOKENIZED) {
                return new Handler(new Tokenizer(tokenKey, "field of conversation " + conversation));
            }
        }
        return handler;
    }

    private static void put(
            ObjectNode object, Field field, @Nullable Object value, @Nullable Obligation obligation, Handler handler) {
        if (obligation instanceof Obligation.Handle(Field of, Handling handling)) {
            if (value == null && handling != Handling.REDACTED) {
                object.putNull(field.name());
            } else {
                Object safe = handler.apply(of(handling), of(field.kind()), value == null ? "" : value);
                object.put(field.name(), safe.toString());
            }
        } else if (value == null) {
            object.putNull(field.name());
        } else {
            clear(object, field.name(), value);
        }
    }

    private static void clear(ObjectNode object, String name, Object value) {
        switch (value) {
            case String text -> object.put(name, text);
            case Long number -> object.put(name, number);
            case BigDecimal decimal -> object.put(name, decimal);
            case Boolean truth -> object.put(name, truth);
            case LocalDate date -> object.put(name, date.toString());
            case Instant instant -> object.put(name, instant.toString());
            default -> throw new IllegalArgumentException("a reader gave a value of a type that no field has");
        }
    }

    /** What is released in clear anyway need not be cut from text. */
    private static Passing passing(List<Field> columns, Map<String, Obligation> byField) {
        return Passing.beside(columns.stream()
                .filter(column -> !byField.containsKey(column.name()))
                .toList());
    }

    private static dev.remit.privacy.handling.Handling of(Handling handling) {
        return switch (handling) {
            case CLEAR -> dev.remit.privacy.handling.Handling.CLEAR;
            case MASKED -> dev.remit.privacy.handling.Handling.MASKED;
            case TOKENIZED -> dev.remit.privacy.handling.Handling.TOKENIZED;
            case GENERALIZED -> dev.remit.privacy.handling.Handling.GENERALIZED;
            case REDACTED -> dev.remit.privacy.handling.Handling.REDACTED;
            case NEVER -> dev.remit.privacy.handling.Handling.NEVER;
        };
    }

    private static dev.remit.privacy.handling.Kind of(Kind kind) {
        return dev.remit.privacy.handling.Kind.valueOf(kind.name());
    }

    /** The JSON Schema (2020-12) of a field as it is released: it follows the handling, not the column's type. */
    public static ObjectNode schema(GrantedField granted) {
        ObjectNode schema = JSON.objectNode();
        Field field = granted.field();
        boolean clear = granted.handling() == Handling.CLEAR;
        String type = clear ? type(field.type()) : "string";
        if (field.nullable() && granted.handling() != Handling.REDACTED) {
            schema.putArray("type").add(type).add("null");
        } else {
            schema.put("type", type);
        }
        if (clear && field.type() == FieldType.DATE) {
            schema.put("format", "date");
        } else if (clear && field.type() == FieldType.TIMESTAMP) {
            schema.put("format", "date-time");
        }
        String handled = clear ? "" : " (" + granted.handling().label() + ")";
        schema.put("description", (field.description().isEmpty() ? field.name() : field.description()) + handled);
        return schema;
    }

    private static String type(FieldType type) {
        return switch (type) {
            case TEXT, DATE, TIMESTAMP -> "string";
            case INTEGER -> "integer";
            case DECIMAL -> "number";
            case BOOLEAN -> "boolean";
        };
    }
}
