package dev.remit.gateway.contracttest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log to errors until closed. Each case starts and stops a gateway, and what a gateway says of that is about
 * databases that are gone a moment later. For the whole process, so not beside a gateway that serves.
 */
public final class QuietLog implements AutoCloseable {
    private final Map<Logger, Level> before = new LinkedHashMap<>();

    private QuietLog() {}

    /** Until it is closed. */
    public static QuietLog begin() {
        QuietLog quiet = new QuietLog();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            for (Logger logger : context.getLoggerList()) {
                Level level = logger.getLevel();
                if (level != null && !level.isGreaterOrEqual(Level.ERROR)) {
                    quiet.before.put(logger, level);
                    logger.setLevel(Level.ERROR);
                }
            }
        }
        return quiet;
    }

    @Override
    public void close() {
        before.forEach(Logger::setLevel);
    }
}
