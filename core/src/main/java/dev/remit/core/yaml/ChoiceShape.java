package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One of a few words. */
record ChoiceShape<T>(SequencedMap<String, T> words, List<String> unsupported) implements Shape<T> {
    ChoiceShape {
        words = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(words));
        unsupported = List.copyOf(unsupported);
    }

    @Override
    public @Nullable T read(Node node, Findings findings) {
        String wanted = "one of " + String.join(", ", words.keySet());
        if (!(node instanceof Node.Scalar scalar) || !Scalars.isText(scalar)) {
            Shapes.wrongType(node, wanted, findings);
            return null;
        }
        T value = words.get(scalar.text());
        if (value != null) {
            return value;
        }
        if (unsupported.contains(scalar.text())) {
            findings.error(
                    "unsupported-value",
                    scalar.at(),
                    "'" + scalar.text() + "' is known, but this build cannot enforce it.",
                    "Write " + wanted + ".");
        } else {
            findings.error(
                    "bad-value",
                    scalar.at(),
                    "Expected " + wanted + ", but found " + Scalars.quote(scalar.text()) + ".",
                    Nearest.to(scalar.text(), words.keySet())
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse(""));
        }
        return null;
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("enum", List.copyOf(words.sequencedKeySet()));
        return schema;
    }
}
