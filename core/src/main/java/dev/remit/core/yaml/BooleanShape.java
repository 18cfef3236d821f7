package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** {@code true} or {@code false}. Older YAML's {@code yes}, {@code no}, {@code on} and {@code off} are text here. */
record BooleanShape() implements Shape<Boolean> {
    @Override
    public @Nullable Boolean read(Node node, Findings findings) {
        if (node instanceof Node.Scalar scalar && scalar.plain()) {
            if (scalar.text().equals("true")) {
                return true;
            }
            if (scalar.text().equals("false")) {
                return false;
            }
        }
        Shapes.wrongType(node, "true or false", findings);
        return null;
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "boolean");
        return schema;
    }
}
