package dev.remit.gateway.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.remit.gateway.text.LogMask;
import java.io.PrintStream;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to standard error, because standard output belongs to answers. In code and not in a file, so that a
 * command that logs little does not wait for one to be parsed. Every line goes through {@link LogMask}, whoever wrote it.
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
        java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
        jdk.setLevel(java.util.logging.Level.WARNING);
        for (Handler handler : jdk.getHandlers()) {
            if (!(handler.getFormatter() instanceof MaskedFormatter)) {
                handler.setFormatter(new MaskedFormatter(handler.getFormatter()));
            }
        }
        HELIDON_START.setLevel(java.util.logging.Level.OFF);
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return; // somebody brought their own logging
        }
        context.reset();
        PatternLayout layout = new MaskedLayout();
        layout.setContext(context);
        layout.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0}: %msg%n");
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
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
        // It tells with a trace that another process was quicker in sweeping up old libraries; what matters it throws.
        context.getLogger("org.sqlite.SQLiteJDBCLoader").setLevel(Level.OFF);
    }

    /** A line with its trace, masked. */
    private static final class MaskedLayout extends PatternLayout {
        @Override
        public String doLayout(ILoggingEvent event) {
            return LogMask.mask(super.doLayout(event));
        }
    }

    /** The same for what libraries log through the JDK. */
    private static final class MaskedFormatter extends Formatter {
        private final Formatter formatter;

        MaskedFormatter(Formatter formatter) {
            this.formatter = formatter;
        }

        @Override
        public String format(LogRecord record) {
            return LogMask.mask(formatter.format(record));
        }
    }
}
