package dev.remit.gateway.line;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the gateway looked up, as JSON: for people to read, and to tell what changed. */
final class FactsJson {
    /** What stands beside facts and is none. */
    private static final Set<String> OTHERS = Set.of("args", "grant", "now");

    /** Of a longer fact only a hash is kept to compare with. */
    private static final int LONGEST = 2_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FactsJson() {}

    /** A fact that is not now what it was. */
    record Changed(
            String fact, @Nullable JsonNode was, @Nullable JsonNode now) {}

    /** @param values what conditions name */
    static ObjectNode of(Map<String, ? extends @Nullable Object> values) {
        ObjectNode facts = NODES.objectNode();
        values.forEach((name, value) -> {
            if (!OTHERS.contains(name)) {
                facts.set(name, node(value));
            }
        });
        return facts;
    }

    /** The same, as small as it can be to still tell a change. */
    static ObjectNode compact(ObjectNode facts) {
        ObjectNode compact = NODES.objectNode();
        facts.properties().forEach(fact -> {
            String text = fact.getValue().toString();
            compact.set(fact.getKey(), text.length() <= LONGEST ? fact.getValue() : NODES.stringNode(hash(text)));
        });
        return compact;
    }

    /** @param asked what {@link #compact} gave, as text */
    static List<Changed> changes(String asked, ObjectNode facts) {
        JsonNode was = EXACT.readTree(asked);
        JsonNode is = EXACT.readTree(compact(facts).toString());
        List<Changed> changes = new ArrayList<>();
        was.properties().forEach(fact -> {
            if (!fact.getValue().equals(is.get(fact.getKey()))) {
                changes.add(new Changed(fact.getKey(), fact.getValue(), is.get(fact.getKey())));
            }
        });
        is.properties().forEach(fact -> {
            if (!was.has(fact.getKey())) {
                changes.add(new Changed(fact.getKey(), null, fact.getValue()));
            }
        });
        return changes;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Boolean truth -> NODES.booleanNode(truth);
            case Long number -> NODES.numberNode(number);
            case Integer number -> NODES.numberNode(number);
            case BigDecimal number -> {
                BigDecimal plain = number.stripTrailingZeros();
                yield NODES.numberNode(plain.scale() < 0 ? plain.setScale(0) : plain);
            }
            case Map<?, ?> row -> {
                ObjectNode object = NODES.objectNode();
                row.forEach((name, member) -> object.set(String.valueOf(name), node(member)));
                yield object;
            }
            case List<?> items -> {
                ArrayNode array = NODES.arrayNode();
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
            default -> NODES.stringNode(value.toString());
        };
    }

    private static String hash(String text) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
