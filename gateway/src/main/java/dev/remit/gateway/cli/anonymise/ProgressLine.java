package dev.remit.gateway.cli.anonymise;

import dev.remit.gateway.cli.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Progress on standard error: a line that is drawn over itself on a terminal, else a line now and then, for logs. */
final class ProgressLine {
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final InstantSource clock;
    private Instant next;
    private int drawn;

    ProgressLine(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
        next = clock.instant().plus(between());
    }

    private Duration between() {
        return terminal.colour() ? BETWEEN_DRAWINGS : BETWEEN_LINES;
    }

    void show(String what, long done, long all) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(between());
        String text = all > 0
                ? String.format(Locale.ROOT, "%s: %,d of %,d rows", what, done, all)
                : String.format(Locale.ROOT, "%s: %,d rows", what, done);
        if (terminal.colour()) {
            terminal.err().print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
            terminal.err().flush();
            drawn = text.length();
        } else {
            terminal.remark(text);
        }
    }

    void end() {
        if (drawn > 0) {
            terminal.err().print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }
}
