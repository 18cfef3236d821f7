package dev.remit.gateway.contracttest;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A mapping that stands for a JSON object, with the types that a wire's parser would give its values. */
final class JsonShape implements Shape<ObjectNode> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** JSON's numbers without an exponent, short enough that none is costly to compare. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,29})(?:\\.[0-9]{1,30})?");

    @Override
    public @Nullable ObjectNode read(Node node, Findings findings) {
        if (node instanceof Node.Mapping && value(node, findings) instanceof ObjectNode object) {
            return object;
        }
        if (!(node instanceof Node.Mapping) && !(node instanceof Node.Refused)) {
            findings.error(
                    "wrong-type",
                    node.at(),
                    "Expected names with their values, but found " + node.kind() + ".",
                    "Write { name: value, … }.");
        }
        return null;
    }

    /** The node as JSON, or null where it has none; why is then among the findings. */
    static @Nullable JsonNode value(Node node, Findings findings) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar, findings);
            case Node.Sequence sequence -> {
                ArrayNode items = JSON.arrayNode();
                for (Node each : sequence.items()) {
                    JsonNode item = value(each, findings);
                    if (item != null) {
                        items.add(item);
                    }
                }
                yield items;
            }
            case Node.Mapping mapping -> {
                ObjectNode object = JSON.objectNode();
                mapping.entries().forEach((name, entry) -> {
                    JsonNode inner = value(entry.value(), findings);
                    if (inner != null) {
                        object.set(name, inner);
                    }
                });
                yield object;
            }
            case Node.Refused refused -> null;
        };
    }

    private static @Nullable JsonNode scalar(Node.Scalar scalar, Findings findings) {
        String text = scalar.text();
        return switch (scalar.kind()) {
            case "text" -> JSON.stringNode(text);
            case "null" -> JSON.nullNode();
            case "nothing" -> wrong(scalar, "There is no value here.", "Write null where nothing is meant.", findings);
            case "a boolean" ->
                switch (text) {
                    case "true" -> JSON.booleanNode(true);
                    case "false" -> JSON.booleanNode(false);
                    default ->
                        wrong(scalar, "A boolean is true or false, in lower case.", "Quote it to mean text.", findings);
                };
            default ->
                NUMBER.matcher(text).matches()
                        ? number(text)
                        : wrong(
                                scalar,
                                "A number is written in decimal digits, at most 30 before and after the point.",
                                "Quote it to mean text.",
                                findings);
        };
    }

    private static JsonNode number(String text) {
        if (text.indexOf('.') >= 0) {
            return JSON.numberNode(new BigDecimal(text));
        }
        BigInteger integer = new BigInteger(text);
        if (integer.bitLength() < Integer.SIZE) {
            return JSON.numberNode(integer.intValue());
        }
        return integer.bitLength() < Long.SIZE ? JSON.numberNode(integer.longValue()) : JSON.numberNode(integer);
    }

    private static @Nullable JsonNode wrong(Node.Scalar scalar, String message, String hint, Findings findings) {
        findings.error("bad-value", scalar.at(), message, hint);
        return null;
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        return schema;
    }
}
