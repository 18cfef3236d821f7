package dev.remit.gateway.tool;

import dev.remit.core.catalog.Argument;
import dev.remit.core.contract.ActionGrant;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an action is told, as parsed JSON → typed. As strict as {@link Arguments}. Thread-safe. */
public final class ActionArguments {
    private static final Set<String> OWN = Set.of(ActionTools.KEY, ActionTools.DRY_RUN, ActionTools.STATED);

    private ActionArguments() {}

    /** What came of reading them. */
    public sealed interface Read {
        /**
         * They fit.
         *
         * @param values by name, of the Java types that {@code FieldType} names, or lists of them; what was left out is
         *     absent
         * @param json the same as JSON, in the order of the declaration
         * @param digest lower-case hex SHA-256 over the action's name and {@code json}
         */
        record Told(
                Map<String, Object> values,
                String json,
                String digest,
                @Nullable String key,
                boolean dryRun,
                @Nullable String statedReason)
                implements Read {}

        /** They do not. */
        record Wrong(String detail) implements Read {}
    }

    public static Read read(ActionGrant grant, ObjectNode given) {
        Map<String, Object> values = new LinkedHashMap<>();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        int known = 0;
        for (Argument argument : grant.action().arguments().values()) {
            JsonNode value = given.get(argument.name());
            if (value == null) {
                if (argument.required()) {
                    return new Read.Wrong(argument.name() + " is missing.");
                }
                continue;
            }
            known++;
            Object typed = argument.list() ? list(argument, value) : single(argument, value);
            if (typed == null) {
                return new Read.Wrong(argument.name() + " must be " + expected(argument) + ".");
            }
            values.put(argument.name(), typed);
            json.set(argument.name(), value);
        }
        for (String own : OWN) {
            known += given.has(own) ? 1 : 0;
        }
        if (known != given.size()) {
            List<String> names = new ArrayList<>(grant.action().arguments().keySet());
            OWN.stream().sorted().forEach(names::add);
            return new Read.Wrong(
                    "There is an argument that this tool does not have; it has: " + String.join(", ", names) + ".");
        }
        JsonNode key = given.get(ActionTools.KEY);
        JsonNode dry = given.get(ActionTools.DRY_RUN);
        JsonNode stated = given.get(ActionTools.STATED);
        if (!bounded(key, ActionTools.LONGEST_KEY) || !bounded(stated, ActionTools.LONGEST_STATED)) {
            return new Read.Wrong(ActionTools.KEY + " is text of at most " + ActionTools.LONGEST_KEY + " characters, "
                    + ActionTools.STATED + " of at most " + ActionTools.LONGEST_STATED + ".");
        }
        if (dry != null && !dry.isBoolean()) {
            return new Read.Wrong(ActionTools.DRY_RUN + " must be true or false.");
        }
        String text = json.toString();
        return new Read.Told(
                values,
                text,
                digest(grant.action().name(), text),
                key == null ? null : key.asString(),
                dry != null && dry.asBoolean(),
                stated == null ? null : stated.asString());
    }

    /** The operation that a tool's only argument names, or null where it is not one argument of that name. */
    public static @Nullable String operation(ObjectNode given) {
        JsonNode named = given.get(ActionTools.OPERATION);
        return given.size() == 1 && named != null && bounded(named, ActionTools.LONGEST_KEY) ? named.asString() : null;
    }

    /** What an approval is good for: this action with exactly this. */
    public static String digest(String action, String json) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((action + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean bounded(@Nullable JsonNode text, int longest) {
        return text == null
                || (text.isString() && clean(text.asString()) && text.asString().length() <= longest);
    }

    private static @Nullable Object list(Argument argument, JsonNode value) {
        if (!value.isArray() || value.isEmpty() || value.size() > argument.most()) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        for (JsonNode item : value) {
            Object typed = single(argument, item);
            if (typed == null) {
                return null;
            }
            items.add(typed);
        }
        return List.copyOf(items);
    }

    private static @Nullable Object single(Argument argument, JsonNode value) {
        Object typed = Arguments.value(argument.type(), argument.longest(), value);
        return switch (typed) {
            case null -> null;
            case String text ->
                (clean(text) || (text.isEmpty() && !argument.required()))
                                && (argument.choices().isEmpty()
                                        || argument.choices().contains(text))
                        ? text
                        : null;
            case Long number -> within(argument, BigDecimal.valueOf(number)) ? number : null;
            case BigDecimal number -> within(argument, number) ? number : null;
            default -> typed;
        };
    }

    private static boolean within(Argument argument, BigDecimal number) {
        return (argument.least() == null || number.compareTo(argument.least()) >= 0)
                && (argument.highest() == null || number.compareTo(argument.highest()) <= 0)
                && number.precision() <= 30
                && Math.abs((long) number.scale()) <= 30;
    }

    /** Something to read, and nothing that a terminal or a database would trip over. */
    private static boolean clean(String text) {
        return !text.isBlank()
                && text.codePoints()
                        .allMatch(c -> c == '\n'
                                || c == '\t'
                                || (!Character.isISOControl(c)
                                        && Character.getType(c) != Character.SURROGATE
                                        && Character.getType(c) != Character.UNASSIGNED));
    }

    private static String expected(Argument argument) {
        String one = switch (argument.type()) {
            case TEXT ->
                argument.choices().isEmpty()
                        ? "text of at most " + argument.longest() + " characters"
                                + (argument.required() ? ", not empty" : "")
                        : "one of: " + String.join(", ", argument.choices());
            case INTEGER -> "an integer" + bounds(argument);
            case DECIMAL -> "a number" + bounds(argument);
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-01-31";
            case TIMESTAMP -> "a time such as 2026-01-31T12:00:00Z";
        };
        return argument.list() ? "a list of 1 to " + argument.most() + ", each " + one : one;
    }

    private static String bounds(Argument argument) {
        String least = argument.least() == null ? "" : " of at least " + argument.least();
        String most = argument.highest() == null ? "" : " of at most " + argument.highest();
        return least.isEmpty() || most.isEmpty() ? least + most : least + " and" + most.substring(3);
    }
}
