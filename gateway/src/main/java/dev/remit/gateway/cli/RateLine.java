package dev.remit.gateway.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Progress on standard error: a bar that is drawn over itself on a terminal, else a line now and then, for logs.
 */
public final class RateLine {
    private static final int WIDTH = 24;
    private static final int BETWEEN_LOOKS_MILLIS = 250;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final String what;
    private Duration nextLine = BETWEEN_LINES;
    private int drawn;

    /** @param what is counted, in the plural */
    public RateLine(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    /**
     * @param from how many were done before this began
     * @param took since this began
     */
    public void show(long done, long total, long from, Duration took) {
        String text = text(done, total, from, took);
        if (terminal.colour()) {
            String bar = bar(done, total) + " " + text;
            terminal.err().print("\r" + bar + " ".repeat(Math.max(0, drawn - bar.length())));
            terminal.err().flush();
            drawn = bar.length();
        } else if (took.compareTo(nextLine) >= 0) {
            terminal.remark(text);
            nextLine = took.plus(BETWEEN_LINES);
        }
    }

    /** Asks how something stands. */
    public interface Asked {
        JsonNode ask() throws IOException;
    }

    /**
     * Shows something until it ends.
     *
     * @param status how it stands: {@code state}, and while that is {@code running}, {@code done}, {@code total},
     *     {@code millis} and maybe {@code from}
     * @return how it stands in the end
     */
    public JsonNode follow(JsonNode status, Asked again) throws IOException, InterruptedException {
        JsonNode now = status;
        while (now.path("state").asString("").equals("running")) {
            show(
                    now.path("done").asLong(0),
                    now.path("total").asLong(0),
                    now.path("from").asLong(0),
                    Duration.ofMillis(now.path("millis").asLong(0)));
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
            now = again.ask();
        }
        return now;
    }

    public void done(String text) {
        clear();
        terminal.remark(text);
    }

    /** Takes the bar away, so that something else can be printed there. */
    public void clear() {
        if (drawn > 0) {
            terminal.err().print("\r" + " ".repeat(drawn) + "\r");
            terminal.err().flush();
            drawn = 0;
        }
    }

    private static String bar(long done, long total) {
        int full = (int) (total == 0 ? WIDTH : WIDTH * Math.min(done, total) / total);
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
    }

    private String text(long done, long total, long from, Duration took) {
        long percent = total == 0 ? 100 : 100 * Math.min(done, total) / total;
        String text = String.format(Locale.ROOT, "%d %% %,d of %,d %s", percent, done, total, what);
        double seconds = took.toMillis() / 1_000.0;
        if (seconds <= 0 || done <= from) {
            return text;
        }
        double rate = (done - from) / seconds;
        return text
                + String.format(Locale.ROOT, ", %,.0f/s, about %s left", rate, left((long) ((total - done) / rate)));
    }

    private static String left(long seconds) {
        return seconds < 90 ? seconds + " s" : seconds < 5_400 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
