package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A secret: exactly one reference to where it is kept. No message repeats what stands here instead. */
record ReferenceShape() implements Shape<String> {
    static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:env:[A-Za-z_][A-Za-z0-9_]{0,127}|file:[^}\\s]{1,512})\\}");

    @Override
    public @Nullable String read(Node node, Findings findings) {
        if (!(node instanceof Node.Scalar scalar)) {
            Shapes.wrongType(node, "a reference, such as \"${env:NAME}\" or \"${file:path}\"", findings);
            return null;
        }
        if (REFERENCE.matcher(scalar.text()).matches()) {
            return scalar.text();
        }
        findings.error(
                "literal-secret",
                scalar.at(),
                "A secret must not stand in a file.",
                "Write exactly one reference: \"${env:NAME}\" or \"${file:path}\". If this was a real secret, change it.");
        return null;
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", "^" + REFERENCE.pattern() + "$");
        return schema;
    }
}
