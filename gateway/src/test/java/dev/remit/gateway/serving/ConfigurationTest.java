package dev.remit.gateway.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.remit.core.catalog.Action;
import dev.remit.core.finding.Finding;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.source.Deed;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.source.Written;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.upstream.http.HostileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What stays open over reloads. */
final class ConfigurationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void aSourceIsOpenForActionsWhereItHasALogInForThem() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        Path catalog = shop.folder().resolve("catalog/shop.yaml");
        String plain = Files.readString(catalog);
        try (Configuration configuration =
                Configuration.of(new Folder(shop.folder()), shop.load(), shop.references(), InstantSource.system())) {
            assertThatThrownBy(() -> writer(configuration)).isInstanceOf(IllegalStateException.class);
            Files.writeString(catalog, plain.replace("timeout: 5s", "timeout: 5s, write: { operations: missing }"));
            assertThat(configuration.reload()).isEmpty();
            Writer first = writer(configuration);
            assertThat(Objects.requireNonNull(configuration.inspections().get("shop"))
                            .findings())
                    .extracting(Finding::code)
                    .contains("drift-operations");
            assertThat(configuration.reload()).isEmpty();
            assertThat(writer(configuration)).isSameAs(first);
            Files.writeString(catalog, plain.replace("timeout: 5s", "timeout: 5s, write: {}"));
            assertThat(configuration.reload()).isEmpty();
            assertThat(writer(configuration)).isNotSameAs(first);
            Files.writeString(catalog, plain);
            assertThat(configuration.reload()).isEmpty();
            assertThatThrownBy(() -> writer(configuration)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aChangeOfWhatIsReadAtTheStartOnlyIsNotTakenInSilence() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        Path settings = shop.folder().resolve("remit.yaml");
        Files.writeString(settings, "hosts: [remit.example]\nledger: { public: true }\n");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Configuration.class);
        logger.addAppender(log);
        try (Configuration configuration =
                Configuration.of(new Folder(shop.folder()), shop.load(), shop.references(), InstantSource.system())) {
            assertThat(configuration.reload()).isEmpty();
            assertThat(log.list).noneMatch(line -> line.getFormattedMessage().contains("restart"));
            Files.writeString(settings, "hosts: [other.example]\nledger: { public: true }\n");
            assertThat(configuration.reload()).isEmpty();
            assertThat(log.list).anyMatch(line -> line.getFormattedMessage().contains("restart"));
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void callsThatFailLeaveAnUpstreamAloneWhetherTheyReadOrAct() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        try (HostileServer server = HostileServer.thatSays(HostileServer.json(500, "{}"))) {
            Files.writeString(
                    shop.folder().resolve("catalog/helpdesk.yaml"), """
                    source: helpdesk
                    connect: { http: "http://127.0.0.1:PORT", private: true, timeout: 5s }
                    owners: { "*": data@shop.example }
                    actions:
                      open_ticket:
                        description: Opens a ticket.
                        effect: write
                        request: { method: POST, path: /tickets, body: { customer: "{subject}" } }
                    """.replace("PORT", String.valueOf(server.port())));
            try (Configuration configuration = Configuration.of(
                    new Folder(shop.folder()), shop.load(), shop.references(), InstantSource.system())) {
                assertThat(configuration.circuits()).containsEntry("helpdesk", Breaker.State.CLOSED);
                for (int i = 0; i < 5; i++) {
                    assertThat(openTicket(configuration)).isInstanceOf(Written.Unknown.class);
                }
                assertThat(configuration.circuits())
                        .containsEntry("helpdesk", Breaker.State.OPEN)
                        .containsEntry("shop", Breaker.State.CLOSED);
                assertThat(openTicket(configuration)).isInstanceOf(Written.Undone.class);
                assertThat(server.asked()).hasSize(5);
            }
        }
    }

    private static Written openTicket(Configuration configuration) {
        Version serving = configuration.serving().current();
        Action action =
                Objects.requireNonNull(serving.contracts().catalog().actions().get("open_ticket"));
        return serving.writer("helpdesk").write(new Deed(action, "op-1", "acme", "c1", Map.of()), () -> null);
    }

    private static Writer writer(Configuration configuration) {
        return configuration.serving().current().writer("shop");
    }
}
