package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.log.LogException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal is the truth, the state comes from it, and neither shows anything to who has no key. */
class StoreTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private SmallShop shop;

    @BeforeEach
    void writeShop() throws IOException {
        shop = SmallShop.in(directory);
    }

    private void delete(String name) throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(shop.data().resolve(name + end));
        }
    }

    @Test
    void theStateIsTheSameWhenItIsRebuiltFromTheJournalAlone() throws IOException {
        String token;
        String part;
        try (Shopfront front = shop.open(clock)) {
            String helper = front.agent("helper", "acme");
            token = front.verified(helper, SmallShop.EMAIL);
            part = front.delegate(token, new dev.remit.gateway.call.Narrowing(null, 1, null, null));
            assertThat(front.outcome(part, "get_customer", "{}")).contains("Zanzibara");
        }
        delete("state.db");
        try (Shopfront front = shop.open(clock)) {
            assertThat(front.outcome(part, "get_customer", "{}")).isEqualTo("budget_calls");
            assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
            assertThat(front.usage(token).calls()).isEqualTo(3);
        }
    }

    @Test
    void whatTheJournalHasForgottenIsInTheLogAndInTheState() throws IOException, SQLException {
        String token;
        String id;
        long size;
        try (Shopfront front = shop.open(clock)) {
            token = front.verified(front.agent("helper", "acme"), SmallShop.EMAIL);
            CallContext context = front.context();
            front.call(token, "get_customer", "{}", context);
            id = context.correlationId();
            size = front.store().journal().size();
            front.store().journal().rotate();
            front.store().trim();
            assertThat(front.store().journal().first())
                    .as("nothing is settled yet, so nothing may be forgotten")
                    .isZero();
            settle(front.store());
            front.store().trim();
            assertThat(front.store().journal().first()).isEqualTo(size);
        }
        try (Shopfront front = shop.open(clock)) {
            assertThat(front.store().find(id))
                    .isInstanceOfSatisfying(
                            Store.Found.Opened.class,
                            found -> assertThat(found.facts()).containsEntry("outcome", "released"));
            assertThat(front.usage(token).calls()).isEqualTo(2);
            assertThat(front.outcome(token, "get_customer", "{}")).contains("Zanzibara");
            assertThat(front.store().journal().size()).isEqualTo(size + 1);
        }
        delete("state.db");
        assertThatThrownBy(() -> shop.open(clock))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("Restore state.db from the backup");
    }

    @Test
    void aTableThatOlderBuildsKeptIsDropped() throws Exception {
        shop.open(clock).close();
        String database = "jdbc:sqlite:" + shop.data().resolve("state.db");
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE entry (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID");
            statement.execute("INSERT INTO entry VALUES ('id', 0)");
        }
        try (Shopfront front = shop.open(clock)) {
            assertThat(front.store().projectionFailure()).isNull();
        }
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'entry'")) {
            assertThat(rows.next()).isFalse();
        }
    }

    /** Waits until the state has caught up; the log does at once. */
    private static void settle(Store store) {
        store.entry(store.journal().size() - 1);
        store.log().settle();
        Shopfront.await(() -> {
            store.trim();
            return store.journal().first() > 0;
        });
    }

    @Test
    void aStateAheadOfItsJournalIsRefused() throws IOException {
        try (Shopfront front = shop.open(clock)) {
            front.agent("helper", "acme");
        }
        try (Stream<Path> segments = Files.list(shop.data().resolve("journal"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }
        assertThatThrownBy(() -> shop.open(clock))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("ahead of the journal")
                .hasMessageContaining("from the same backup");
        delete("state.db");
        shop.open(clock).close();
    }

    @Test
    void aJournalOfAnotherBuildIsRefusedWithASentenceAndLeftAlone() throws IOException {
        byte[] old =
                ("{\"v\":1,\"id\":\"old\",\"at\":1795000000000,\"facts\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\","
                                + "\"sidecar\":\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"}")
                        .getBytes(StandardCharsets.US_ASCII);
        Path journal = Files.createDirectories(shop.data()).resolve("journal");
        try (FileJournal written =
                FileJournal.open(journal, JournalOptions.defaults().withReserveBytes(4096))) {
            written.submit(new JournalRecord(old, new byte[] {1, 0}, new byte[0]))
                    .join();
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> shop.open(clock))
                    .isInstanceOf(RecordException.class)
                    .hasMessageContaining("written by another build of Remit")
                    .hasMessageContaining("start with a new one");
        }
        assertThat(shop.data().resolve("keys.db")).doesNotExist();
    }

    @Test
    void aJournalWithoutItsKeysIsRefusedAndGetsNoNewOnes() throws IOException {
        try (Shopfront front = shop.open(clock)) {
            front.agent("helper", "acme");
        }
        delete("keys.db");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> shop.open(clock))
                    .isInstanceOf(RecordException.class)
                    .hasMessageContaining("restore it from the backup");
        }
    }

    @Test
    void anotherMasterKeyIsRefusedWithASentence() throws IOException {
        try (Shopfront front = shop.open(clock)) {
            front.agent("helper", "acme");
        }
        byte[] other = new byte[32];
        other[0] = 1;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> shop.open(shop.data(), other, clock, FileLayer.system(), one -> one, one -> one))
                    .isInstanceOf(RecordException.class)
                    .hasMessageContaining("another master key");
            delete("state.db");
        }
        shop.open(clock).close();
    }

    @Test
    void twoOnOneDirectoryAreRefusedAndTheFirstGoesOn() {
        try (Shopfront front = shop.open(clock)) {
            assertThatThrownBy(() -> shop.open(clock))
                    .isInstanceOfSatisfying(
                            LogException.class, e -> assertThat(e.kind()).isEqualTo(LogException.Kind.LOCKED));
            assertThat(front.verified(front.agent("helper", "acme"), SmallShop.EMAIL))
                    .isNotEmpty();
        }
    }

    @Test
    void noLeafAndNoFileHoldsACustomersValueOrATokenInPlain() throws IOException {
        List<String> secrets = new ArrayList<>(SmallShop.VALUES);
        try (Shopfront front = shop.open(clock)) {
            String helper = front.agent("helper", "acme");
            String token = front.verified(helper, SmallShop.EMAIL);
            front.call(token, "list_orders", "{\"status\":\"open\"}");
            front.call(token, "get_order", "{\"order_no\":\"ORD-888001\"}");
            front.call(front.grant(helper), "verify_customer", "{\"last_name\":\"Obsidiana\",\"postcode\":\"x\"}");
            String ofCase = Shopfront.token(front.open(helper, "case-help", "acme", "TCK-31337"));
            front.call(ofCase, "list_tickets", "{}");
            front.open(helper, "case-help", "acme", "TCK-4x");
            secrets.addAll(List.of(helper, token, ofCase, token.substring(12), helper.substring(12)));
            front.store().journal().replay(0, (sequence, record) -> {
                String leaf = new String(record.leaf(), StandardCharsets.ISO_8859_1);
                assertThat(leaf).contains("\"facts\":\"");
                secrets.forEach(secret -> assertThat(leaf).doesNotContain(secret));
            });
            assertThat(front.metrics().text()).contains("remit_decisions_total").doesNotContain(secrets);
            scan(secrets);
        }
        scan(secrets);
    }

    private void scan(List<String> secrets) throws IOException {
        int files = 0;
        try (Stream<Path> all = Files.walk(shop.data())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                secrets.forEach(secret -> assertThat(content.contains(secret))
                        .as(file + ": " + secret)
                        .isFalse());
                files++;
            }
        }
        assertThat(files).isGreaterThan(3);
    }

    @Test
    void whatIsCountedAgainAfterASweepIsKeptOverARestart() {
        String id = "claims/helper/acme";
        try (Shopfront front = shop.open(clock)) {
            String helper = front.agent("helper", "acme");
            String token = front.grant(helper);
            front.call(token, "verify_customer", "{\"email\":\"no@x.example\"}");
            clock.advance(Duration.ofMinutes(61));
            String later = front.grant(helper);
            front.store().sweep(clock.instant());
            front.call(later, "verify_customer", "{\"email\":\"no@x.example\"}");
        }
        try (Shopfront front = shop.open(clock)) {
            assertThat(front.store().state().windows().count(id, clock.instant()))
                    .isEqualTo(1);
        }
    }

    @Test
    void aSweepForgetsWhatIsOverAndKeepsWhatIsNot() {
        try (Shopfront front = shop.open(clock)) {
            String helper = front.agent("helper", "acme");
            front.grant(helper);
            clock.advance(Duration.ofHours(3));
            String live = front.grant(helper);
            front.store().sweep(clock.instant());
            assertThat(front.store().state().grants()).hasSize(1);
            assertThat(front.outcome(live, "list_products", "{}")).contains("Chair");
        }
        try (Shopfront front = shop.open(clock)) {
            assertThat(front.store().state().grants()).hasSize(1);
            assertThat(front.store().state().agent("helper")).isNotNull();
        }
    }

    @Test
    void changesAreReadAsTheyWereWritten() {
        List<Change> changes = List.of(new Change.WindowSet("claims/a/b", 17, 3), new Change.SpentSet("g", 4, 5));
        assertThat(dev.remit.gateway.state.ChangeCodec.decode(dev.remit.gateway.state.ChangeCodec.encode(changes)))
                .isEqualTo(changes);
    }
}
