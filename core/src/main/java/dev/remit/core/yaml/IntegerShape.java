package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole number in decimal digits: no sign, no leading zero, no other base. */
record IntegerShape(int least, int most) implements Shape<Integer> {
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,9}");

    @Override
    public @Nullable Integer read(Node node, Findings findings) {
        String wanted = "a whole number from " + least + " to " + most;
        if (!(node instanceof Node.Scalar scalar) || !scalar.kind().equals("a number")) {
            Shapes.wrongType(node, wanted, findings);
            return null;
        }
        if (DIGITS.matcher(scalar.text()).matches()) {
            long value = Long.parseLong(scalar.text());
            if (value >= least && value <= most) {
                return (int) value;
            }
        }
        Shapes.badValue(scalar, wanted, findings);
        return null;
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", least);
        schema.put("maximum", most);
        return schema;
    }
}
