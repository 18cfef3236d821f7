package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.ledger.log.LogEntry;
import dev.remit.ledger.log.Sidecar;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaf and sidecar show without any key that they belong together. */
class RecordCheckTest {
    @TempDir
    Path directory;

    private final RecordCheck check = new RecordCheck();

    private static LogEntry with(LogEntry entry, SidecarParts parts) {
        return new LogEntry(entry.index(), entry.leaf(), new Sidecar.Present(parts.encode()));
    }

    private static SidecarParts parts(LogEntry entry) {
        if (entry.sidecar() instanceof Sidecar.Present(byte[] bytes)) {
            return SidecarParts.read(bytes);
        }
        throw new AssertionError("erased");
    }

    @Test
    void whatWasErasedIsRightAndWhatWasExchangedIsFound() throws IOException {
        try (Shopfront front = SmallShop.in(directory).open(new TestClock())) {
            front.verified(front.agent("helper", "acme"), SmallShop.EMAIL);
            long size = front.store().journal().size();
            for (long at = 0; at < size; at++) {
                assertThat(check.check(front.store().entry(at))).isEmpty();
            }
            LogEntry agent = front.store().entry(0);
            LogEntry verified = front.store().entry(size - 1);
            SidecarParts parts = parts(verified);
            assertThat(parts.payload()).isNotEmpty();
            assertThat(check.check(with(verified, parts.withoutPayload()))).isEmpty();
            assertThat(check.check(with(verified, parts.withoutFacts()))).isEmpty();
            assertThat(check.check(new LogEntry(verified.index(), verified.leaf(), new Sidecar.Erased())))
                    .isEmpty();

            assertThat(check.check(with(verified, new SidecarParts(parts(agent).facts(), parts.payload()))))
                    .hasValueSatisfying(found -> assertThat(found).contains("facts"));
            assertThat(check.check(with(verified, new SidecarParts(parts.facts(), parts.facts()))))
                    .hasValueSatisfying(found -> assertThat(found).contains("payload"));
            assertThat(check.check(with(agent, new SidecarParts(parts(agent).facts(), parts.payload()))))
                    .hasValueSatisfying(found -> assertThat(found).contains("knows nothing"));
            assertThat(check.check(new LogEntry(0, new byte[] {1}, agent.sidecar())))
                    .isPresent();
            assertThat(check.check(new LogEntry(0, agent.leaf(), new Sidecar.Present(new byte[] {9}))))
                    .isPresent();
        }
    }
}
