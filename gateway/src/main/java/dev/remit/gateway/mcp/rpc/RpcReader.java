package dev.remit.gateway.mcp.rpc;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bytes to one JSON-RPC message, in one pass, or a reason why not.
 *
 * <p>Strict where leniency lets two readers see two messages: duplicate keys, malformed UTF-8, another encoding than
 * UTF-8, a second value after the first. Numbers keep their exact decimal value. Thread-safe.
 */
public final class RpcReader {
    /** Beyond this power of ten a number is an attack on whoever writes it out, not a quantity. */
    private static final int MAX_EXPONENT = 1_000;

    private static final String LIMIT =
            "The JSON is nested too deep, or has a name, string or number that is too long.";
    private static final String SYNTAX = "The body is not one JSON value in UTF-8 without duplicate keys.";

    private final JsonFactory factory;
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    public RpcReader(RpcLimits limits) {
        this.factory = JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.text())
                        .maxNameLength(limits.name())
                        .maxNumberLength(limits.digits())
                        .maxTokenCount(limits.tokens())
                        .maxDocumentLength(limits.body())
                        .build())
                .build();
    }

    /** Reads a whole body. Nothing is thrown for what the sender did wrong. */
    public RpcMessage read(byte[] body) {
        if (!JsonText.isUnicode(body)) {
            return new RpcMessage.Invalid(RpcError.PARSE, SYNTAX, null);
        }
        try (JsonParser in = factory.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = in.nextToken();
            if (first == JsonToken.START_OBJECT) {
                return new Envelope().read(in);
            }
            if (first == null) {
                return new RpcMessage.Invalid(RpcError.PARSE, SYNTAX, null);
            }
            in.skipChildren();
            if (in.nextToken() != null) {
                return new RpcMessage.Invalid(RpcError.PARSE, SYNTAX, null);
            }
            String message = first == JsonToken.START_ARRAY
                    ? "Batches are not supported: send one message per request."
                    : "A message is a JSON object.";
            return new RpcMessage.Invalid(RpcError.INVALID_REQUEST, message, null);
        } catch (StreamConstraintsException e) {
            // The cause is not passed on: a parser's message may quote the body.
            return new RpcMessage.Invalid(RpcError.PARSE, LIMIT, null);
        } catch (JacksonException e) {
            return new RpcMessage.Invalid(RpcError.PARSE, SYNTAX, null);
        }
    }

    /** The members of one message, gathered in whatever order they come. */
    private final class Envelope {
        private boolean version;
        private boolean response;
        private @Nullable RpcId id;
        private @Nullable String method;
        private @Nullable ObjectNode params;
        private @Nullable String wrong;

        RpcMessage read(JsonParser in) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                member(in, name, in.nextToken());
            }
            if (in.nextToken() != null) {
                return new RpcMessage.Invalid(RpcError.PARSE, SYNTAX, null);
            }
            return message();
        }

        private void member(JsonParser in, String name, JsonToken value) {
            switch (name) {
                case "jsonrpc" -> version = value == JsonToken.VALUE_STRING && "2.0".equals(in.getString());
                case "id" -> id = id(in, value);
                case "method" -> {
                    if (value == JsonToken.VALUE_STRING) {
                        method = in.getString();
                    } else {
                        wrong = "method is a string.";
                    }
                }
                case "params" -> {
                    if (value == JsonToken.START_OBJECT) {
                        params = object(in);
                        return;
                    }
                    wrong = "params is an object.";
                }
                default -> response |= name.equals("result") || name.equals("error");
            }
            if (value.isStructStart()) {
                in.skipChildren();
            }
        }

        private @Nullable RpcId id(JsonParser in, JsonToken value) {
            if (value == JsonToken.VALUE_STRING && in.getStringLength() <= RpcId.MAX_TEXT) {
                return new RpcId.Text(in.getString());
            }
            if (value == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return new RpcId.Whole(in.getLongValue());
            }
            wrong = "id is an integer of 64 bits or a string of at most " + RpcId.MAX_TEXT + " characters.";
            return null;
        }

        private RpcMessage message() {
            if (wrong == null && !version) {
                wrong = "jsonrpc is \"2.0\".";
            }
            if (wrong == null && method == null) {
                wrong = response ? "This server sends no requests, so it takes no responses." : "method is missing.";
            }
            if (wrong != null || method == null) {
                return new RpcMessage.Invalid(RpcError.INVALID_REQUEST, wrong == null ? SYNTAX : wrong, id);
            }
            ObjectNode given = params == null ? nodes.objectNode() : params;
            return id == null ? new RpcMessage.Notification(method, given) : new RpcMessage.Request(id, method, given);
        }
    }

    private ObjectNode object(JsonParser in) {
        ObjectNode node = nodes.objectNode();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            node.set(name, tree(in, in.nextToken()));
        }
        return node;
    }

    private ArrayNode array(JsonParser in) {
        ArrayNode node = nodes.arrayNode();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            node.add(tree(in, token));
        }
        return node;
    }

    /** Recursion is bounded by the nesting limit, which the parser enforces before a level is entered. */
    private JsonNode tree(JsonParser in, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> nodes.stringNode(in.getString());
            case VALUE_NUMBER_INT ->
                switch (in.getNumberType()) {
                    case INT -> nodes.numberNode(in.getIntValue());
                    case LONG -> nodes.numberNode(in.getLongValue());
                    default -> nodes.numberNode(in.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(decimal(in));
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> throw new StreamConstraintsException("unexpected token");
        };
    }

    private static BigDecimal decimal(JsonParser in) {
        BigDecimal value = in.getDecimalValue();
        if (Math.abs((long) value.scale()) > MAX_EXPONENT) {
            throw new StreamConstraintsException("exponent out of range");
        }
        return value;
    }
}
