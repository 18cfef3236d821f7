package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A mapping from names that people choose. */
record NamedShape<T>(Shape<String> name, Shape<T> value, int fewest, int most) implements Shape<List<Named<T>>> {
    @Override
    public @Nullable List<Named<T>> read(Node node, Findings findings) {
        if (!(node instanceof Node.Mapping mapping)) {
            Shapes.wrongType(node, "names, each with what belongs to it: 'name: …'", findings);
            return null;
        }
        int size = mapping.entries().size();
        if (size < fewest || size > most) {
            findings.error(
                    "bad-value",
                    mapping.at(),
                    "Expected " + fewest + " to " + most + " names, but there are " + size + ".",
                    "");
        }
        List<Named<T>> entries = new ArrayList<>();
        mapping.entries().forEach((key, entry) -> {
            String read = name.read(new Node.Scalar(key, false, entry.at()), findings);
            T inner = value.read(entry.value(), findings);
            if (read != null) {
                entries.add(new Named<>(read, entry.at(), inner));
            }
        });
        return List.copyOf(entries);
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("minProperties", fewest);
        schema.put("maxProperties", most);
        schema.put("propertyNames", name.schema());
        schema.put("additionalProperties", value.schema());
        return schema;
    }
}
