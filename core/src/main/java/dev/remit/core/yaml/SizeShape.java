package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number of bytes, with or without a binary unit. */
record SizeShape(long least, long most) implements Shape<Long> {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,11})(KiB|MiB|GiB)?");

    @Override
    public @Nullable Long read(Node node, Findings findings) {
        String wanted = "a size from " + least + " to " + most + " bytes, such as 64KiB, 1MiB or a plain number";
        if (!(node instanceof Node.Scalar scalar)) {
            Shapes.wrongType(node, wanted, findings);
            return null;
        }
        Matcher matcher = WRITTEN.matcher(scalar.text());
        if (matcher.matches()) {
            long value = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
            if (value >= least && value <= most) {
                return value;
            }
        }
        Shapes.badValue(scalar, wanted, findings);
        return null;
    }

    private static long unit(@Nullable String unit) {
        return switch (unit) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case null, default -> 1;
        };
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", List.of("string", "integer"));
        schema.put("pattern", "^" + WRITTEN.pattern() + "$");
        schema.put("minimum", least);
        schema.put("maximum", most);
        return schema;
    }
}
