package dev.remit.gateway.cli.ledger;

import dev.remit.gateway.cli.TimeSpan;
import dev.remit.gateway.cli.Trouble;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Points in time as people give them: {@code 24h} (ago), {@code 2026-11-21} (its beginning in UTC), or an instant. */
final class Moment {
    private Moment() {}

    /** As the gateway takes it; null for null. */
    static @Nullable String of(@Nullable String text, String option, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            return now.minus(new TimeSpan().convert(text)).toString();
        } catch (TypeConversionException e) {
            return fixed(text, option);
        }
    }

    private static String fixed(String text, String option) {
        try {
            return (text.length() == "2026-11-21".length()
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : Instant.parse(text))
                    .toString();
        } catch (DateTimeException e) {
            throw Trouble.usage(option + " is no time. Write it like 24h (ago), 2026-11-21 or 2026-11-21T10:00:00Z.");
        }
    }
}
