package dev.remit.gateway.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.cli.Console;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();

    private Console.Done remit(SmallShop shop, String command) {
        return new Console(directory, Map.of())
                .run("ledger", command, "--data", shop.data().toString());
    }

    private Gateway start(SmallShop shop) throws IOException {
        return Gateway.start(new Folder(shop.folder()), shop.load(), shop.references(), clock);
    }

    @Test
    void aClockThatWentBackIsSaidWithWhatToDo() throws IOException {
        SmallShop shop = SmallShop.in(directory);
        try (Gateway gateway = start(shop)) {
            assertThat(gateway.port()).isPositive();
            remit(shop, "search");
            assertThat(remit(shop, "status").out()).doesNotContain("problem");
            clock.advance(Duration.ofHours(-2));
            assertThat(remit(shop, "status").out()).contains("problem   The clock went back", "Set the clock right");
        }
        try (Gateway gateway = start(shop)) {
            assertThat(gateway.port()).isPositive();
            assertThat(remit(shop, "status").out()).contains("problem   The clock went back");
            clock.advance(Duration.ofHours(2));
            assertThat(remit(shop, "status").out()).doesNotContain("problem");
        }
    }
}
