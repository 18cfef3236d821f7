package dev.remit.gateway.line;

import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Kind;
import dev.remit.core.contract.GrantedField;
import dev.remit.core.contract.Payloads;
import dev.remit.core.contract.ResourceGrant;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.text.Passing;
import dev.remit.gateway.tool.ToolSet;
import dev.remit.gateway.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What went into a call and what came out, as the record keeps it:
 * {@code {"form":"redacted","arguments":{"order_no":"activity text 8-15"},"result":{"orders":[{…}],"more":4}}}.
 *
 * <p>In the redacted form there is, for each name that the contract knows, the class and kind of the field, the type of the
 * value and about how long it is; of values only those of class {@code public}, without what the detector finds in them,
 * since what a caller looks for there may be anything. Names that a caller made up are counted, and of a list the first
 * few things are shown. In full there are the arguments as they came and the result as it was
 * released, but only where there is a customer, under whose key that is sealed and with whose key it is destroyed. Used by
 * one thread.
 */
final class PayloadText {
    private static final int SHOWN = 3;
    private static final int LONGEST_FULL = 1 << 20;

    /** What a tool's own arguments are called; they hold nothing of a customer but the cursor, which is sealed. */
    private static final Set<String> PAGING = Set.of(ToolSet.ORDER_BY, ToolSet.LIMIT, ToolSet.CURSOR);

    private Payloads payloads;
    private final @Nullable ToolSpec spec;
    private final ObjectNode arguments;
    private final FreeText text;
    private @Nullable ObjectNode result;
    private String released = "";

    /** @param text what nothing is written of that has not gone through it */
    PayloadText(Payloads payloads, @Nullable ToolSpec spec, ObjectNode arguments, FreeText text) {
        this.payloads = payloads;
        this.spec = spec;
        this.arguments = arguments;
        this.text = text;
    }

    /** Keeps the redacted form at most: what was told may hold what this customer's record must not. */
    void withoutValues() {
        payloads = payloads == Payloads.FULL ? Payloads.REDACTED : payloads;
    }

    /** @param text the result as it goes out */
    void released(ObjectNode structured, String text) {
        result = structured;
        released = text;
    }

    /**
     * What the record keeps; null where the contract says that it keeps nothing.
     *
     * @param aboutCustomer whether it is sealed under a customer's key
     */
    @Nullable
    String json(boolean aboutCustomer) {
        return switch (payloads) {
            case NONE -> null;
            case FULL -> aboutCustomer ? full() : redacted();
            case REDACTED -> redacted();
        };
    }

    private String full() {
        String said = arguments.toString();
        if (said.length() + released.length() > LONGEST_FULL) {
            return redacted();
        }
        return "{\"form\":\"full\",\"arguments\":" + said + (result == null ? "}" : ",\"result\":" + released + '}');
    }

    private String redacted() {
        StringBuilder out = new StringBuilder(256).append("{\"form\":\"redacted\",\"arguments\":");
        object(out, arguments, arguments());
        if (result != null) {
            out.append(",\"result\":");
            result(out, result);
        }
        return out.append('}').toString();
    }

    private void result(StringBuilder out, ObjectNode node) {
        switch (spec) {
            case ToolSpec.Gets gets -> object(out, node, name -> granted(gets.grant(), name));
            case ToolSpec.Lists lists ->
                page(out, node.path(lists.plural()), name -> granted(lists.grant(), name), lists.plural());
            case ToolSpec.Verifies verifies -> out.append("{}");
            case ToolSpec.Acts acts -> status(out, node);
            case ToolSpec.Checks checks -> status(out, node);
            case ToolSpec.Undoes undoes -> status(out, node);
            case ToolSpec.Escalates escalates -> status(out, node);
            case null -> out.append("{}");
        }
    }

    /** How an operation stands; its result is left to the operation's own records. */
    private static void status(StringBuilder out, ObjectNode node) {
        out.append("{\"status\":\"").append(node.path("status").asString("")).append("\"}");
    }

    private void page(StringBuilder out, JsonNode rows, Known fields, String plural) {
        out.append("{\"").append(plural).append("\":[");
        for (int i = 0; i < Math.min(SHOWN, rows.size()); i++) {
            out.append(i == 0 ? "" : ",");
            object(out, rows.get(i), fields);
        }
        out.append(']');
        if (rows.size() > SHOWN) {
            out.append(",\"more\":").append(rows.size() - SHOWN);
        }
        out.append('}');
    }

    /** Names of the catalog need no escaping; others are not written. */
    private void object(StringBuilder out, JsonNode node, Known fields) {
        char before = '{';
        int unknown = 0;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Field field = fields.named(member.getKey());
            if (field == null && !PAGING.contains(member.getKey())) {
                unknown++;
                continue;
            }
            out.append(before).append('"').append(member.getKey()).append("\":");
            value(out, field, member.getValue());
            before = ',';
        }
        if (unknown > 0) {
            out.append(before).append("\"?\":").append(unknown);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void value(StringBuilder out, @Nullable Field field, JsonNode value) {
        if (field != null && field.dataClass() == DataClass.PUBLIC && value.isValueNode()) {
            if (!value.isString()) {
                out.append(value);
                return;
            }
            if (text.clean(value.asString(), Passing.NOTHING_MORE) instanceof FreeText.Outcome.Clean(String clean)) {
                out.append(StringNode.valueOf(clean));
                return;
            }
        }
        out.append('"');
        if (field != null) {
            out.append(field.dataClass().label()).append(' ');
            if (field.kind() != Kind.OTHER) {
                out.append(field.kind().label()).append(' ');
            }
        }
        if (value.isString()) {
            length(out.append("text "), value.asString().length());
        } else {
            out.append(
                    value.isNumber()
                            ? "number"
                            : value.isBoolean() ? "boolean" : value.isNull() ? "null" : "structure");
        }
        out.append('"');
    }

    /** 0, 1, 2-3, 4-7, 8-15 and so on. */
    private static void length(StringBuilder out, int length) {
        int least = Integer.highestOneBit(length);
        out.append(least);
        if (least > 1) {
            out.append('-').append(2 * least - 1);
        }
    }

    /** The field of that name where there is one; looked up, not gathered, because this runs for every call. */
    private interface Known {
        @Nullable
        Field named(String name);
    }

    private Known arguments() {
        return switch (spec) {
            case ToolSpec.Verifies verifies ->
                name -> {
                    for (List<Field> way : verifies.verify().by()) {
                        Field found = named(way, name);
                        if (found != null) {
                            return found;
                        }
                    }
                    return null;
                };
            case ToolSpec.Gets gets ->
                name -> named(List.of(gets.grant().resource().key()), name);
            case ToolSpec.Lists lists -> {
                List<Field> filters = lists.grant().filters();
                yield name -> named(filters, name);
            }
            case ToolSpec.Acts acts ->
                name -> {
                    Argument argument = acts.grant().action().arguments().get(name);
                    return argument == null ? null : of(argument);
                };
            case ToolSpec.Checks checks -> name -> null;
            case ToolSpec.Undoes undoes -> name -> null;
            case ToolSpec.Escalates escalates -> name -> null;
            case null -> name -> null;
        };
    }

    private static @Nullable Field named(List<Field> fields, String name) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** An argument has no class of its own: it is kept as strictly as what nobody has looked at. */
    private static Field of(Argument argument) {
        return new Field(
                argument.name(),
                argument.name(),
                DataClass.CONFIDENTIAL,
                argument.type(),
                argument.kind(),
                false,
                "",
                argument.location());
    }

    private static @Nullable Field granted(ResourceGrant grant, String name) {
        GrantedField granted = grant.fields().get(name);
        return granted == null ? null : granted.field();
    }
}
