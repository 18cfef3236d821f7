package dev.remit.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.state.Hold;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.Records;
import dev.remit.ledger.log.Head;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.InclusionProof;
import dev.remit.ledger.tree.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer who is erased is gone from every file, whatever interrupted it, and everything still verifies. */
class ShredTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private SmallShop shop;

    @BeforeEach
    void writeShop() throws IOException {
        shop = SmallShop.in(directory);
    }

    /** Ends the work after a step, as a crash would. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Consumer<Shredder.Step> crashAfter(Shredder.Step last) {
        return step -> {
            if (step == last) {
                throw new Crash();
            }
        };
    }

    private ErasableShop opened(Consumer<Shredder.Step> hook) {
        return new ErasableShop(shop, clock, Retention.MOST, hook);
    }

    private static String traffic(ErasableShop open) {
        String helper = open.front.agent("helper", "acme");
        for (String email : List.of(SmallShop.OTHER_EMAIL, SmallShop.EMAIL)) {
            open.front.call(open.front.verified(helper, email), "list_orders", "{}");
        }
        String token = Shopfront.token(open.front.open(helper, "case-help", "acme", "TCK-31337"));
        open.front.call(token, "list_tickets", "{}");
        open.settle();
        return token;
    }

    /** What leads to the customer, by name: raw bytes and what they look like as text. */
    private static Map<String, byte[]> traces(ErasableShop open) throws SQLException {
        Map<String, byte[]> traces = new LinkedHashMap<>();
        for (String key : open.store.keys().ids("acme", "CUS-4711")) {
            traces.put("key id", HexFormat.of().parseHex(key));
            traces.put("key id in hex", key.getBytes(StandardCharsets.US_ASCII));
        }
        String hash = open.names.customer("acme", "CUS-4711");
        traces.put("index hash", HexFormat.of().parseHex(hash));
        traces.put("index hash in hex", hash.getBytes(StandardCharsets.US_ASCII));
        traces.put("window", open.claims.hex("subject", "acme", "CUS-4711").getBytes(StandardCharsets.US_ASCII));
        return traces;
    }

    private void nothingIsLeft(Map<String, byte[]> traces) {
        traces.forEach((name, bytes) ->
                assertThat(ErasableShop.filesWith(shop.data(), bytes)).as(name).isEmpty());
        for (String value : SmallShop.VALUES) {
            assertThat(ErasableShop.filesWith(shop.data(), value.getBytes(StandardCharsets.UTF_8)))
                    .as(value)
                    .isEmpty();
        }
    }

    private static void onlyTheOthersOpen(ErasableShop open, List<Long> erased, List<Long> kept) {
        assertThat(erased).hasSizeGreaterThan(3);
        for (long sequence : erased) {
            assertThat(open.read(sequence)).as("%s", sequence).isInstanceOf(Records.Opened.Erased.class);
        }
        assertThat(kept).hasSizeGreaterThan(1);
        for (long sequence : kept) {
            assertThat(open.read(sequence)).as("%s", sequence).isInstanceOf(Records.Opened.Clear.class);
        }
        assertThat(open.settle().of(ErasableShop.ZAN)).isEmpty();
        assertThat(open.of(ErasableShop.WOLF)).containsAll(kept);
    }

    @Test
    void nothingOfTheCustomerIsLeftAndTheTreeStillVerifies() throws Exception {
        List<Long> erased;
        List<Long> kept;
        Map<String, byte[]> traces;
        try (ErasableShop open = opened(step -> {})) {
            String token = traffic(open);
            erased = open.of(ErasableShop.ZAN);
            kept = open.of(ErasableShop.WOLF);
            traces = traces(open);
            for (String name : List.of("key id", "index hash", "window")) {
                byte[] trace = traces.get(name);
                assertThat(trace).isNotNull();
                assertThat(ErasableShop.filesWith(shop.data(), trace == null ? new byte[1] : trace))
                        .as(name)
                        .isNotEmpty();
            }
            open.store.log().integrate(open.store.journal());
            Head head = open.store.log().head();
            long one = erased.getFirst();
            InclusionProof proof = open.store.log().inclusion(one, head.size());
            assertThat(open.store.state().conversations("acme", "CUS-4711")).isNotEmpty();

            assertThat(open.shredder.shred(ErasableShop.ZAN, "asked on the phone"))
                    .isInstanceOfSatisfying(Shredder.Outcome.Done.class, done -> {
                        assertThat(done.records()).isGreaterThanOrEqualTo(erased.size());
                        assertThat(done.keys()).isOne();
                        assertThat(done.grants()).isEqualTo(2);
                    });
            assertThat(open.front.outcome(token, "list_tickets", "{}")).isEqualTo("unauthenticated");
            assertThat(open.store.state().conversations("acme", "CUS-4711")).isEmpty();
            assertThat(open.store.state().conversations("acme", "CUS-4712")).isNotEmpty();
            nothingIsLeft(traces);
            onlyTheOthersOpen(open, erased, kept);
            assertThat(proof.verify(Hash.ofLeaf(open.store.entry(one).leaf()), head.root()))
                    .isInstanceOf(Verdict.Proven.class);
            assertThat(open.newest("subject.shred").facts())
                    .containsEntry("outcome", "done")
                    .doesNotContainKeys("subject", "tenant");
            assertThat(open.shredder.shred(ErasableShop.ZAN, "again")).isInstanceOf(Shredder.Outcome.Unknown.class);
        }
        nothingIsLeft(traces);
        assertThat(ErasableShop.fsck(shop)).isEmpty();
        try (ErasableShop open = opened(step -> {})) {
            assertThat(open.store.state().shreddings()).isEmpty();
            onlyTheOthersOpen(open, erased, kept);
        }
    }

    @Test
    @Tag("slow")
    void whateverStepItEndsAfterTheNextStartFinishesIt() throws Exception {
        for (Shredder.Step last : Shredder.Step.values()) {
            shop = SmallShop.in(directory.resolve(last.name()));
            List<Long> erased;
            List<Long> kept;
            Map<String, byte[]> traces;
            try (ErasableShop open = opened(crashAfter(last))) {
                traffic(open);
                erased = open.of(ErasableShop.ZAN);
                kept = open.of(ErasableShop.WOLF);
                traces = traces(open);
                assertThatThrownBy(() -> open.shredder.shred(ErasableShop.ZAN, "asked"))
                        .isInstanceOf(Crash.class);
            }
            try (ErasableShop open = opened(step -> {})) {
                assertThat(open.store.state().shreddings().isEmpty())
                        .as("%s", last)
                        .isEqualTo(last == Shredder.Step.RECORDED);
                open.shredder.resume();
                open.store.sweep(clock.instant(), whose -> false);
                assertThat(open.store.state().shreddings()).isEmpty();
                assertThat(open.settle().newest("subject.shred").facts()).containsEntry("outcome", "done");
                onlyTheOthersOpen(open, erased, kept);
                nothingIsLeft(traces);
            }
            nothingIsLeft(traces);
            assertThat(ErasableShop.fsck(shop)).as("%s", last).isEmpty();
        }
    }

    @Test
    void whatTheIndexLostMeanwhileIsFoundByTheKeysOfTheSidecars() throws Exception {
        List<Long> erased;
        List<Long> kept;
        Map<String, byte[]> traces;
        try (ErasableShop open = opened(crashAfter(Shredder.Step.KEYS_DESTROYED))) {
            traffic(open);
            erased = open.of(ErasableShop.ZAN);
            kept = open.of(ErasableShop.WOLF);
            traces = traces(open);
            assertThatThrownBy(() -> open.shredder.shred(ErasableShop.ZAN, "asked"))
                    .isInstanceOf(Crash.class);
        }
        for (String file : List.of("index.db", "index.db-wal", "index.db-shm")) {
            Files.deleteIfExists(shop.data().resolve(file));
        }
        try (ErasableShop open = opened(step -> {})) {
            open.settle().shredder.resume();
            onlyTheOthersOpen(open, erased, kept);
            nothingIsLeft(traces);
        }
    }

    @Test
    void aHoldKeepsTheCustomerUntilItIsReleasedAndIsNamed() {
        try (ErasableShop open = opened(step -> {})) {
            traffic(open);
            for (Holds.What what : List.of(
                    new Holds.What.OfCustomer(ErasableShop.ZAN),
                    new Holds.What.OfWorkflow("order-help"),
                    new Holds.What.OfCase("TCK-31337"),
                    new Holds.What.Everything())) {
                Hold hold = open.holds.add(what, "court file 7");
                long before = open.settle().records.size();
                assertThat(open.shredder.shred(ErasableShop.ZAN, "asked"))
                        .as("%s", what)
                        .isEqualTo(new Shredder.Outcome.Held(hold));
                assertThat(open.records.size()).isEqualTo(before);
                open.holds.release(hold.id());
            }
            open.holds.add(new Holds.What.OfCustomer(ErasableShop.WOLF), "another's");
            open.holds.add(new Holds.What.OfWorkflow("another"), "another's");
            assertThat(open.settle().shredder.shred(ErasableShop.ZAN, "asked"))
                    .isInstanceOf(Shredder.Outcome.Done.class);
        }
    }

    @Test
    void aCustomerWhoComesBackGetsANewKeyAndIsNotLinkedToWhatWas() throws Exception {
        try (ErasableShop open = opened(step -> {})) {
            traffic(open);
            List<Long> erased = open.of(ErasableShop.ZAN);
            List<String> keys = open.store.keys().ids("acme", "CUS-4711");
            open.shredder.shred(ErasableShop.ZAN, "asked");
            String helper =
                    ((AgentDesk.Outcome.Issued) open.front.agents().rotate("helper", Duration.ZERO)).credential();
            String token = Shopfront.token(open.front.open(helper, "case-help", "acme", "TCK-31337"));
            assertThat(open.front.outcome(token, "list_tickets", "{}")).contains("TCK-31337");
            assertThat(open.store.keys().ids("acme", "CUS-4711")).hasSize(1).doesNotContainAnyElementsOf(keys);
            assertThat(open.settle().of(ErasableShop.ZAN)).isNotEmpty().doesNotContainAnyElementsOf(erased);
            for (long sequence : erased) {
                assertThat(open.read(sequence)).isInstanceOf(Records.Opened.Erased.class);
            }
        }
    }

    @Test
    void ofACustomerWhoIsNotKnownNothingIsPutOnRecord() {
        try (ErasableShop open = opened(step -> {})) {
            traffic(open);
            long before = open.records.size();
            assertThat(open.shredder.shred(new Query.Customer("acme", "CUS-0"), "asked"))
                    .isInstanceOf(Shredder.Outcome.Unknown.class);
            assertThat(open.records.size()).isEqualTo(before);
        }
    }

    /** Puts files of an old copy of the data directory in the place of today's, and leaves the others as they are. */
    private void putBack(Path copy, List<String> names) throws IOException {
        for (String name : names) {
            Path target = shop.data().resolve(name);
            remove(target);
            for (String beside : List.of("-wal", "-shm")) {
                remove(shop.data().resolve(name + beside));
            }
            copy(copy.resolve(name), target);
        }
    }

    private static void remove(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }

    /** What {@code docs/ledger.md} says of copies: the horizon of an erasure is the age of the oldest of three. */
    @Test
    void anOldCopyOfTheLogIsShutByAnErasureAndOneOfTheStateOrOfTheKeysIsNot() throws Exception {
        List<Long> erased;
        try (ErasableShop open = opened(step -> {})) {
            traffic(open);
            erased = open.of(ErasableShop.ZAN);
            open.store.compact(); // in a copy, the journal says as little as it can
        }
        Path copy = directory.resolve("copy");
        copy(shop.data(), copy);
        try (ErasableShop open = opened(step -> {})) {
            assertThat(open.shredder.shred(ErasableShop.ZAN, "asked")).isInstanceOf(Shredder.Outcome.Done.class);
        }

        Path today = directory.resolve("today");
        copy(shop.data(), today);
        putBack(copy, List.of("journal", "log", "state.db", "index.db"));
        try (ErasableShop open = opened(step -> {})) {
            for (long sequence : erased) {
                assertThat(open.read(sequence))
                        .as("today's keys open nothing of an old log")
                        .isInstanceOf(Records.Opened.Erased.class);
            }
            assertThat(open.store.state().conversations("acme", "CUS-4711"))
                    .as("today's keys open an old state, which names the customer")
                    .isNotEmpty();
        }

        putBack(today, List.of("journal", "log", "state.db", "index.db"));
        try (ErasableShop open = opened(step -> {})) {
            assertThat(open.store.state().conversations("acme", "CUS-4711")).isEmpty();
        }

        putBack(copy, List.of("journal", "log", "state.db", "index.db", "keys.db"));
        try (ErasableShop open = opened(step -> {})) {
            for (long sequence : erased) {
                assertThat(open.read(sequence)).as("old keys open an old log").isInstanceOf(Records.Opened.Clear.class);
            }
        }
    }
}
