package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Anything that JSON can say: maps, lists, text, numbers as {@link BigDecimal}, booleans. An absent value is no value. */
record TreeShape() implements Shape<Object> {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    @Override
    public @Nullable Object read(Node node, Findings findings) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar, findings);
            case Node.Sequence(List<Node> items, var at) -> {
                List<Object> values = new ArrayList<>();
                for (Node item : items) {
                    Object value = read(item, findings);
                    if (value != null) {
                        values.add(value);
                    }
                }
                yield Collections.unmodifiableList(values);
            }
            case Node.Mapping mapping -> {
                SequencedMap<String, Object> values = new LinkedHashMap<>();
                mapping.entries().forEach((name, entry) -> {
                    Object value = read(entry.value(), findings);
                    if (value != null) {
                        values.put(name, value);
                    }
                });
                yield Collections.unmodifiableSequencedMap(values);
            }
            case Node.Refused refused -> null;
        };
    }

    private static @Nullable Object scalar(Node.Scalar scalar, Findings findings) {
        return switch (Scalars.kind(scalar)) {
            case "text" -> scalar.text();
            case "a boolean" -> scalar.text().equalsIgnoreCase("true");
            case "a number" -> {
                if (NUMBER.matcher(scalar.text()).matches()) {
                    yield new BigDecimal(scalar.text());
                }
                Shapes.badValue(scalar, "a number such as 5 or 9.99", findings);
                yield null;
            }
            default -> {
                Shapes.wrongType(scalar, "a value", findings);
                yield null;
            }
        };
    }

    @Override
    public SequencedMap<String, Object> schema() {
        return new LinkedHashMap<>();
    }
}
