package dev.remit.gateway.http;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bytes to one JSON object, or one JSON value (RFC 8259), or a reason why not.
 *
 * <p>Strict wherever leniency lets two readers of the same bytes see two requests, or lets a few bytes cost much: other
 * encodings than UTF-8, malformed and overlong UTF-8, half surrogate pairs, duplicate keys, anything after the first
 * value, deep nesting, and numbers whose value is longer than their text. {@link JsonText} judges the encoding before the
 * parser sees a byte, because the parser's own decoder lets overlong forms and half pairs through.
 *
 * <p>Thread-safe.
 */
public final class StrictJson {
    /** Beyond this power of ten a number is an attack on whoever writes it out, not a quantity. */
    private static final int MAX_EXPONENT = 1_000;

    private final JsonFactory factory;

    /**
     * What one body may cost.
     *
     * @param depth the deepest nesting of objects and arrays
     * @param number the longest number in characters
     * @param string the longest string in UTF-16 units
     * @param name the longest key in UTF-16 units
     * @param tokens the most JSON tokens
     */
    public record Limits(int depth, int number, int string, int name, int tokens) {
        /** 64 deep, numbers of 100, keys of 1 000 characters, 200 000 tokens, and strings as long as the body. */
        public static Limits forBodiesOf(int cap) {
            return new Limits(64, 100, cap, 1_000, 200_000);
        }
    }

    public StrictJson(Limits limits) {
        this.factory = JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(limits.number())
                        .maxStringLength(limits.string())
                        .maxNameLength(limits.name())
                        .maxTokenCount(limits.tokens())
                        .build())
                .build();
    }

    /** Reads a whole body that has to be an object. Nothing is thrown for what the sender did wrong. */
    public JsonInput read(byte[] body) {
        return switch (tree(body, true)) {
            case JsonTree.Parsed(JsonNode value) -> new JsonInput.Parsed((ObjectNode) value);
            case JsonTree.Refused(JsonInput.Reason reason) -> new JsonInput.Refused(reason);
        };
    }

    /** Reads a whole body, which may be any JSON value. Nothing is thrown for what the sender did wrong. */
    public JsonTree tree(byte[] body) {
        return tree(body, false);
    }

    private JsonTree tree(byte[] body, boolean object) {
        if (!JsonText.isUnicode(body) || beginsWithMark(body)) {
            return new JsonTree.Refused(JsonInput.Reason.ENCODING);
        }
        // The refusals carry no cause: a parser's message may quote the body.
        try (JsonParser in = factory.createParser(ObjectReadContext.empty(), body)) {
            return document(in, object);
        } catch (Unacceptable e) {
            return new JsonTree.Refused(e.reason);
        } catch (StreamConstraintsException e) {
            return new JsonTree.Refused(JsonInput.Reason.LIMIT);
        } catch (JacksonException e) {
            return new JsonTree.Refused(JsonInput.Reason.SYNTAX);
        }
    }

    private static boolean beginsWithMark(byte[] body) {
        return body.length >= 3 && (body[0] & 0xFF) == 0xEF && (body[1] & 0xFF) == 0xBB && (body[2] & 0xFF) == 0xBF;
    }

    private static JsonTree document(JsonParser in, boolean object) {
        JsonToken first = in.nextToken();
        if (first == null) {
            return new JsonTree.Refused(JsonInput.Reason.SYNTAX);
        }
        if (first == JsonToken.START_OBJECT || !object) {
            JsonNode value = value(in, first);
            return in.nextToken() == null ? new JsonTree.Parsed(value) : new JsonTree.Refused(JsonInput.Reason.SYNTAX);
        }
        in.skipChildren();
        return new JsonTree.Refused(in.nextToken() == null ? JsonInput.Reason.NOT_AN_OBJECT : JsonInput.Reason.SYNTAX);
    }

    /** Recursion is bounded: the parser refuses a level that is too deep before it is entered. */
    private static ObjectNode object(JsonParser in) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (node.replace(name, value(in, in.nextToken())) != null) {
                throw new Unacceptable(JsonInput.Reason.DUPLICATE_KEY);
            }
        }
        return node;
    }

    private static ArrayNode array(JsonParser in) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            node.add(value(in, token));
        }
        return node;
    }

    private static JsonNode value(JsonParser in, JsonToken token) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
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
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(decimal(in.getDecimalValue()));
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> throw new Unacceptable(JsonInput.Reason.SYNTAX);
        };
    }

    private static BigDecimal decimal(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MAX_EXPONENT) {
            throw new Unacceptable(JsonInput.Reason.LIMIT);
        }
        return value;
    }

    /** Unwinds the recursion of the reader; never leaves it. */
    private static final class Unacceptable extends RuntimeException {
        private final JsonInput.Reason reason;

        Unacceptable(JsonInput.Reason reason) {
            super(reason.detail(), null, false, false);
            this.reason = reason;
        }
    }
}
