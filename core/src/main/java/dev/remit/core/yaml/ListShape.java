package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list without repetitions. */
record ListShape<T>(Shape<T> item, int fewest, int most) implements Shape<List<Located<T>>> {
    @Override
    public @Nullable List<Located<T>> read(Node node, Findings findings) {
        if (!(node instanceof Node.Sequence sequence)) {
            Shapes.wrongType(node, "a list, such as [one, two]", findings);
            return null;
        }
        int size = sequence.items().size();
        if (size < fewest || size > most) {
            findings.error(
                    "bad-value",
                    sequence.at(),
                    "Expected a list of " + fewest + " to " + most + " items, but this has " + size + ".",
                    "");
        }
        List<Located<T>> values = new ArrayList<>();
        Set<Object> seen = new LinkedHashSet<>();
        for (Node each : sequence.items()) {
            T value = item.read(each, findings);
            if (value != null) {
                if (!seen.add(plain(value))) {
                    findings.error("duplicate-item", each.at(), "This stands in the list a second time.", "Remove it.");
                }
                values.add(new Located<>(value, each.at()));
            }
        }
        return List.copyOf(values);
    }

    /** Without the places, which tell two equal items from each other. */
    private static Object plain(Object value) {
        return switch (value) {
            case Located<?>(Object inner, var at) -> plain(inner);
            case List<?> items -> items.stream().map(ListShape::plain).toList();
            default -> value;
        };
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema());
        schema.put("minItems", fewest);
        schema.put("maxItems", most);
        schema.put("uniqueItems", true);
        return schema;
    }
}
