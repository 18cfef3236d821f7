package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A length of time: a number and one unit. */
record DurationShape(Duration least, Duration most) implements Shape<Duration> {
    private static final Pattern WRITTEN = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");

    @Override
    public @Nullable Duration read(Node node, Findings findings) {
        String wanted =
                "a duration from " + written(least) + " to " + written(most) + ", such as 500ms, 2s, 20m, 8h or 30d";
        if (!(node instanceof Node.Scalar scalar)) {
            Shapes.wrongType(node, wanted, findings);
            return null;
        }
        Matcher matcher = WRITTEN.matcher(scalar.text());
        if (matcher.matches()) {
            Duration value = of(Long.parseLong(matcher.group(1)), matcher.group(2));
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        }
        Shapes.badValue(scalar, wanted, findings);
        return null;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String written(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() != 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.toMinutesPart() != 0 || duration.toHours() == 1) {
            return duration.toMinutes() + "m";
        }
        return duration.toHours() + "h";
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", "^" + WRITTEN.pattern() + "$");
        return schema;
    }
}
