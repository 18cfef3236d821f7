package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number with at most six places, exactly as it is written. */
record DecimalShape() implements Shape<BigDecimal> {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");
    private static final String WANTED = "a number such as 5 or 9.99";

    @Override
    public @Nullable BigDecimal read(Node node, Findings findings) {
        if (!(node instanceof Node.Scalar scalar) || !Scalars.kind(scalar).equals("a number")) {
            Shapes.wrongType(node, WANTED, findings);
            return null;
        }
        if (!DECIMAL.matcher(scalar.text()).matches()) {
            Shapes.badValue(scalar, WANTED, findings);
            return null;
        }
        return new BigDecimal(scalar.text());
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "number");
        return schema;
    }
}
