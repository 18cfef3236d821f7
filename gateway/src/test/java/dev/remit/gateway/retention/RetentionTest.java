package dev.remit.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.record.Opening;
import dev.remit.gateway.state.Hold;
import dev.remit.gateway.testing.BreakableDisk;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.gateway.trail.Records;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.log.LogEntry;
import dev.remit.ledger.log.Sidecar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has been kept long enough goes, in two steps; what is held stays; the leaf stays what it was. */
class RetentionTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private SmallShop shop;

    @BeforeEach
    void writeShop() throws IOException {
        shop = SmallShop.in(directory);
        shop.workflow(
                "case-help",
                SmallShop.CASE_HELP.replace("boundary:", "retention: { records: 90d, payloads: 10d }\nboundary:"));
        shop.workflow(
                "order-help",
                SmallShop.ORDER_HELP.replace("boundary:", "retention: { records: 90d, payloads: 10d }\nboundary:"));
    }

    private ErasableShop opened() {
        return new ErasableShop(shop, clock);
    }

    /** Two customers ask for their orders. */
    private static void traffic(ErasableShop shop) {
        String helper = shop.front.agent("helper", "acme");
        for (String email : List.of(SmallShop.EMAIL, SmallShop.OTHER_EMAIL)) {
            shop.front.call(shop.front.verified(helper, email), "list_orders", "{}");
        }
        String token = Shopfront.token(shop.front.open(helper, "case-help", "acme", "TCK-31337"));
        shop.front.call(token, "list_tickets", "{}");
        shop.settle();
    }

    private static boolean hasPayload(ErasableShop shop, long sequence) throws SQLException {
        LogEntry entry = shop.store.entry(sequence);
        return entry.sidecar() instanceof Sidecar.Present(byte[] sidecar)
                && shop.store.sealer().open(entry.leaf(), sidecar) instanceof Opening.Opened opened
                && opened.payload() instanceof Opening.Payload.Kept;
    }

    @Test
    void thePayloadGoesFirstAndTheDetailsLaterAndTheLeafNever() throws Exception {
        try (ErasableShop open = opened()) {
            traffic(open);
            List<Long> all = open.of(ErasableShop.ZAN);
            long call = all.getLast();
            byte[] leaf = open.store.entry(call).leaf();
            clock.advance(Duration.ofDays(10).minusSeconds(1));
            assertThat(open.retention.run()).isEqualTo(new Retention.Run(0, 0, 0, false));
            assertThat(hasPayload(open, call)).isTrue();
            long before = open.records.size();

            clock.advance(Duration.ofSeconds(1));
            Retention.Run payloads = open.retention.run();
            assertThat(payloads.payloads()).isPositive();
            assertThat(payloads.records()).isZero();
            assertThat(open.records.size()).isEqualTo(before + 1);
            assertThat(open.newest("retention").facts()).containsEntry("payloads", (long) payloads.payloads());
            assertThat(hasPayload(open, call)).isFalse();
            assertThat(open.read(call)).isInstanceOf(Records.Opened.Clear.class);
            assertThat(open.retention.run()).isEqualTo(new Retention.Run(0, 0, 0, false));
            assertThat(open.records.size()).isEqualTo(before + 1);

            clock.advance(Duration.ofDays(80));
            Retention.Run records = open.retention.run();
            assertThat(records.records()).isPositive();
            for (long sequence : all) {
                assertThat(open.read(sequence)).isInstanceOf(Records.Opened.Erased.class);
            }
            assertThat(open.store.entry(call).leaf()).isEqualTo(leaf);
            assertThat(open.of(ErasableShop.ZAN)).isEmpty();
            assertThat(open.read(0))
                    .as("an agent's record is kept for a year")
                    .isInstanceOf(Records.Opened.Clear.class);
            assertThat(open.retention.progress().records()).isEqualTo(records.records());
        }
        assertThat(ErasableShop.fsck(shop)).isEmpty();
    }

    @Test
    void whatIsErasedIsInNoFileAnyMore() throws Exception {
        byte[] key;
        try (ErasableShop open = opened()) {
            traffic(open);
            key = HexFormat.of()
                    .parseHex(open.store.keys().ids("acme", "CUS-4711").getFirst());
            assertThat(ErasableShop.filesWith(shop.data(), key)).anyMatch(file -> file.startsWith("journal"));
            clock.advance(Duration.ofDays(91));
            open.retention.run();
            assertThat(ErasableShop.filesWith(shop.data(), key))
                    .noneMatch(file -> file.startsWith("journal") || file.startsWith("log"))
                    .noneMatch(file -> file.startsWith("index"));
        }
    }

    private Holds.What what(Hold.Scope scope) {
        return switch (scope) {
            case CUSTOMER -> new Holds.What.OfCustomer(ErasableShop.ZAN);
            case WORKFLOW -> new Holds.What.OfWorkflow("order-help");
            case CASE -> new Holds.What.OfCase("TCK-31337");
            case ALL -> new Holds.What.Everything();
        };
    }

    private static boolean matches(Hold.Scope scope, Records.Opened opened) {
        return opened instanceof Records.Opened.Clear clear
                && switch (scope) {
                    case CUSTOMER, ALL -> true;
                    case WORKFLOW -> "order-help".equals(clear.fact("workflow"));
                    case CASE -> "TCK-31337".equals(clear.fact("case"));
                };
    }

    @Test
    void whatIsHeldStaysUntilItIsReleasedAndNothingElseDoes() throws IOException {
        for (Hold.Scope scope : Hold.Scope.values()) {
            shop = SmallShop.in(directory.resolve(scope.name()));
            shop.workflow(
                    "case-help", SmallShop.CASE_HELP.replace("boundary:", "retention: { records: 90d }\nboundary:"));
            shop.workflow(
                    "order-help", SmallShop.ORDER_HELP.replace("boundary:", "retention: { records: 90d }\nboundary:"));
            Hold hold;
            List<Long> customer;
            List<Long> held;
            try (ErasableShop open = opened()) {
                traffic(open);
                hold = open.holds.add(what(scope), "court file 7");
                assertThat(open.newest("hold.add").facts().toString()).doesNotContain("4711", "31337");
                customer = open.of(ErasableShop.ZAN);
                held = customer.stream()
                        .filter(sequence -> matches(scope, open.read(sequence)))
                        .toList();
            }
            try (ErasableShop open = opened()) { // a hold outlives a restart
                assertThat(open.holds.list()).containsExactly(hold);
                clock.advance(Duration.ofDays(91));
                Retention.Run run = open.settle().retention.run();
                for (long sequence : customer) {
                    assertThat(open.read(sequence) instanceof Records.Opened.Clear)
                            .as("%s %s", scope, sequence)
                            .isEqualTo(held.contains(sequence));
                }
                assertThat(held).isNotEmpty();
                assertThat(open.of(ErasableShop.WOLF).isEmpty())
                        .as("%s", scope)
                        .isEqualTo(scope == Hold.Scope.CUSTOMER || scope == Hold.Scope.CASE);
                assertThat(run.held()).isGreaterThanOrEqualTo(held.size());

                assertThat(open.holds.release("another")).isNull();
                assertThat(open.holds.release(hold.id())).isEqualTo(hold);
                assertThat(open.holds.list()).isEmpty();
                open.retention.run();
                for (long sequence : customer) {
                    assertThat(open.read(sequence)).isInstanceOf(Records.Opened.Erased.class);
                }
            }
            assertThat(ErasableShop.fsck(shop)).isEmpty();
        }
    }

    @Test
    void aRunIsBoundedAndTheNextGoesOnBehindItAndWhatIsHeldIsInNobodysWay() {
        try (ErasableShop open = new ErasableShop(shop, clock, 2, step -> {})) {
            traffic(open);
            int zan = open.of(ErasableShop.ZAN).size();
            int wolf = open.of(ErasableShop.WOLF).size();
            assertThat(zan).isGreaterThan(2); // more than one run looks at, and due before the others
            open.holds.add(new Holds.What.OfCustomer(ErasableShop.ZAN), "court file 7");
            clock.advance(Duration.ofDays(91));
            int runs = 0;
            Retention.Run run;
            do {
                run = open.settle().retention.run();
                assertThat(run.records() + run.payloads()).isLessThanOrEqualTo(4);
                runs++;
            } while (run.more() && runs < 100);
            assertThat(runs).isBetween(2, 99);
            assertThat(open.of(ErasableShop.ZAN)).hasSize(zan);
            assertThat(wolf).isPositive();
            assertThat(open.of(ErasableShop.WOLF)).isEmpty();
        }
    }

    @Test
    void whatWasErasedBeforeTheIndexKnewIsDoneAgainToTheSameEffect() {
        try (ErasableShop open = opened()) {
            traffic(open);
            clock.advance(Duration.ofDays(91));
            long call = open.of(ErasableShop.ZAN).getLast();
            open.store.rewrite(new TreeSet<>(List.of(call)), whole -> new byte[0]); // and then the power failed
        }
        try (ErasableShop open = opened()) {
            open.settle().retention.run();
            assertThat(open.of(ErasableShop.ZAN)).isEmpty();
            assertThat(open.retention.run().records()).isZero();
        }
        assertThat(ErasableShop.fsck(shop)).isEmpty();
    }

    private static void crash(Retention.Step last, Retention.Step step) {
        if (step == last) {
            throw new IllegalStateException("the power failed after " + step);
        }
    }

    /** The customer's key stands in front of each sidecar that is under it. */
    private static byte[] key(ErasableShop open) throws SQLException {
        return HexFormat.of().parseHex(open.store.keys().ids("acme", "CUS-4711").getFirst());
    }

    private void nothingIsLeft(byte[] key) {
        assertThat(ErasableShop.filesWith(shop.data(), key))
                .noneMatch(file -> file.startsWith("journal") || file.startsWith("log") || file.startsWith("index"));
    }

    @Test
    void whateverStepARunEndsAfterNothingIsLeftAfterTheNextOneAndItIsOnRecord() throws Exception {
        for (Retention.Step last : Retention.Step.values()) {
            directory = Files.createDirectory(directory.resolve(last.name()));
            writeShop();
            byte[] key;
            try (ErasableShop open =
                    new ErasableShop(shop, clock, Retention.MOST, step -> {}, step -> crash(last, step))) {
                traffic(open);
                key = key(open);
                clock.advance(Duration.ofDays(91));
                assertThatThrownBy(open.retention::run).hasMessageContaining("the power failed");
                if (last == Retention.Step.ERASED) {
                    assertThat(ErasableShop.filesWith(shop.data(), key)).anyMatch(file -> file.startsWith("journal"));
                }
            }
            try (ErasableShop open = opened()) {
                open.settle().retention.run();
                nothingIsLeft(key);
                assertThat(open.of(ErasableShop.ZAN)).isEmpty();
                assertThat(open.newest("retention").facts().get("records")).isNotEqualTo(0L);
                assertThat(open.count("retention"))
                        .as("after %s at worst twice", last)
                        .isEqualTo(last == Retention.Step.RECORDED ? 2 : 1);
            }
            assertThat(ErasableShop.fsck(shop)).as("%s", last).isEmpty();
        }
    }

    @Test
    void whereTheJournalCouldNotForgetTheNextRunSeesToIt() throws Exception {
        BreakableDisk disk = new BreakableDisk();
        try (ErasableShop open = new ErasableShop(shop, clock, disk, Retention.MOST, step -> {}, step -> {})) {
            traffic(open);
            byte[] key = key(open);
            open.retention.run(); // the first of a start lets the journal forget whatever it holds
            open.serve(SmallShop.EMAIL);
            clock.advance(Duration.ofDays(91));
            disk.now(BreakableDisk.Fault.FULL);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(open.retention::run).isInstanceOf(JournalException.class);
            }
            assertThat(ErasableShop.filesWith(shop.data(), key)).anyMatch(file -> file.startsWith("journal"));
            disk.now(BreakableDisk.Fault.NONE);
            open.retention.run();
            nothingIsLeft(key);
            assertThat(open.newest("retention").facts()).containsKey("records");
        }
    }

    @Test
    void whatTheIndexForgotThatItWasDueIsNotForgottenInTheJournal() throws Exception {
        byte[] key;
        try (ErasableShop open =
                new ErasableShop(shop, clock, Retention.MOST, step -> {}, step -> crash(Retention.Step.ERASED, step))) {
            traffic(open);
            key = key(open);
            clock.advance(Duration.ofDays(91));
            assertThatThrownBy(open.retention::run).hasMessageContaining("the power failed");
        }
        for (String file : List.of("index.db", "index.db-wal", "index.db-shm")) {
            Files.deleteIfExists(shop.data().resolve(file));
        }
        try (ErasableShop open = opened()) {
            assertThat(open.settle().retention.run().records())
                    .as("the index has read that it is erased")
                    .isZero();
            nothingIsLeft(key);
        }
    }

    @Test
    void whatTheStateForgetsOfACustomerTheJournalForgetsWithTheNextRunAndOnlyThen() {
        BreakableDisk disk = new BreakableDisk();
        try (ErasableShop open = new ErasableShop(shop, clock, disk, Retention.MOST, step -> {}, step -> {})) {
            traffic(open);
            open.retention.run();
            assertThat(open.store.journal().first()).isEqualTo(open.records.size());
            open.serve(SmallShop.EMAIL);
            open.erasure(clock).sweep();
            long first = open.store.journal().first();
            open.retention.run();
            assertThat(open.store.journal().first())
                    .as("nothing of a customer was over")
                    .isEqualTo(first);
            clock.advance(Duration.ofHours(3));
            open.erasure(clock).sweep();
            disk.now(BreakableDisk.Fault.FULL);
            assertThatThrownBy(open.retention::run).isInstanceOf(JournalException.class);
            disk.now(BreakableDisk.Fault.NONE);
            open.retention.run();
            assertThat(open.store.journal().first()).isEqualTo(open.records.size());
        }
    }
}
