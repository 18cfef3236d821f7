package dev.remit.gateway.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.PrintStream;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to standard error, because standard output belongs to answers. In code and not in a file, so that a
 * command that logs little does not wait for one to be parsed.
 */
public final class Logs {
    /** Tells with a stack trace why it cannot listen, which the command tells in a sentence. Held: the JDK does not. */
    private static final java.util.logging.Logger HELIDON_START =
            java.util.logging.Logger.getLogger("io.helidon.webserver.LoomServer");

    private Logs() {}

    /** What one command logs: only what its user should do something about. */
    public static void quiet(PrintStream err) {
        to(err, Level.WARN);
    }

    /** What a gateway logs. */
    static void serving(PrintStream err) {
        to(err, Level.INFO);
    }

    private static void to(PrintStream err, Level level) {
        // Helidon logs through the JDK, and says nothing there that ours does not.
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        HELIDON_START.setLevel(java.util.logging.Level.OFF);
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return; // somebody brought their own logging
        }
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0}: %msg%n");
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(err);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
        // It warns of every dropped connection with a trace and with what the database said; ours says it without.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    }
}
