package dev.remit.gateway.tool;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.GrantedField;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.core.decision.Read;
import dev.remit.core.decision.Reason;
import dev.remit.core.decision.Request;
import dev.remit.core.escalation.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments as parsed JSON → what is asked, typed. Strict: an argument that a tool does not have is an error, and so is a
 * value of another type. What is wrong is said by the tool's own names, never by what the caller wrote. Thread-safe.
 */
public final class Arguments {
    private final Cursors cursors;

    public Arguments(Cursors cursors) {
        this.cursors = cursors;
    }

    /** What came of reading arguments. */
    public sealed interface Parsed {
        /**
         * A read.
         *
         * @param query the query without its page, as text: what a cursor belongs to
         * @param plural the name of the list in the result; empty for a single thing
         */
        record Reads(Request request, String query, String plural) implements Parsed {}

        /** A claim: the fields of one alternative with their values. */
        record Claims(List<Read.Filter> values) implements Parsed {}

        /** An action is to be done. */
        record Acts(ActionGrant grant, ActionArguments.Read.Told told) implements Parsed {}

        /** For a person. */
        record Asks(String reason, @Nullable Topic topic) implements Parsed {}

        /** Something about an operation. */
        record Names(String operation) implements Parsed {}

        /** They do not fit. */
        record Wrong(Reason reason, String detail) implements Parsed {}
    }

    /** @param grantId whose cursors are good here */
    public Parsed parse(ToolSpec spec, ObjectNode arguments, String grantId) {
        return switch (spec) {
            case ToolSpec.Verifies verifies -> claims(verifies, arguments);
            case ToolSpec.Gets gets -> get(gets, arguments);
            case ToolSpec.Lists lists -> list(lists, arguments, grantId);
            case ToolSpec.Acts acts -> acts(acts, arguments);
            case ToolSpec.Checks checks -> named(arguments);
            case ToolSpec.Undoes undoes -> named(arguments);
            case ToolSpec.Escalates escalates -> asks(arguments);
        };
    }

    private static Parsed claims(ToolSpec.Verifies verifies, ObjectNode arguments) {
        Set<String> given = Set.copyOf(arguments.propertyNames());
        for (List<Field> alternative : verifies.verify().by()) {
            Set<String> names = alternative.stream().map(Field::name).collect(Collectors.toSet());
            if (names.equals(given)) {
                List<Read.Filter> values = new ArrayList<>();
                for (Field field : alternative) {
                    Object value = value(field, arguments.get(field.name()));
                    if (value == null || (value instanceof String text && text.isBlank())) {
                        return wrong(field);
                    }
                    values.add(new Read.Filter(field, value));
                }
                return new Parsed.Claims(values);
            }
        }
        String ways = verifies.verify().by().stream()
                .map(fields -> fields.stream().map(Field::name).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining("; or "));
        return new Parsed.Wrong(Reason.INVALID_ARGUMENT, "Give exactly " + ways + ".");
    }

    private static Parsed acts(ToolSpec.Acts acts, ObjectNode arguments) {
        return switch (ActionArguments.read(acts.grant(), arguments)) {
            case ActionArguments.Read.Told told -> new Parsed.Acts(acts.grant(), told);
            case ActionArguments.Read.Wrong(String detail) -> new Parsed.Wrong(Reason.INVALID_ARGUMENT, detail);
        };
    }

    private static Parsed asks(ObjectNode arguments) {
        JsonNode reason = arguments.get(ActionTools.REASON);
        JsonNode about = arguments.get(ActionTools.TOPIC);
        Topic topic = null;
        for (Topic each : Topic.values()) {
            if (about != null && about.isString() && each.label().equals(about.asString()) && each != Topic.BOUNDARY) {
                topic = each;
            }
        }
        boolean fits = reason != null
                && reason.isString()
                && !reason.asString().isBlank()
                && reason.asString().length() <= ActionTools.LONGEST_STATED
                && (about == null || topic != null)
                && arguments.size() == (about == null ? 1 : 2);
        return fits
                ? new Parsed.Asks(reason.asString(), topic)
                : new Parsed.Wrong(
                        Reason.INVALID_ARGUMENT,
                        "This tool takes reason, a text of 1 to 500 characters, and topic, one of its list.");
    }

    /** Whether arguments that do not fit name a field that the catalog has and the contract does not grant. */
    public static boolean namesWhatIsNotGranted(ToolSpec spec, ObjectNode arguments) {
        ResourceGrant grant = switch (spec) {
            case ToolSpec.Gets gets -> gets.grant();
            case ToolSpec.Lists lists -> lists.grant();
            default -> null;
        };
        return grant != null
                && arguments.propertyNames().stream()
                        .anyMatch(name -> grant.resource().field(name) != null
                                && !grant.fields().containsKey(name)
                                && !grant.resource().key().name().equals(name));
    }

    private static Parsed named(ObjectNode arguments) {
        String operation = ActionArguments.operation(arguments);
        return operation == null
                ? new Parsed.Wrong(Reason.INVALID_ARGUMENT, "This tool takes exactly one argument: operation.")
                : new Parsed.Names(operation);
    }

    private static Parsed get(ToolSpec.Gets gets, ObjectNode arguments) {
        Field key = gets.grant().resource().key();
        if (!gets.keyed()) {
            return arguments.isEmpty()
                    ? new Parsed.Reads(new Request.Get(gets.grant(), null), "", "")
                    : new Parsed.Wrong(Reason.INVALID_ARGUMENT, "This tool takes no arguments.");
        }
        if (arguments.size() != 1 || !arguments.has(key.name())) {
            return new Parsed.Wrong(
                    Reason.INVALID_ARGUMENT, "This tool takes exactly one argument: " + key.name() + ".");
        }
        Object value = value(key, arguments.get(key.name()));
        return value == null ? wrong(key) : new Parsed.Reads(new Request.Get(gets.grant(), value), "", "");
    }

    private Parsed list(ToolSpec.Lists lists, ObjectNode arguments, String grantId) {
        ResourceGrant grant = lists.grant();
        List<Read.Filter> filters = new ArrayList<>();
        StringBuilder query = new StringBuilder(grant.resource().name());
        Read.Order order = null;
        Integer limit = null;
        int known = 0;
        for (Field field : grant.filters()) {
            JsonNode given = arguments.get(field.name());
            if (given == null) {
                continue;
            }
            known++;
            Object value = value(field, given);
            if (value == null) {
                return wrong(field);
            }
            filters.add(new Read.Filter(field, value));
            query.append('\n')
                    .append(field.name())
                    .append('=')
                    .append(value.toString().length())
                    .append(':')
                    .append(value);
        }
        JsonNode orderBy = arguments.get(ToolSet.ORDER_BY);
        if (orderBy != null) {
            known++;
            order = order(grant, orderBy);
            if (order == null) {
                return new Parsed.Wrong(
                        Reason.INVALID_ARGUMENT, "order_by must be one of the values in the tool's input schema.");
            }
            query.append("\norder ").append(orderBy.asString());
        }
        JsonNode most = arguments.get(ToolSet.LIMIT);
        if (most != null) {
            known++;
            if (!most.isInt() || most.intValue() < 1 || most.intValue() > grant.limit()) {
                return new Parsed.Wrong(
                        Reason.INVALID_ARGUMENT, "limit must be an integer from 1 to " + grant.limit() + ".");
            }
            limit = most.intValue();
        }
        Read.Position after = null;
        JsonNode cursor = arguments.get(ToolSet.CURSOR);
        if (cursor != null) {
            known++;
            after = cursor.isString()
                    ? cursors.open(
                            cursor.asString(),
                            grantId,
                            query.toString(),
                            grant.resource().key(),
                            order)
                    : null;
            if (after == null) {
                return new Parsed.Wrong(Reason.INVALID_CURSOR, Reason.INVALID_CURSOR.detail());
            }
        }
        if (known != arguments.size()) {
            return new Parsed.Wrong(
                    Reason.INVALID_ARGUMENT,
                    "There is an argument that this tool does not have; it has: "
                            + String.join(
                                    ", ",
                                    lists.tool().inputSchema().get("properties").propertyNames()) + ".");
        }
        return new Parsed.Reads(
                new Request.ListOf(grant, filters, order, after, limit), query.toString(), lists.plural());
    }

    private static Read.@Nullable Order order(ResourceGrant grant, JsonNode orderBy) {
        if (!orderBy.isString()) {
            return null;
        }
        String text = orderBy.asString();
        boolean descending = text.startsWith("-");
        GrantedField granted = grant.fields().get(descending ? text.substring(1) : text);
        return granted != null && grant.clear(granted.field()) ? new Read.Order(granted.field(), descending) : null;
    }

    private static Parsed.Wrong wrong(Field field) {
        String expected = switch (field.type()) {
            case TEXT -> "a string of at most " + ToolSet.LONGEST_TEXT + " characters, not empty";
            case INTEGER -> "an integer";
            case DECIMAL -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-01-31";
            case TIMESTAMP -> "a time such as 2026-01-31T12:00:00Z";
        };
        return new Parsed.Wrong(Reason.INVALID_ARGUMENT, field.name() + " must be " + expected + ".");
    }

    /** The value in the field's Java type, or null where the JSON has another type or is out of bounds. */
    private static @Nullable Object value(Field field, @Nullable JsonNode given) {
        return given == null ? null : value(field.type(), ToolSet.LONGEST_TEXT, given);
    }

    /** @param longest the longest text, in UTF-16 code units */
    static @Nullable Object value(FieldType type, int longest, JsonNode given) {
        return switch (type) {
            case TEXT -> given.isString() && given.asString().length() <= longest ? given.asString() : null;
            case INTEGER -> given.isIntegralNumber() && given.canConvertToLong() ? (Object) given.longValue() : null;
            case DECIMAL -> given.isNumber() ? given.decimalValue() : null;
            case BOOLEAN -> given.isBoolean() ? (Object) given.booleanValue() : null;
            case DATE -> given.isString() ? date(given.asString()) : null;
            case TIMESTAMP -> given.isString() ? timestamp(given.asString()) : null;
        };
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Instant timestamp(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
