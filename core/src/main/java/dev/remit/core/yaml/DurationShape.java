package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A length of time: a number and one unit. */
record DurationShape(Duration least, Duration most) implements Shape<Duration> {
    private static final Pattern WRITTEN = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");
    private static final List<String> EXAMPLES = List.of("500ms", "2s", "20m", "8h", "30d");

    @Override
    public @Nullable Duration read(Node node, Findings findings) {
        String wanted = "a duration from " + written(least) + " to " + written(most) + ", such as " + examples();
        if (!(node instanceof Node.Scalar scalar)) {
            Shapes.wrongType(node, wanted, findings);
            return null;
        }
        Duration value = of(scalar.text());
        if (value != null && fits(value)) {
            return value;
        }
        Shapes.badValue(scalar, wanted, findings);
        return null;
    }

    private boolean fits(Duration value) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    /** One of each unit that is within the bounds; all of them where none is, to show how they are written. */
    private String examples() {
        List<String> fit = EXAMPLES.stream()
                .filter(example -> {
                    Duration value = of(example);
                    return value != null && fits(value);
                })
                .toList();
        List<String> shown = fit.isEmpty() ? EXAMPLES : fit;
        String last = shown.getLast();
        return shown.size() == 1 ? last : String.join(", ", shown.subList(0, shown.size() - 1)) + " or " + last;
    }

    private static @Nullable Duration of(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
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
