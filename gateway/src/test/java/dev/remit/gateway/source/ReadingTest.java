package dev.remit.gateway.source;

import static dev.remit.gateway.source.TestSource.field;
import static dev.remit.gateway.source.TestSource.own;
import static dev.remit.gateway.source.TestSource.resource;
import static dev.remit.gateway.source.TestSource.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate;
import dev.remit.core.decision.Read;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every supported database does with a decided read. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReadingTest {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final Field CUSTOMER_ID = field("customer_id", FieldType.TEXT);
    static final Field EMAIL = field("email", FieldType.TEXT);
    static final Resource CUSTOMER = resource(
            "customer",
            "customers",
            new Scope.OfSubject(own("customer_id", FieldType.TEXT), tenant("brand")),
            CUSTOMER_ID,
            EMAIL);

    static final Field ORDER_NO = field("order_no", FieldType.TEXT);
    static final Field STATUS = field("status", FieldType.TEXT);
    static final Field TOTAL = field("total", FieldType.DECIMAL);
    static final Field PLACED = field("placed_at", FieldType.TIMESTAMP);
    static final Resource ORDER = resource(
            "order",
            "orders",
            new Scope.OfSubject(through("customer_id"), new Scope.TenantKey.InColumn(through("brand"))),
            ORDER_NO,
            STATUS,
            TOTAL,
            PLACED);

    static final Field ITEM_ID = field("item_id", FieldType.INTEGER);
    static final Resource ITEM = resource(
            "item",
            "items",
            new Scope.OfSubject(throughOrder("customer_id"), new Scope.TenantKey.InColumn(throughOrder("brand"))),
            ITEM_ID,
            field("sku", FieldType.TEXT));

    static final Field TICKET_ID = field("ticket_id", FieldType.INTEGER);
    static final Resource TICKET = resource(
            "ticket",
            "tickets",
            new Scope.OfSubject(own("owner", FieldType.INTEGER), new Scope.TenantKey.Whole("acme")),
            TICKET_ID,
            field("body", FieldType.TEXT));

    static final Resource CAMPAIGN = resource(
            "campaign",
            "campaigns",
            new Scope.OfTenant(tenant("brand")),
            field("code", FieldType.TEXT),
            field("score", FieldType.INTEGER),
            field("title", FieldType.TEXT));

    @SuppressWarnings("NullAway.Init") // set before all tests
    TestSource database;

    private @Nullable JdbcReader reader;

    abstract TestSource create();

    private static Path through(String column) {
        return new Path(List.of(new Path.Join("customer_id", "customers", "customer_id")), column, FieldType.TEXT);
    }

    private static Path throughOrder(String column) {
        return new Path(
                List.of(
                        new Path.Join("order_no", "orders", "order_no"),
                        new Path.Join("customer_id", "customers", "customer_id")),
                column,
                FieldType.TEXT);
    }

    @BeforeAll
    void fill() {
        database = create();
        database.run(
                "CREATE TABLE customers (customer_id {text_ci} NOT NULL, brand {text_ci} NOT NULL, email {text_ci})",
                "CREATE INDEX customers_id ON customers (customer_id)",
                "INSERT INTO customers VALUES ('c1', 'acme', 'ann@shop.example'), ('C1', 'acme', 'Ann@shop.example'),"
                        + " ('c2', 'ACME', 'bob@shop.example'), ('c3', 'acme ', 'eve@shop.example'),"
                        + " ('c4', 'acme', 'dup@shop.example'), ('c5', 'acme', 'dup@shop.example'),"
                        + " ('c6', 'globex', 'ann@shop.example')",
                "CREATE TABLE orders (order_no {text_ci} NOT NULL PRIMARY KEY, customer_id {text_ci}, status {text},"
                        + " total {decimal}, placed_at {instant})",
                "CREATE TABLE items (item_id {long} PRIMARY KEY, order_no {text_ci}, sku {text})",
                "INSERT INTO items VALUES (1, 'o-1', 'a'), (2, 'o-1', 'b'), (3, 'o-3', 'c')",
                "CREATE TABLE tickets (ticket_id {long} PRIMARY KEY, owner {long}, body {text})",
                "INSERT INTO tickets VALUES (1, 7, 'mine'), (2, 8, 'theirs'), (3, NULL, 'nobody''s')",
                "CREATE TABLE campaigns (code {text} PRIMARY KEY, brand {text}, score {long}, title {text})");
        List<List<@Nullable Object>> orders = new ArrayList<>();
        orders.add(order("o-1", "c1", "open", "10.50"));
        orders.add(order("o-2", "c1", "shipped", "99.99"));
        orders.add(order("o-3", "C1", "open", "1"));
        orders.add(order("o-4", "c2", "open", "2"));
        orders.add(order("o-5", "c6", "open", "3"));
        orders.add(order("o-6", null, "open", "4"));
        database.insert("orders", List.of("text", "text", "text", "decimal", "instant"), orders, ZoneOffset.UTC);
        List<List<@Nullable Object>> campaigns = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            String code = (i % 2 == 0 ? "k" : "K") + (i % 10) + (char) ('a' + i % 26) + i;
            campaigns.add(
                    Arrays.asList(code, "acme", i % 5 == 0 ? null : (long) (i % 4), i % 3 == 0 ? "É" : "e" + i % 4));
        }
        campaigns.add(Arrays.asList("zz", "globex", 1L, "theirs"));
        database.insert("campaigns", List.of("text", "text", "long", "text"), campaigns, ZoneOffset.UTC);
        reader = database.open();
    }

    private static List<@Nullable Object> order(String no, @Nullable String customer, String status, String total) {
        return Arrays.asList(no, customer, status, new BigDecimal(total), NOW);
    }

    @AfterAll
    void close() {
        if (reader != null) {
            reader.close();
        }
    }

    JdbcReader reader() {
        return Objects.requireNonNull(reader);
    }

    static Read read(Resource resource, @Nullable String subject, Read.Filter... filters) {
        return readAs(resource, "acme", subject, filters);
    }

    static Read readAs(Resource resource, String tenant, @Nullable String subject, Read.Filter... filters) {
        return new Read(
                resource, List.of(resource.key()), List.of(), List.of(filters), null, null, 100, tenant, subject, NOW);
    }

    static List<@Nullable Object> keys(ReadResult result) {
        assertThat(result).isInstanceOf(ReadResult.Rows.class);
        List<@Nullable Object> keys = new ArrayList<>();
        ((ReadResult.Rows) result).rows().forEach(row -> keys.add(row.getFirst()));
        return keys;
    }

    static SourceFailure failure(ReadResult result) {
        assertThat(result).isInstanceOf(ReadResult.Failed.class);
        return ((ReadResult.Failed) result).failure();
    }

    @Test
    void aCustomerSeesTheirOwnRowsOnly() {
        assertThat(keys(reader().read(read(CUSTOMER, "c1")))).containsExactly("c1");
        assertThat(keys(reader().read(read(ORDER, "c1")))).containsExactly("o-1", "o-2");
        assertThat(keys(reader().read(read(ITEM, "c1")))).containsExactly(1L, 2L);
        assertThat(keys(reader().read(read(TICKET, "7")))).containsExactly(1L);
    }

    @Test
    void customersThatDifferInCaseOnlyAreTwoEvenWhereTheColumnFoldsCase() {
        assertThat(keys(reader().read(read(CUSTOMER, "C1")))).containsExactly("C1");
        assertThat(keys(reader().read(read(ORDER, "C1")))).containsExactly("o-3");
        assertThat(keys(reader().read(read(ITEM, "C1")))).containsExactly(3L);
        assertThat(keys(reader().read(read(ORDER, "c1 ")))).isEmpty();
    }

    @Test
    void tenantsThatDifferInCaseOrTrailingSpacesAreNeverMerged() {
        assertThat(keys(reader().read(readAs(CUSTOMER, "acme", "c2")))).isEmpty();
        assertThat(keys(reader().read(readAs(CUSTOMER, "ACME", "c2")))).containsExactly("c2");
        assertThat(keys(reader().read(readAs(CUSTOMER, "acme", "c3")))).isEmpty();
        assertThat(keys(reader().read(readAs(CUSTOMER, "acme ", "c3")))).containsExactly("c3");
        assertThat(keys(reader().read(readAs(ORDER, "acme", "c2")))).isEmpty();
        assertThat(keys(reader().read(readAs(ORDER, "ACME", "c2")))).containsExactly("o-4");
        assertThat(keys(reader().read(readAs(ORDER, "globex", "c1")))).isEmpty();
        assertThat(keys(reader().read(readAs(CAMPAIGN, "globex", null)))).containsExactly("zz");
    }

    @Test
    void anotherTenantThanTheSourcesOwnFindsNothing() {
        assertThat(keys(reader().read(readAs(TICKET, "globex", "7")))).isEmpty();
        assertThat(keys(reader().read(readAs(TICKET, "acme", "7")))).containsExactly(1L);
    }

    /** So many rows that planners hash, cache and reorder. */
    @Test
    void manyCustomersWhoseIdsFoldIntoOneAreKeptApartThroughEveryJoin() {
        List<String> forms = List.of("anna", "ANNA", "Anna", "aNNa", "anna ", "bert", "BERT", "bErt", "cleo", "Cleo");
        List<String> brands = List.of("acme", "ACME", "acme ");
        database.run(
                "CREATE TABLE persons (customer_id {text_ci} NOT NULL, brand {text_other})",
                "CREATE INDEX persons_id ON persons (customer_id)",
                "CREATE TABLE sales (order_no {long} PRIMARY KEY, customer_id {text_ci}, status {text_ci})",
                "CREATE INDEX sales_customer ON sales (customer_id)");
        List<List<@Nullable Object>> persons = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            persons.add(List.of(forms.get(i), brands.get(i % brands.size())));
        }
        database.insert("persons", List.of("text_ci", "text_other"), persons, ZoneOffset.UTC);
        List<List<@Nullable Object>> sales = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            sales.add(List.of((long) i, forms.get(i * 7 % forms.size()), i % 3 == 0 ? "open" : "OPEN"));
        }
        database.insert("sales", List.of("long", "text_ci", "text_ci"), sales, ZoneOffset.UTC);
        Field status = field("status", FieldType.TEXT);
        List<Path.Join> joins = List.of(new Path.Join("customer_id", "persons", "customer_id"));
        Scope.TenantKey brand = new Scope.TenantKey.InColumn(new Path(joins, "brand", FieldType.TEXT));
        Field number = field("order_no", FieldType.INTEGER);
        Resource near = resource(
                "near", "sales", new Scope.OfSubject(own("customer_id", FieldType.TEXT), brand), number, status);
        Resource far = resource(
                "far",
                "sales",
                new Scope.OfSubject(new Path(joins, "customer_id", FieldType.TEXT), brand),
                number,
                status);
        for (boolean analysed : List.of(false, true)) {
            if (analysed) {
                database.run(database instanceof MariaDb ? "ANALYZE TABLE sales, persons" : "ANALYZE");
            }
            for (int person = 0; person < forms.size(); person++) {
                for (String tenant : brands) {
                    List<Long> expected = new ArrayList<>();
                    for (int i = 0; i < 2000; i++) {
                        boolean own = i * 7 % forms.size() == person
                                && brands.get(person % 3).equals(tenant);
                        if (own && i % 3 == 0) {
                            expected.add((long) i);
                        }
                    }
                    for (Resource resource : List.of(near, far)) {
                        ReadResult result = reader().read(
                                        readAs(resource, tenant, forms.get(person), new Read.Filter(status, "open")));
                        assertThat(keys(result))
                                .as(forms.get(person) + "/" + tenant)
                                .isEqualTo(expected);
                    }
                }
            }
            for (int i = 0; i < 60; i++) {
                String person = forms.get(i * 7 % forms.size());
                String tenant = brands.get(forms.indexOf(person) % 3);
                assertThat(owners(far, tenant, new Read.Filter(number, (long) i)))
                        .containsExactly(person);
            }
        }
    }

    @Test
    void aCustomerThatTheColumnCannotHoldFindsNothing() {
        for (String subject :
                List.of("007", "+7", "7.0", " 7", "x", "", "99999999999999999999", "7 OR 1=1", "\u0667", "NULL")) {
            assertThat(keys(reader().read(read(TICKET, subject)))).as(subject).isEmpty();
        }
        for (String subject : List.of("c1\0", "\0", "c1\ud800", "\udc00c1")) {
            assertThat(keys(reader().read(read(CUSTOMER, subject)))).as(subject).isEmpty();
        }
    }

    @Test
    void aReadOfACustomersRowsWithoutACustomerIsADefect() {
        assertThatThrownBy(() -> reader().read(readAs(ORDER, "acme", null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFilterIsEqualityWhateverItsValueLooksLike() {
        assertThat(keys(reader().read(read(ORDER, "c1", new Read.Filter(STATUS, "open")))))
                .containsExactly("o-1");
        assertThat(keys(reader().read(read(ORDER, "c1", new Read.Filter(ORDER_NO, "O-1")))))
                .isEmpty();
        for (String value : List.of(
                "open' OR '1'='1",
                "open\0",
                "%",
                "_pen",
                "open--",
                "\\",
                "'; DROP TABLE orders; --",
                "?",
                "$1",
                "open ",
                "OPEN",
                "\ud83d\ude00",
                "\ud83d",
                "{d '2020-01-01'}",
                ":name",
                "\u202eopen")) {
            assertThat(keys(reader().read(read(ORDER, "c1", new Read.Filter(STATUS, value)))))
                    .as(value)
                    .isEmpty();
        }
        assertThat(keys(reader().read(read(ORDER, "c1")))).hasSize(2);
    }

    @Test
    void numbersThatNoColumnHoldsFindNothing() {
        for (String number :
                List.of("10.51", "1e400", "-1e400", "1e999999999", "1e-999999999", "10.5000000000000000000001")) {
            assertThat(keys(reader().read(read(ORDER, "c1", new Read.Filter(TOTAL, new BigDecimal(number))))))
                    .as(number)
                    .isEmpty();
        }
        assertThat(keys(reader().read(read(ORDER, "c1", new Read.Filter(TOTAL, new BigDecimal("10.5"))))))
                .containsExactly("o-1");
        assertThat(keys(reader().read(read(ITEM, "c1", new Read.Filter(ITEM_ID, Long.MAX_VALUE)))))
                .isEmpty();
    }

    @Test
    void onlyTheColumnsOfTheReadComeBackAndInItsOrder() {
        Read read = new Read(
                ORDER,
                List.of(TOTAL, STATUS, PLACED),
                List.of(),
                List.of(new Read.Filter(ORDER_NO, "o-1")),
                new Read.Order(STATUS, true),
                null,
                1,
                "acme",
                "c1",
                NOW);
        ReadResult.Rows rows = (ReadResult.Rows) reader().read(read);
        assertThat(rows.rows()).hasSize(1);
        assertThat((BigDecimal) rows.rows().getFirst().getFirst()).isEqualByComparingTo("10.5");
        assertThat(rows.rows().getFirst().subList(1, 3)).containsExactly("open", NOW);
        assertThat(rows.next()).isNull();
    }

    @Test
    void pagesTogetherAreTheWholeListOnceAndInOrder() {
        for (String by : Arrays.asList(null, "code", "score", "title")) {
            for (boolean descending : List.of(false, true)) {
                for (int limit : List.of(1, 2, 7, 45, 100)) {
                    pages(
                            by == null ? null : new Read.Order(Objects.requireNonNull(CAMPAIGN.field(by)), descending),
                            limit);
                }
            }
        }
    }

    private void pages(Read.@Nullable Order order, int limit) {
        List<Field> columns = List.copyOf(CAMPAIGN.fields().values());
        List<List<@Nullable Object>> paged = new ArrayList<>();
        Read.Position after = null;
        do {
            Read read = new Read(CAMPAIGN, columns, List.of(), List.of(), order, after, limit, "acme", null, NOW);
            ReadResult result = reader().read(read);
            assertThat(result).isInstanceOf(ReadResult.Rows.class);
            ReadResult.Rows rows = (ReadResult.Rows) result;
            assertThat(rows.rows()).hasSizeBetween(1, limit);
            paged.addAll(rows.rows());
            after = rows.next();
        } while (after != null);
        assertThat(paged).hasSize(45).doesNotHaveDuplicates();
        int index = order == null ? 0 : columns.indexOf(order.field());
        Comparator<List<@Nullable Object>> byKey =
                Comparator.comparing(row -> (String) Objects.requireNonNull(row.getFirst()));
        Comparator<List<@Nullable Object>> expected =
                order == null ? byKey : byValue(index, order.descending()).thenComparing(byKey);
        assertThat(paged).isSortedAccordingTo(expected);
    }

    @SuppressWarnings("unchecked")
    private static Comparator<List<@Nullable Object>> byValue(int index, boolean descending) {
        Comparator<Object> natural = (a, b) -> ((Comparable<Object>) a).compareTo(b);
        Comparator<Object> directed = descending ? natural.reversed() : natural;
        return (a, b) -> {
            Object x = a.get(index);
            Object y = b.get(index);
            return x == null || y == null ? Boolean.compare(x == null, y == null) : directed.compare(x, y);
        };
    }

    @Test
    void rulesHoldBesidesTheScope() {
        Predicate open = new Predicate.Compare(
                new Predicate.Operand.Column(STATUS),
                Predicate.Operator.EQUAL,
                new Predicate.Operand.Literal(FieldType.TEXT, "open"));
        Read read = new Read(ORDER, List.of(ORDER_NO), List.of(open), List.of(), null, null, 10, "acme", "c1", NOW);
        assertThat(keys(reader().read(read))).containsExactly("o-1");
        Predicate either = new Predicate.Or(List.of(open, new Predicate.Always(true)));
        read = new Read(ORDER, List.of(ORDER_NO), List.of(either), List.of(), null, null, 10, "acme", "c1", NOW);
        assertThat(keys(reader().read(read))).containsExactly("o-1", "o-2");
    }

    @Test
    void theOwnersOfMatchingRowsAreFoundAndTwoAreOneTooMany() {
        assertThat(owners(CUSTOMER, "acme", new Read.Filter(EMAIL, "ann@shop.example")))
                .containsExactly("c1");
        assertThat(owners(CUSTOMER, "acme", new Read.Filter(EMAIL, "dup@shop.example")))
                .containsExactlyInAnyOrder("c4", "c5");
        assertThat(owners(CUSTOMER, "globex", new Read.Filter(EMAIL, "ann@shop.example")))
                .containsExactly("c6");
        assertThat(owners(CUSTOMER, "acme", new Read.Filter(EMAIL, "nobody@shop.example")))
                .isEmpty();
        assertThat(owners(ORDER, "acme", new Read.Filter(ORDER_NO, "o-2"))).containsExactly("c1");
        assertThat(owners(ORDER, "acme", new Read.Filter(STATUS, "open"))).containsExactlyInAnyOrder("c1", "C1");
        assertThat(owners(ORDER, "acme", new Read.Filter(ORDER_NO, "o-6"))).isEmpty();
        assertThat(owners(ITEM, "acme", new Read.Filter(ITEM_ID, 3L))).containsExactly("C1");
        assertThat(owners(TICKET, "acme", new Read.Filter(TICKET_ID, 2L))).containsExactly("8");
        assertThat(owners(TICKET, "acme", new Read.Filter(TICKET_ID, 3L))).isEmpty();
        assertThat(owners(TICKET, "globex", new Read.Filter(TICKET_ID, 2L))).isEmpty();
    }

    private List<String> owners(Resource resource, String tenant, Read.Filter filter) {
        SubjectResult result = reader().subjects(new SubjectQuery(resource, List.of(filter), List.of(), tenant, NOW));
        assertThat(result).isInstanceOf(SubjectResult.Found.class);
        return ((SubjectResult.Found) result).subjects();
    }

    @Test
    void whoseRowsIsNeverAskedWithoutAFilter() {
        SubjectQuery query = new SubjectQuery(CUSTOMER, List.of(), List.of(), "acme", NOW);
        assertThatThrownBy(() -> reader().subjects(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreBytesThanAReadMayBringAreNotReleased() {
        String letters = "x".repeat(600);
        database.run("CREATE TABLE notes (id {long} PRIMARY KEY, body {big})");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 20; i++) {
            rows.add(List.of(i, letters));
        }
        rows.add(List.of(100L, letters.repeat(1000)));
        database.insert("notes", List.of("long", "text"), rows, ZoneOffset.UTC);
        Field id = field("id", FieldType.INTEGER);
        Field body = field("body", FieldType.TEXT);
        Resource notes = resource("note", "notes", new Scope.Shared(), id, body);
        try (JdbcReader small = JdbcSources.open(database.source(), text -> text, database.drivers(), 10_000)) {
            assertThat(small.read(notes(notes, id, body, 10))).isInstanceOf(ReadResult.Rows.class);
            assertThat(failure(small.read(notes(notes, id, body, 20))).reason())
                    .isEqualTo(SourceFailure.Reason.TOO_LARGE);
            Read big = new Read(
                    notes,
                    List.of(id, body),
                    List.of(),
                    List.of(new Read.Filter(id, 100L)),
                    null,
                    null,
                    1,
                    "acme",
                    null,
                    NOW);
            assertThat(failure(small.read(big)).reason()).isEqualTo(SourceFailure.Reason.TOO_LARGE);
            assertThat(small.read(notes(notes, id, body, 10))).isInstanceOf(ReadResult.Rows.class);
        }
    }

    private static Read notes(Resource notes, Field id, Field body, int limit) {
        return new Read(notes, List.of(id, body), List.of(), List.of(), null, null, limit, "acme", null, NOW);
    }

    @Test
    void aKeyThatDoesNotTellRowsApartNeverLosesARowSilently() {
        database.run(
                "CREATE TABLE twins (id {long}, name {text})",
                "INSERT INTO twins VALUES (1, 'a'), (1, 'b'), (2, 'c'), (NULL, 'd')");
        Field id = field("id", FieldType.INTEGER);
        Resource twins = resource("twin", "twins", new Scope.Shared(), id, field("name", FieldType.TEXT));
        assertThat(failure(reader().read(notes(twins, id, id, 1))).reason())
                .isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
        assertThat(keys(reader().read(notes(twins, id, id, 2)))).containsExactly(1L, 1L);
        assertThat(failure(reader().read(notes(twins, id, id, 9))).reason())
                .isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
    }

    @Test
    void manyReadersAtOnceEachSeeTheirOwn() throws Exception {
        database.run("CREATE TABLE crowd (id {long} PRIMARY KEY, owner {text})");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 64; i++) {
            rows.add(List.of(i, customer(i)));
        }
        database.insert("crowd", List.of("long", "text"), rows, ZoneOffset.UTC);
        Resource crowd = resource(
                "crowd",
                "crowd",
                new Scope.OfSubject(own("owner", FieldType.TEXT), new Scope.TenantKey.Whole("acme")),
                field("id", FieldType.INTEGER));
        List<Callable<Boolean>> readers = new ArrayList<>();
        for (long i = 0; i < 64; i++) {
            long own = i;
            readers.add(() -> {
                for (int round = 0; round < 20; round++) {
                    if (!keys(reader().read(read(crowd, customer(own)))).equals(List.of(own))) {
                        return false;
                    }
                }
                return true;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result : threads.invokeAll(readers)) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    private static String customer(long number) {
        return "customer-" + number;
    }

    @Test
    void aColumnThatChangesItsTypeUnderUsIsAFailureAndNeverAGuess() {
        database.run(
                "CREATE TABLE shifting_a (id {long} PRIMARY KEY, amount {long})",
                "INSERT INTO shifting_a VALUES (1, 5)",
                "CREATE VIEW shifting AS SELECT id, amount FROM shifting_a");
        Field id = field("id", FieldType.INTEGER);
        Field amount = field("amount", FieldType.INTEGER);
        Resource shifting = resource("shifting", "shifting", new Scope.Shared(), id, amount);
        Read read = notes(shifting, id, amount, 5);
        assertThat(reader().read(read)).isEqualTo(new ReadResult.Rows(List.of(List.of(1L, 5L)), List.of(1L), null));
        database.run(
                "DROP VIEW shifting",
                "CREATE VIEW shifting AS SELECT id, CAST('five' AS " + castText() + ") AS amount FROM shifting_a");
        SourceFailure failure = failure(reader().read(read));
        assertThat(failure.reason()).isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
        assertThat(failure.detail()).contains("shop").contains("amount").doesNotContain("five");
        database.run("DROP VIEW shifting", "CREATE VIEW shifting AS SELECT id, id AS other FROM shifting_a");
        assertThat(failure(reader().read(read)).reason()).isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
        database.run("DROP VIEW shifting", "CREATE VIEW shifting AS SELECT id, amount FROM shifting_a");
        assertThat(keys(reader().read(read))).containsExactly(1L);
    }

    String castText() {
        return "text";
    }

    @Test
    void driftIsFoundAndNamesWhatIsNotServed() {
        database.run(
                "CREATE TABLE drifting (id {long}, owner {text}, name {text}, secret {text}, born {date})",
                "CREATE VIEW unlisted_view AS SELECT id FROM drifting");
        Field id = field("id", FieldType.INTEGER);
        Scope scope = new Scope.OfSubject(own("owner", FieldType.TEXT), new Scope.TenantKey.Whole("acme"));
        Resource whole = resource("whole", "drifting", scope, id, field("name", FieldType.TEXT));
        Resource gone = resource("gone", "drifting", scope, id, field("nickname", FieldType.TEXT));
        Resource lying = resource("lying", "drifting", scope, id, field("name", FieldType.INTEGER));
        Resource lost = resource("lost", "no_such_table", scope, id);
        Resource astray = resource(
                "astray",
                "drifting",
                new Scope.OfSubject(
                        new Path(List.of(new Path.Join("owner", "customers", "nothing")), "x", FieldType.TEXT),
                        new Scope.TenantKey.Whole("acme")),
                id);
        Inspection inspection = reader().inspect(List.of(whole, gone, lying, lost, astray));
        assertThat(inspection.reached()).isTrue();
        assertThat(inspection.unserved()).containsExactlyInAnyOrder("gone", "lying", "lost", "astray");
        assertThat(codes(inspection))
                .contains("drift-column", "drift-type", "drift-table", "drift-path", "drift-index", "drift-key");
        assertThat(inspection.findings().stream()
                        .filter(finding -> finding.code().equals("drift-unlisted"))
                        .map(Finding::message))
                .anyMatch(message -> message.contains("secret"))
                .anyMatch(message -> message.contains("born"))
                .noneMatch(message -> message.contains("owner") || message.contains("name"));
        database.run("ALTER TABLE drifting ADD COLUMN added_later {text}");
        assertThat(reader().inspect(List.of(whole)).findings())
                .anyMatch(finding -> finding.message().contains("added_later"));
    }

    @Test
    void aCatalogThatFitsItsSourceHasNoErrors() {
        Inspection inspection = reader().inspect(List.of(CUSTOMER, ORDER, ITEM, TICKET, CAMPAIGN));
        assertThat(inspection.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(inspection.unserved()).isEmpty();
    }

    static List<String> codes(Inspection inspection) {
        return inspection.findings().stream().map(Finding::code).toList();
    }

    JdbcReader impatient() {
        return database.open(database.source(ZoneOffset.UTC, Duration.ofMillis(300), 2));
    }
}
