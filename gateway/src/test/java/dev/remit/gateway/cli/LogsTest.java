package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void asBefore() throws JoranException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void messagesAndTracesAreMaskedAndTheRestOfThemStays() {
        Logs.serving(new PrintStream(written, true, StandardCharsets.UTF_8));
        LoggerFactory.getLogger("remit.Test")
                .error(
                        "Listening on 127.0.0.1:7337, for ada@mail.example",
                        new IllegalStateException("cannot store 4111 1111 1111 1111 of bob@mail.example"));
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains(
                        "ERROR Test: Listening on 127.0.0.1:7337, for [email]",
                        "java.lang.IllegalStateException: cannot store [card] of [email]",
                        "\tat dev.remit.gateway.cli.LogsTest.")
                .doesNotContain("ada@", "bob@", "4111");
    }
}
