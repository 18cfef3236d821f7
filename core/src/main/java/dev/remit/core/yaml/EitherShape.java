package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A short form or a long one, told apart by whether it is a single value. */
record EitherShape<S, L, T>(
        Shape<S> brief, Function<Located<S>, T> fromBrief, Shape<L> full, Function<Located<L>, T> fromFull)
        implements Shape<T> {

    @Override
    public @Nullable T read(Node node, Findings findings) {
        if (node instanceof Node.Scalar) {
            S value = brief.read(node, findings);
            return value == null ? null : fromBrief.apply(new Located<>(value, node.at()));
        }
        L value = full.read(node, findings);
        return value == null ? null : fromFull.apply(new Located<>(value, node.at()));
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("anyOf", List.of(brief.schema(), full.schema()));
        return schema;
    }
}
