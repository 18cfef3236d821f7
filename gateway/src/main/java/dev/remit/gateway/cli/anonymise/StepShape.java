package dev.remit.gateway.cli.anonymise;

import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.Node;
import dev.remit.core.yaml.Shape;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A decimal number above 0, with at most nine digits on either side of the point. */
record StepShape() implements Shape<BigDecimal> {
    private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");

    @Override
    public @Nullable BigDecimal read(Node node, Findings findings) {
        if (node instanceof Node.Refused) {
            return null;
        }
        if (node instanceof Node.Scalar scalar
                && scalar.plain()
                && WRITTEN.matcher(scalar.text()).matches()) {
            BigDecimal step = new BigDecimal(scalar.text());
            if (step.signum() > 0) {
                return step;
            }
        }
        findings.error(
                "wrong-type",
                node.at(),
                "Expected a number above 0, such as 10 or 0.5, but found " + node.kind() + ".",
                "");
        return null;
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "number");
        schema.put("exclusiveMinimum", 0);
        return schema;
    }
}
