package dev.remit.gateway.rest;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people and ISO 8601 write them. */
final class Lifetime {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_LENGTH = 30;
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,6})([smh])");

    private Lifetime() {}

    /** {@code 90s}, {@code 5m}, {@code 1h} or {@code PT5M}; null where it is none of them, not positive, or over a day. */
    static @Nullable Duration parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        Duration duration = duration(text);
        return duration == null || !duration.isPositive() || duration.compareTo(LONGEST) > 0 ? null : duration;
    }

    private static @Nullable Duration duration(String text) {
        Matcher parts = SHORT.matcher(text);
        if (parts.matches()) {
            long count = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            // The caller says what it should have been.
            return null;
        }
    }
}
