package dev.remit.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /ready} and the metrics say while a witness comes and goes. */
class ReadinessTest {
    @TempDir
    Path directory;

    @Test
    void aWitnessThatIsRequiredAndDownMakesTheGatewayNotReady() throws Exception {
        try (WatchedGateway watched = new WatchedGateway(directory, 1)) {
            watched.start();
            watched.entry();
            WatchedGateway.until(
                    () -> watched.status().path("log").path("cosignatures").asLong(0), 1L);
            WatchedGateway.until(watched::ready, "true");
            assertThat(watched.metrics())
                    .contains("remit_log_cosignatures_required 1.0")
                    .contains("remit_log_cosignatures 1.0");
            watched.stopWitness();
            watched.entry();
            WatchedGateway.until(watched::ready, "cosignatures_missing");
            assertThat(watched.metrics()).contains("remit_log_cosignatures 0.0");
            watched.startWitness();
            WatchedGateway.until(watched::ready, "true");
            watched.stop();
            watched.stopWitness();
            watched.start();
            watched.entry();
            WatchedGateway.until(watched::ready, "cosignatures_missing");
            watched.startWitness();
            WatchedGateway.until(watched::ready, "true");
        }
    }

    @Test
    void aWitnessThatIsNotRequiredMayBeDown() throws Exception {
        try (WatchedGateway watched = new WatchedGateway(directory, 0)) {
            watched.stopWitness();
            watched.start();
            watched.entry();
            WatchedGateway.until(
                    () -> watched.status().path("log").path("published").asLong(0), watched.entries());
            assertThat(watched.ready()).isEqualTo("true");
            assertThat(watched.metrics()).contains("remit_log_cosignatures 0.0");
            assertThat(watched.status().path("log").path("problem").asString(""))
                    .contains("witness");
            watched.startWitness();
            WatchedGateway.until(() -> watched.seen(watched.watched(0)), watched.entries());
        }
    }
}
