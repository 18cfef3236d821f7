package dev.remit.gateway.mcp.rpc;

import dev.remit.gateway.http.JsonInput;
import dev.remit.gateway.http.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bytes to one JSON-RPC message (JSON-RPC 2.0, section 4), or a reason why not. What JSON is taken is for {@link
 * StrictJson} to say. Thread-safe.
 */
public final class RpcReader {
    private final StrictJson json;

    public RpcReader(StrictJson.Limits limits) {
        this.json = new StrictJson(limits);
    }

    /** Reads a whole body. Nothing is thrown for what the sender did wrong. */
    public RpcMessage read(byte[] body) {
        return switch (json.read(body)) {
            case JsonInput.Parsed(ObjectNode object) -> message(object);
            case JsonInput.Refused(JsonInput.Reason reason)
            when reason == JsonInput.Reason.NOT_AN_OBJECT ->
                new RpcMessage.Invalid(
                        RpcError.INVALID_REQUEST, "A message is one JSON object; batches are not supported.", null);
            case JsonInput.Refused(JsonInput.Reason reason) ->
                new RpcMessage.Invalid(RpcError.PARSE, reason.detail(), null);
        };
    }

    private static RpcMessage message(ObjectNode object) {
        JsonNode given = object.get("id");
        RpcId id = given == null ? null : id(given);
        if (given != null && id == null) {
            return invalid(
                    "id is an integer of 64 bits or a string of at most " + RpcId.MAX_TEXT + " characters.", null);
        }
        if (!"2.0".equals(RpcParams.text(object, "jsonrpc"))) {
            return invalid("jsonrpc is \"2.0\".", id);
        }
        String method = RpcParams.text(object, "method");
        if (method == null) {
            return invalid(withoutMethod(object), id);
        }
        ObjectNode params = object.has("params") ? RpcParams.object(object, "params") : nothing();
        if (params == null) {
            return invalid("params is an object.", id);
        }
        return id == null ? new RpcMessage.Notification(method, params) : new RpcMessage.Request(id, method, params);
    }

    private static @Nullable RpcId id(JsonNode given) {
        if (given.isString() && given.stringValue().length() <= RpcId.MAX_TEXT) {
            return new RpcId.Text(given.stringValue());
        }
        return given.isIntegralNumber() && given.canConvertToLong() ? new RpcId.Whole(given.longValue()) : null;
    }

    private static String withoutMethod(ObjectNode object) {
        if (object.has("method")) {
            return "method is a string.";
        }
        return object.has("result") || object.has("error")
                ? "This server sends no requests, so it takes no responses."
                : "method is missing.";
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static RpcMessage invalid(String wrong, @Nullable RpcId id) {
        return new RpcMessage.Invalid(RpcError.INVALID_REQUEST, wrong, id);
    }
}
