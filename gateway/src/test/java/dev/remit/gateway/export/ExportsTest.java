package dev.remit.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.config.ExportSettings;
import dev.remit.gateway.config.ExportSettings.Form;
import dev.remit.gateway.config.ExportSettings.Start;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.gateway.trail.Disclosure;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.StoredRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All targets together, and where each goes on. */
class ExportsTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();

    private Exports open(List<ExportSettings> targets, PlainRecords records) throws IOException {
        return Exports.open(
                targets, records, records.size(), directory.resolve("export.json"), text -> text, clock, new Random(1));
    }

    private static ExportSettings target(Receiver receiver, Start start) {
        return new ExportSettings(receiver.address("/"), Form.JSONL, null, false, start);
    }

    @Test
    void aSlowTargetHoldsUpNobody() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (Receiver slow = new Receiver();
                Receiver quick = new Receiver();
                Exports exports =
                        open(List.of(target(slow, Start.START), target(quick, Start.START)), new PlainRecords(5))) {
            slow.manners.add(slow.waits());
            quick.manners.add(exchange -> {
                Receiver.status(200).answer(exchange);
                arrived.countDown();
            });
            exports.start();
            arrived.await();
            assertThat(quick.deliveries.getFirst().places()).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(exports.status().getFirst().waiting()).isEqualTo(5);
        }
    }

    @Test
    void aNewTargetBeginsWhereTheSettingsSayAndStaysThereOverARestart() throws Exception {
        PlainRecords records = new PlainRecords(5);
        try (Receiver receiver = new Receiver()) {
            List<ExportSettings> now = List.of(target(receiver, Start.NOW));
            try (Exports exports = open(now, records)) {
                assertThat(exports.status().getFirst().next()).isEqualTo(5);
            }
            records.size.set(9);
            try (Exports exports = open(now, records)) {
                assertThat(exports.status().getFirst().waiting()).isEqualTo(4);
            }
            ExportSettings start = new ExportSettings(receiver.address("/other"), Form.JSONL, null, false, Start.START);
            try (Exports exports = open(List.of(start), records)) {
                assertThat(exports.status().getFirst().next()).isZero();
            }
            try (Exports exports = open(now, records)) {
                assertThat(exports.status().getFirst().next())
                        .as("one that comes back")
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void afterARestoreWhatTakesThePlacesOfLostEntriesIsSent() throws Exception {
        try (Receiver receiver = new Receiver()) {
            List<ExportSettings> targets = List.of(target(receiver, Start.NOW));
            open(targets, new PlainRecords(100)).close();
            try (Exports exports = open(targets, new PlainRecords(40))) {
                assertThat(exports.status().getFirst().next()).isEqualTo(40);
            }
        }
    }

    @Test
    void positionsThatCannotBeReadAreSaidAndNotForgotten() throws Exception {
        Path file = directory.resolve("export.json");
        Files.writeString(file, "{\"v\":1,\"targets\":{\"x\":\"much\"}}");
        try (Receiver receiver = new Receiver()) {
            List<ExportSettings> targets = List.of(target(receiver, Start.START));
            assertThatThrownBy(() -> open(targets, new PlainRecords(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("export.json")
                    .hasMessageContaining("Restore it, or remove it");
            Files.delete(file);
            open(targets, new PlainRecords(1)).close();
        }
    }

    @Test
    void neitherTheFileNorTheStatusShowsAnAddress() throws Exception {
        try (Receiver receiver = new Receiver()) {
            ExportSettings secret =
                    new ExportSettings(receiver.address("/hooks/Zanzibara"), Form.JSONL, null, false, Start.START);
            try (Exports exports = open(List.of(secret), new PlainRecords(1))) {
                assertThat(exports.status().getFirst().target())
                        .startsWith("127.0.0.1-")
                        .doesNotContain("Zanzibara");
            }
            assertThat(directory.resolve("export.json")).content().doesNotContain("hooks");
        }
    }

    @Test
    void realEntriesShowNoCustomerUnlessTheSettingsSaySo() throws Exception {
        SmallShop shop = SmallShop.in(directory);
        try (Shopfront front = shop.open(clock);
                Receiver receiver = new Receiver()) {
            String token = front.verified(front.agent("helper", "acme"), SmallShop.EMAIL);
            front.outcome(token, "list_orders", "{}");
            Records records = new StoredRecords(front.store());
            var held = Batch.of(records, 0, 500, Form.JSONL, Disclosure.WITHOUT_SUBJECTS);
            var open = Batch.of(records, 0, 500, Form.JSONL, Disclosure.WITH_SUBJECTS);
            assertThat(held.count()).isEqualTo((int) records.size()).isPositive();
            String plain = new String(held.body(), StandardCharsets.UTF_8);
            assertThat(plain).contains("helper");
            SmallShop.VALUES.forEach(value -> assertThat(plain).doesNotContain(value));
            assertThat(new String(open.body(), StandardCharsets.UTF_8)).contains("CUS-4711");
            front.store().keys().destroy("acme", "CUS-4711");
            var after = Batch.of(records, 0, 500, Form.JSONL, Disclosure.WITH_SUBJECTS);
            assertThat(new String(after.body(), StandardCharsets.UTF_8))
                    .contains("\"erased\":true")
                    .doesNotContain("CUS-4711");
            front.store().log().rewrite(new TreeSet<>(List.of(0L)), sidecar -> new byte[0]);
            var erased = Batch.of(records, 0, 1, Form.JSONL, Disclosure.WITH_SUBJECTS);
            assertThat(new String(erased.body(), StandardCharsets.UTF_8)).contains("\"erased\":true");
        }
    }
}
