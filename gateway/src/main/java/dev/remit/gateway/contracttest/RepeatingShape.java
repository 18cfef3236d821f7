package dev.remit.gateway.contracttest;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A list in which the same may stand twice: two equal calls are two calls. */
record RepeatingShape<T>(String what, Shape<T> item, int fewest, int most) implements Shape<List<T>> {
    @Override
    public @Nullable List<T> read(Node node, Findings findings) {
        if (!(node instanceof Node.Sequence sequence)) {
            if (!(node instanceof Node.Refused)) {
                findings.error(
                        "wrong-type",
                        node.at(),
                        "Expected a list of " + what + ", but found " + node.kind() + ".",
                        "Begin each with '- '.");
            }
            return null;
        }
        int size = sequence.items().size();
        if (size < fewest || size > most) {
            findings.error(
                    "bad-value",
                    sequence.at(),
                    "Expected " + fewest + " to " + most + " " + what + ", but there are " + size + ".",
                    "");
        }
        List<T> items = new ArrayList<>();
        for (Node each : sequence.items()) {
            T value = item.read(each, findings);
            if (value != null) {
                items.add(value);
            }
        }
        return List.copyOf(items);
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema());
        schema.put("minItems", fewest);
        schema.put("maxItems", most);
        return schema;
    }
}
