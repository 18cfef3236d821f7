package dev.remit.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.gateway.trail.Query.Customer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
    private static final Customer JANE = new Customer("acme", "CUS-4711");
    private static final Customer WOLF = new Customer("acme", "CUS-4712");

    @TempDir
    Path directory;

    private final HashedNames names = MemoryRecords.names();
    private final MemoryRecords records = new MemoryRecords();
    private final AtomicLong nanos = new AtomicLong();
    private Index index;

    @BeforeEach
    void open() {
        index = Index.open(path(), names, nanos::get);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private Path path() {
        return directory.resolve("index.db");
    }

    private void reopen() {
        index.close();
        open();
    }

    private void carry() {
        index.add(records.rows(names, index.next()));
    }

    private static Query query(
            @Nullable Customer customer, @Nullable String caseId, @Nullable String agent, @Nullable String decision) {
        return new Query(
                customer,
                caseId,
                agent,
                null,
                null,
                null,
                null,
                decision,
                null,
                null,
                null,
                null,
                null,
                null,
                Query.MOST,
                null);
    }

    private List<Long> found(Query query) {
        return index.find(query).stream().map(Row::sequence).toList();
    }

    @Test
    void aCustomerAnAgentACaseAndADecisionFindExactlyTheirEntries() {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        records.add(MemoryRecords.call("CUS-4712", "helper", "deny"));
        records.add(MemoryRecords.call("CUS-4711", "other", "deny"));
        records.add(Map.of("event", "agent.add", "agent", "helper", "tenants", "acme"));
        carry();
        assertThat(found(query(JANE, null, null, null))).containsExactly(2L, 0L);
        assertThat(found(query(WOLF, null, null, null))).containsExactly(1L);
        assertThat(found(query(new Customer("beta", "CUS-4711"), null, null, null)))
                .isEmpty();
        assertThat(found(query(null, "T-CUS-4711", null, null))).containsExactly(2L, 0L);
        assertThat(found(query(null, null, "helper", null))).containsExactly(3L, 1L, 0L);
        assertThat(found(query(null, null, null, "deny"))).containsExactly(2L, 1L);
        assertThat(found(query(null, null, null, "allow"))).containsExactly(0L);
        assertThat(found(query(JANE, null, "other", "deny"))).containsExactly(2L);
        assertThat(found(query(null, null, "nobody", null))).isEmpty();
        assertThat(index.row(1)).map(Row::id).hasValue("id-1");
        assertThat(index.row(4)).isEmpty();
    }

    /** Every combination of conditions against the same asked of the rows one by one, page by page. */
    @Test
    void everyCombinationFindsWhatLookingAtAllRowsFinds() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            // Times that repeat and jump back, as clocks do.
            Instant at = MemoryRecords.START.plusSeconds(random.nextInt(60));
            Map<String, Object> call = MemoryRecords.call(
                    "CUS-" + random.nextInt(3),
                    "agent-" + random.nextInt(3),
                    List.of("allow", "modify", "deny", "defer").get(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                call.put("action", "action-" + random.nextInt(3));
            }
            records.add(at, call);
        }
        carry();
        rows.addAll(records.rows(names, 0));
        for (int i = 0; i < 300; i++) {
            String subject = random.nextBoolean() ? "CUS-" + random.nextInt(4) : null;
            String agent = random.nextBoolean() ? "agent-" + random.nextInt(4) : null;
            String decision = random.nextBoolean()
                    ? List.of("allow", "modify", "deny", "defer", "none").get(random.nextInt(5))
                    : null;
            String workflow = random.nextInt(4) == 0 ? "order-help" : null;
            String action = random.nextInt(4) == 0 ? "action-" + random.nextInt(4) : null;
            String grant = random.nextInt(4) == 0 ? "g-CUS-" + random.nextInt(4) : null;
            Instant since = random.nextBoolean() ? MemoryRecords.START.plusSeconds(random.nextInt(60)) : null;
            Instant until = random.nextBoolean() ? MemoryRecords.START.plusSeconds(random.nextInt(60)) : null;
            Customer customer = subject == null ? null : new Customer("acme", subject);
            Predicate<Row> wanted = row -> (subject == null || link(row, subject))
                    && (agent == null || agent.equals(row.labels().agent()))
                    && (decision == null || decision.equals(row.labels().decision()))
                    && (action == null || action.equals(row.labels().action()))
                    && (grant == null
                            || (row.link() != null && grant.equals(row.link().grant())))
                    && (since == null || !row.at().isBefore(since))
                    && (until == null || row.at().isBefore(until));
            List<Row> all = rows.stream()
                    .filter(wanted)
                    .sorted(Comparator.comparing(Row::at)
                            .thenComparingLong(Row::sequence)
                            .reversed())
                    .toList();
            List<Row> paged = new ArrayList<>();
            Query.Place after = null;
            int limit = 1 + random.nextInt(40);
            do {
                List<Row> page = index.find(new Query(
                        customer, null, agent, null, workflow, null, action, decision, null, grant, null, null, since,
                        until, limit, after));
                paged.addAll(page);
                after = page.size() < limit ? null : Query.Place.of(page.getLast());
            } while (after != null);
            assertThat(paged).as("seed %d, case %d", seed, i).isEqualTo(all);
        }
    }

    private boolean link(Row row, String subject) {
        return row.link() != null
                && names.customer("acme", subject).equals(row.link().customer());
    }

    @Test
    void onceThereIsRoomAgainWhatSqliteTookBackByItselfIsIndexed() throws SQLException {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        carry();
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        onDisk("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::carry).hasMessageContaining("disk is full");
        }
        onDisk("DROP TRIGGER full");
        assertThatThrownBy(this::carry).hasMessageContaining("SNAPSHOT"); // for once: somebody else has written
        carry();
        reopen();
        assertThat(index.next()).isEqualTo(2);
        assertThat(index.accesses(JANE, null, null).count()).isEqualTo(2);
    }

    private void onDisk(String sql) throws SQLException {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + path());
                var statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whoSawWhatOfACustomerIsCountedByAgentJobAndFields() {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        records.add(MemoryRecords.call("CUS-4711", "helper", "deny"));
        records.add(MemoryRecords.call("CUS-4712", "helper", "allow"));
        carry();
        Accesses accesses = index.accesses(JANE, null, null);
        assertThat(accesses.count()).isEqualTo(3);
        assertThat(accesses.more()).isFalse();
        assertThat(accesses.lines()).hasSize(2);
        Accesses.Line denied = accesses.lines().getFirst();
        assertThat(denied.reason()).isEqualTo("budget_calls");
        assertThat(denied.outcome()).isNull();
        Accesses.Line saw = accesses.lines().getLast();
        assertThat(saw)
                .isEqualTo(new Accesses.Line(
                        "helper",
                        null,
                        "order-help",
                        "call",
                        "order",
                        null,
                        "order_no status",
                        "allow",
                        null,
                        "released",
                        2,
                        MemoryRecords.START,
                        MemoryRecords.START.plusSeconds(1)));
        assertThat(index.accesses(JANE, MemoryRecords.START.plusSeconds(1), MemoryRecords.START.plusSeconds(2))
                        .count())
                .isEqualTo(1);
        assertThat(index.accesses(new Customer("acme", "CUS-1"), null, null).lines())
                .isEmpty();
    }

    @Test
    void whatWasDoneForACustomerIsCountedByActionAndFoundByIt() {
        records.add(MemoryRecords.acted("CUS-4711", "refund", "done"));
        records.add(MemoryRecords.acted("CUS-4711", "refund", "done"));
        records.add(MemoryRecords.acted("CUS-4711", "cancel_order", "done"));
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        carry();
        assertThat(index.accesses(JANE, null, null).lines())
                .extracting(Accesses.Line::resource, Accesses.Line::action, Accesses.Line::count)
                .containsExactly(tuple("order", null, 1L), tuple(null, "cancel_order", 1L), tuple(null, "refund", 2L));
        assertThat(found(action("refund"))).containsExactly(1L, 0L);
        assertThat(found(action("order"))).isEmpty();
        assertThat(index.row(2).orElseThrow().labels().action()).isEqualTo("cancel_order");
    }

    private static Query action(String action) {
        return new Query(
                null, null, null, null, null, null, action, null, null, null, null, null, null, null, Query.MOST, null);
    }

    @Test
    void noCustomerAndNoCaseIsNamedInTheFiles() throws IOException {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        carry();
        assertThat(files()).contains("helper");
        assertThat(files().replace("g-CUS-4711", "").replace("c-CUS-4711", "")).doesNotContain("CUS-4711", "T-CUS");
    }

    @Test
    void aForgottenCustomerIsUnlinkedAndNothingOfTheLinkIsLeftOnDisk() throws IOException {
        for (int i = 0; i < 50; i++) {
            records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
            records.add(MemoryRecords.call("CUS-4712", "helper", "allow"));
        }
        carry();
        reopen();
        String hash = raw(names.customer("acme", "CUS-4711"));
        assertThat(files()).contains(hash);
        assertThat(index.forgetSubject(JANE, records.size())).isEqualTo(50);
        assertThat(files()).doesNotContain(hash).contains(raw(names.customer("acme", "CUS-4712")));
        assertThat(found(query(JANE, null, null, null))).isEmpty();
        assertThat(found(query(null, "T-CUS-4711", null, null))).isEmpty();
        assertThat(found(query(WOLF, null, null, null))).hasSize(50);
        Row row = index.row(0).orElseThrow();
        assertThat(row.erased()).isTrue();
        assertThat(row.link()).isNull();
    }

    @Test
    void whatComesLateOfAForgottenCustomerComesUnlinkedAndWhatIsNewIsLinked() {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        index.add(records.rows(names, 0).subList(0, 1));
        assertThat(index.forgetSubject(JANE, 2)).isEqualTo(1);
        reopen();
        carry();
        assertThat(found(query(JANE, null, null, null))).containsExactly(2L);
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        carry();
        assertThat(found(query(JANE, null, null, null))).containsExactly(3L, 2L);
    }

    @Test
    void whatIsErasedIsMarkedAndNoLongerExpires() {
        for (int i = 0; i < 5; i++) {
            records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        }
        carry();
        Instant expired = MemoryRecords.START.plus(Duration.ofDays(30)).plusSeconds(3);
        List<Row> first = index.expired(expired, null, 3);
        assertThat(first.stream().map(Row::sequence)).containsExactly(0L, 1L, 2L);
        Row last = first.getLast();
        assertThat(index.expired(expired, new Query.Place(last.expires(), last.sequence()), 3).stream()
                        .map(Row::sequence))
                .containsExactly(3L);
        index.markErased(List.of(0L, 2L));
        assertThat(index.expired(expired, null, 9).stream().map(Row::sequence)).containsExactly(1L, 3L);
        assertThat(found(query(JANE, null, null, null))).containsExactly(4L, 3L, 1L);
        assertThat(index.sequences(JANE, 2, 9)).containsExactly(3L, 4L);
        assertThat(index.sequences(JANE, 0, 1)).containsExactly(1L);
    }

    @Test
    void rowsThatDoNotFollowOnEachOtherAreRefusedWhole() {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        List<Row> rows = records.rows(names, 0);
        assertThatThrownBy(() -> index.add(List.of(rows.get(1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.add(List.of(rows.get(0), rows.get(0))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(index.next()).isZero();
        assertThat(found(query(null, null, "helper", null))).isEmpty();
        index.add(rows);
        reopen();
        assertThat(index.next()).isEqualTo(2);
        assertThat(found(query(null, null, "helper", null))).containsExactly(1L, 0L);
    }

    @Test
    void anIndexThatIsDamagedOrOfAnotherVersionIsBegunAnew() throws IOException, SQLException {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        carry();
        index.close();
        Files.writeString(path(), "this was never a database, whatever its name says".repeat(100));
        open();
        assertThat(index.next()).isZero();
        carry();
        index.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + (IndexSchema.VERSION - 1));
        }
        open();
        assertThat(index.next()).isZero();
        carry();
        assertThat(found(query(JANE, null, null, null))).containsExactly(0L);
    }

    @Test
    void theNewestRecordOfAnIdIsFoundWhetherItIsIndexedOrNot() {
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        records.add(MemoryRecords.call("CUS-4712", "helper", "allow"));
        assertThat(Trail.place("id-1", records, index)).hasValue(1);
        carry();
        records.add(MemoryRecords.call("CUS-4713", "helper", "allow"));
        assertThat(index.next()).isEqualTo(2);
        long reads = records.reads.get();
        assertThat(Trail.place("id-0", records, index)).hasValue(0);
        assertThat(Trail.place("id-2", records, index)).hasValue(2);
        assertThat(Trail.place("id-3", records, index)).isEmpty();
        assertThat(records.reads.get() - reads).as("only what is not indexed").isEqualTo(3);
    }

    @Test
    void recordsOfOneConversationShareWhatLinksThemUntilTheLastOneIsUnlinked() throws SQLException {
        for (int i = 0; i < 6; i++) {
            records.add(MemoryRecords.call("CUS-" + i % 2, "helper", "allow"));
        }
        carry();
        assertThat(strands()).isEqualTo(2);
        index.markErased(List.of(0L, 2L));
        assertThat(strands()).isEqualTo(2);
        assertThat(found(query(new Customer("acme", "CUS-0"), null, null, null)))
                .containsExactly(4L);
        index.markErased(List.of(4L));
        assertThat(strands()).isEqualTo(1);
        records.add(MemoryRecords.call("CUS-0", "helper", "allow"));
        carry();
        assertThat(strands()).isEqualTo(2);
        assertThat(found(query(new Customer("acme", "CUS-0"), null, null, null)))
                .containsExactly(6L);
        index.forgetSubject(new Customer("acme", "CUS-1"), 4);
        assertThat(strands()).isEqualTo(2);
        index.forgetSubject(new Customer("acme", "CUS-1"), 7);
        assertThat(strands()).isEqualTo(1);
    }

    private long strands() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM strand")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void hostileTextIsOnlyText() {
        String hostile = "x' OR '1'='1'; DROP TABLE entry; -- \u0000\u202e\ud83d\ude00";
        records.add(MemoryRecords.call(hostile, hostile, "allow"));
        records.add(MemoryRecords.call("CUS-4711", "helper", "allow"));
        carry();
        assertThat(found(query(new Customer("acme", hostile), null, null, null)))
                .containsExactly(0L);
        assertThat(found(query(null, null, hostile, null))).containsExactly(0L);
        assertThat(found(query(null, null, "' OR 1=1 --", null))).isEmpty();
        assertThat(found(query(null, null, null, "0 OR 1=1"))).isEmpty();
        assertThat(index.row(0).orElseThrow().labels().agent()).isEqualTo(hostile);
    }

    @Test
    void aSearchThatTakesTooLongIsBrokenOffAndTheNextOneIsNot() {
        for (int i = 0; i < 30_000; i++) {
            records.add(MemoryRecords.call("CUS-" + i, "helper", "allow"));
        }
        carry();
        index.close();
        AtomicLong looks = new AtomicLong();
        // Every look at the clock is an hour after the one before.
        index = Index.open(
                path(),
                names,
                () -> looks.incrementAndGet() * Duration.ofHours(1).toNanos());
        Query broad = query(null, null, "helper", "modify");
        assertThatThrownBy(() -> index.find(broad))
                .isInstanceOf(TrailException.class)
                .hasMessageContaining("Ask for less");
        assertThat(found(query(new Customer("acme", "CUS-7"), null, null, null)))
                .containsExactly(7L);
        reopen();
        assertThat(found(broad)).isEmpty();
    }

    private static String raw(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    /** All that is in the index's files. */
    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
