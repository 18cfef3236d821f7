package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One value, or a list of different ones. */
record OneOrMoreShape<T>(Shape<T> item, int most) implements Shape<Set<T>> {
    @Override
    public @Nullable Set<T> read(Node node, Findings findings) {
        if (node instanceof Node.Sequence) {
            List<Located<T>> items = Shapes.list(item, 1, most).read(node, findings);
            if (items == null) {
                return null;
            }
            Set<T> values = new LinkedHashSet<>();
            items.forEach(each -> values.add(each.value()));
            return values;
        }
        T value = item.read(node, findings);
        return value == null ? null : Set.of(value);
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("anyOf", List.of(item.schema(), Shapes.list(item, 1, most).schema()));
        return schema;
    }
}
