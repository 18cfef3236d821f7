package dev.remit.gateway.mcp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks members up without coercion: a number is never read as text, null is never read as absent. */
public final class RpcParams {
    private RpcParams() {}

    /** The member's text, or null where it is absent or not a string. */
    public static @Nullable String text(ObjectNode in, String name) {
        JsonNode value = in.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** The member as an object, or null where it is absent or something else. */
    public static @Nullable ObjectNode object(ObjectNode in, String name) {
        return in.get(name) instanceof ObjectNode value ? value : null;
    }

    /** The arguments of a tools/call: empty where absent, null where they are not an object. */
    public static @Nullable ObjectNode arguments(ObjectNode params) {
        JsonNode value = params.get("arguments");
        return value == null ? params.objectNode() : value instanceof ObjectNode given ? given : null;
    }

    /** True where the member is an object with the strings {@code name} and {@code version}. */
    public static boolean isImplementation(@Nullable ObjectNode value) {
        return value != null && text(value, "name") != null && text(value, "version") != null;
    }
}
