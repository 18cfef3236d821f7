package dev.remit.gateway.retail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as plain values, so that what was asked for and what came back can be compared by value: numbers without trailing
 * zeros, and {@code options}, which come back as a text that holds JSON, as that JSON.
 */
final class Plain {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Plain() {}

    static @Nullable Object of(String json) {
        return of(JSON.readTree(json));
    }

    static @Nullable Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(item -> list.add(of(item)));
                yield list;
            }
            case NUMBER -> node.decimalValue().stripTrailingZeros();
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.stringValue();
            case NULL -> null;
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON");
        };
    }

    private static Map<String, @Nullable Object> object(JsonNode node) {
        Map<String, @Nullable Object> object = new TreeMap<>();
        node.forEachEntry((name, value) ->
                object.put(name, name.equals("options") && value.isString() ? of(value.stringValue()) : of(value)));
        return object;
    }
}
