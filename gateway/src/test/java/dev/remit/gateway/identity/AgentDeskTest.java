package dev.remit.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.identity.AgentDesk.Outcome;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDeskTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();

    @Test
    void anAgentThatExpiredGetsNoCredentialThatWouldBeNoGood() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        try (Shopfront front = shop.open(clock)) {
            AgentDesk desk = front.agents();
            Outcome added = desk.add(new AgentDesk.Registration(
                    "short",
                    Agent.Audience.CUSTOMER,
                    "o@x.example",
                    null,
                    null,
                    "test",
                    Set.of("acme"),
                    Duration.ofDays(1)));
            assertThat(added).isInstanceOf(Outcome.Issued.class);
            assertThat(added.toString()).contains("short").doesNotContain(Tokens.AGENT);
            assertThat(desk.rotate("short", Duration.ZERO)).isInstanceOf(Outcome.Issued.class);
            clock.advance(Duration.ofDays(2));
            assertThat(desk.rotate("short", Duration.ZERO))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.message()).contains("expired", "another name"));
        }
    }
}
