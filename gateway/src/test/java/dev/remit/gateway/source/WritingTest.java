package dev.remit.gateway.source;

import static dev.remit.gateway.source.Deeds.argument;
import static dev.remit.gateway.source.Deeds.list;
import static dev.remit.gateway.source.Deeds.listOf;
import static dev.remit.gateway.source.Deeds.optional;
import static dev.remit.gateway.source.TestSource.field;
import static dev.remit.gateway.source.TestSource.own;
import static dev.remit.gateway.source.TestSource.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Path;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.source.Deeds.Draft;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** What holds for actions on every database. */
@Timeout(300)
abstract class WritingTest {
    static final Writer.LastLook FINE = () -> null;

    private static final Scope OWNED =
            new Scope.OfSubject(own("customer_id", FieldType.INTEGER), TestSource.tenant("brand"));
    private static final Scope THROUGH_ORDER = new Scope.OfSubject(
            new Path(List.of(new Path.Join("order_no", "orders", "order_no")), "customer_id", FieldType.INTEGER),
            new Scope.TenantKey.InColumn(
                    new Path(List.of(new Path.Join("order_no", "orders", "order_no")), "brand", FieldType.TEXT)));

    static final Resource CUSTOMER = resource(
            "customer", "customers", OWNED, field("customer_id", FieldType.INTEGER), field("name", FieldType.TEXT));
    static final Resource ORDER =
            resource("order", "orders", OWNED, field("order_no", FieldType.TEXT), field("status", FieldType.TEXT));
    static final Resource ITEM = resource(
            "item", "items", THROUGH_ORDER, field("item_id", FieldType.INTEGER), field("price", FieldType.DECIMAL));
    static final Resource PRODUCT = resource("product", "products", new Scope.Shared(), field("sku", FieldType.TEXT));

    private static final String CANCEL = "UPDATE orders SET status = 'cancelled' WHERE order_no = :order_no"
            + " AND customer_id = :subject AND status = 'open'";

    TestSource database = new TestSource.OfSqlite(java.nio.file.Path.of("none"));

    @SuppressWarnings("NullAway.Init") // opened before each test
    private JdbcWriter writer;

    abstract TestSource create();

    @BeforeEach
    void fill() {
        database = create();
        database.run(
                "CREATE TABLE operations (id {text} NOT NULL PRIMARY KEY)",
                "CREATE TABLE customers (customer_id {int} PRIMARY KEY, brand {text}, name {text}, balance {long})",
                "CREATE TABLE orders (order_no {text} PRIMARY KEY, customer_id {int}, brand {text}, status {text},"
                        + " note {text})",
                "CREATE TABLE items (item_id {int} PRIMARY KEY, order_no {text}, price {decimal}, gone {boolean})",
                "CREATE TABLE products (sku {text} PRIMARY KEY)",
                "INSERT INTO customers VALUES (1, 'acme', 'Ann', 100), (2, 'acme', 'Ben', 100), (3, 'other', 'Cy', 100)",
                "INSERT INTO orders VALUES ('A', 1, 'acme', 'open', NULL), ('B', 2, 'acme', 'open', NULL),"
                        + " ('C', 1, 'other', 'open', NULL)",
                "INSERT INTO items VALUES (11, 'A', 5.5, NULL), (12, 'A', 7.25, NULL), (21, 'B', 1, NULL),"
                        + " (31, 'C', 1, NULL)",
                "INSERT INTO products VALUES ('lamp'), ('desk')");
        writer = open(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        writer.close();
    }

    JdbcWriter open(Duration timeout) {
        return open(database.writable(timeout, "operations"));
    }

    JdbcWriter open(Source source) {
        return JdbcSources.openToWrite(source, text -> text, database.drivers());
    }

    /** The only value that a query gives. */
    String one(String query) {
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return String.valueOf(row.getString(1));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String status(String order) {
        return one("SELECT status FROM orders WHERE order_no = '" + order + "'");
    }

    private String operations() {
        return one("SELECT count(*) FROM operations");
    }

    private Written write(Deed deed) {
        return writer.write(deed, FINE);
    }

    static Reason undone(Written written) {
        assertThat(written).isInstanceOf(Written.Undone.class);
        return ((Written.Undone) written).reason();
    }

    static Map<String, Object> done(Written written) {
        assertThat(written).isInstanceOf(Written.Done.class);
        return ((Written.Done) written).values();
    }

    @Test
    void aCustomersRowIsChangedOnce() {
        assertThat(done(write(Draft.of(CANCEL, ORDER).by("1", "order_no", "A"))))
                .isEmpty();
        assertThat(status("A")).isEqualTo("cancelled");
        assertThat(status("B")).isEqualTo("open");
        assertThat(operations()).isEqualTo("1");
        assertThat(undone(write(Draft.of(CANCEL, ORDER).by("1", "order_no", "A"))))
                .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        assertThat(operations()).isEqualTo("1");
    }

    @Test
    void anothersRowIsNotThereWhateverTheStatementSays() {
        Draft blind = Draft.of("UPDATE orders SET status = 'stolen' WHERE order_no = :order_no", ORDER);
        assertThat(undone(write(blind.by("1", "order_no", "B")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(undone(write(blind.by("1", "order_no", "none")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(undone(write(blind.by("1", "order_no", "C")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(undone(write(blind.by("01", "order_no", "A")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(undone(write(blind.by("Ann", "order_no", "A")))).isEqualTo(Reason.NOT_FOUND);
        assertThat(one("SELECT count(*) FROM orders WHERE status = 'stolen'")).isEqualTo("0");
        assertThat(operations()).isEqualTo("0");
        done(write(blind.by("1", "order_no", "A")));
        assertThat(status("A")).isEqualTo("stolen");
    }

    @Test
    void anotherTenantsRowIsNotThere() {
        Draft blind = Draft.of("UPDATE orders SET status = 'stolen' WHERE order_no = :order_no", ORDER);
        Deed deed = blind.by("1", "order_no", "A");
        Deed other = new Deed(deed.action(), "x", "other", "1", deed.values());
        assertThat(undone(write(other))).isEqualTo(Reason.NOT_FOUND);
        Deed theirs = blind.by("1", "order_no", "C");
        done(write(new Deed(theirs.action(), "y", "other", "1", theirs.values())));
        assertThat(status("A") + status("C")).isEqualTo("openstolen");
    }

    @Test
    void ownershipIsFollowedThroughJoins() {
        Draft drop = Draft.of("UPDATE items SET price = 0 WHERE item_id = :item_id", ITEM);
        assertThat(undone(write(drop.by("1", "item_id", 21L)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(undone(write(drop.by("1", "item_id", 31L)))).isEqualTo(Reason.NOT_FOUND);
        done(write(drop.by("1", "item_id", 11L)));
        assertThat(one("SELECT sum(price) FROM items WHERE item_id <> 11")).startsWith("9.25");
    }

    @Test
    void theCustomersOwnRowNeedsNoName() {
        Draft rename = Draft.of(
                "UPDATE customers SET name = :name WHERE customer_id = :subject",
                CUSTOMER,
                argument("name", FieldType.TEXT));
        done(write(rename.by("2", "name", "Bo")));
        assertThat(one("SELECT name FROM customers WHERE customer_id = 2")).isEqualTo("Bo");
        assertThat(undone(write(rename.by("3", "name", "Bo")))).isEqualTo(Reason.NOT_FOUND);
        assertThatThrownBy(() -> write(Deeds.deed(rename.action(), null, "name", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(one("SELECT count(*) FROM customers WHERE name = 'Bo'")).isEqualTo("1");
    }

    @Test
    void rowsThatArgumentsNameMustBeTheCustomersToo() {
        Draft take = Draft.of(
                "UPDATE orders SET note = :sku WHERE order_no = :order_no AND customer_id = :subject",
                ORDER,
                Deeds.of("item", ITEM),
                Deeds.of("sku", PRODUCT),
                listOf("items", ITEM));
        List<Object> mine = List.of(11L, 12L, 11L);
        assertThat(undone(write(take.by("1", "order_no", "A", "item", 21L, "sku", "lamp", "items", mine))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(undone(write(take.by("1", "order_no", "A", "item", 11L, "sku", "none", "items", mine))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(undone(write(take.by("1", "order_no", "A", "item", 11L, "sku", "lamp", "items", List.of(11L, 21L)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(operations()).isEqualTo("0");
        done(write(take.by("1", "order_no", "A", "item", 11L, "sku", "lamp", "items", mine)));
        assertThat(one("SELECT note FROM orders WHERE order_no = 'A'")).isEqualTo("lamp");
    }

    @Test
    void theLastLookEndsItWithNothingChanged() {
        Deed deed = Draft.of(CANCEL, ORDER).by("1", "order_no", "A");
        assertThat(undone(writer.write(deed, () -> Reason.CONDITION_NOT_MET))).isEqualTo(Reason.CONDITION_NOT_MET);
        assertThatThrownBy(() -> writer.write(deed, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(status("A") + operations()).isEqualTo("open0");
        done(write(deed));
        assertThat(status("A") + operations()).isEqualTo("cancelled1");
    }

    @Test
    void theLastLookSeesTheRowHeld() {
        Deed deed = Draft.of(CANCEL, ORDER).by("1", "order_no", "A");
        Written written = writer.write(deed, () -> {
            assertThat(status("A")).isEqualTo("open");
            try (JdbcWriter other = open(Duration.ofMillis(300))) {
                Deed rival = Draft.of(CANCEL, ORDER).by("1", "order_no", "A");
                assertThat(undone(other.write(rival, FINE))).isEqualTo(Reason.SOURCE_TIMEOUT);
            }
            return null;
        });
        done(written);
    }

    @Test
    void anOperationIsDoneOnce() {
        Draft pay = Draft.of("UPDATE customers SET balance = balance - 1 WHERE customer_id = :subject", CUSTOMER);
        Deed deed = pay.by("1");
        done(write(deed));
        assertThat(done(write(deed))).isEmpty();
        assertThat(one("SELECT balance FROM customers WHERE customer_id = 1")).isEqualTo("99");
        done(write(pay.by("1")));
        assertThat(one("SELECT balance FROM customers WHERE customer_id = 1")).isEqualTo("98");
    }

    @Test
    void whatBecameOfItIsInTheTableOfOperations() {
        Deed deed = Draft.of(CANCEL, ORDER).by("1", "order_no", "A");
        assertThat(writer.resolve(deed)).isEqualTo(Writer.Resolution.UNDONE);
        done(write(deed));
        assertThat(writer.resolve(deed)).isEqualTo(Writer.Resolution.DONE);
        assertThat(writer.resolve(Draft.of(CANCEL, ORDER).withoutOperations().by("1", "order_no", "A")))
                .isEqualTo(Writer.Resolution.UNKNOWN);
        assertThat(operations()).isEqualTo("1");
    }

    @Test
    void whatIsStillUnderWayIsUnknown() throws SQLException {
        Deed deed = Draft.of(CANCEL, ORDER).by("1", "order_no", "A");
        try (Connection dying = database.owner();
                Statement statement = dying.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO operations VALUES ('" + deed.operation() + "')");
            try (JdbcWriter impatient = open(Duration.ofMillis(300))) {
                assertThat(impatient.resolve(deed)).isEqualTo(Writer.Resolution.UNKNOWN);
            }
            statement.execute("COMMIT");
        }
        assertThat(writer.resolve(deed)).isEqualTo(Writer.Resolution.DONE);
    }

    @Test
    void tooManyOrTooFewRowsChangeNothing() {
        Draft all = Draft.of("UPDATE items SET price = 0 WHERE order_no = :order_no", ORDER);
        assertThat(undone(write(all.by("1", "order_no", "A")))).isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        assertThat(undone(write(all.changing(3, 9).by("1", "order_no", "A")))).isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        assertThat(one("SELECT count(*) FROM items WHERE price = 0")).isEqualTo("0");
        done(write(all.changing(0, 2).by("1", "order_no", "A")));
        assertThat(one("SELECT count(*) FROM items WHERE price = 0")).isEqualTo("2");
    }

    @Test
    void whatTheDatabaseRefusesIsNotAccepted() {
        Draft make = Draft.of(
                "INSERT INTO orders (order_no, customer_id, brand) VALUES (:number, :subject, :tenant)",
                null,
                argument("number", FieldType.TEXT));
        assertThat(undone(write(make.by("1", "number", "B")))).isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        done(write(make.by("1", "number", "D")));
        assertThat(one("SELECT customer_id FROM orders WHERE order_no = 'D' AND brand = 'acme'"))
                .isEqualTo("1");
        assertThat(operations()).isEqualTo("1");
    }

    @Test
    void whatIsGivenBackIsTypedAndNothingElseIs() {
        Field number = new Field(
                "number",
                "order_no",
                dev.remit.core.catalog.DataClass.ACTIVITY,
                FieldType.TEXT,
                dev.remit.core.catalog.Kind.OTHER,
                false,
                "",
                dev.remit.core.finding.Location.of("shop.yaml"));
        Draft cancel = Draft.of(CANCEL + " RETURNING status, order_no, customer_id, note", ORDER);
        assertThat(undone(write(cancel.giving(field("status", FieldType.TEXT), field("none", FieldType.TEXT))
                        .by("1", "order_no", "A"))))
                .isEqualTo(Reason.SOURCE_WRONG_SHAPE);
        assertThat(undone(
                        write(cancel.giving(field("status", FieldType.INTEGER)).by("1", "order_no", "A"))))
                .isEqualTo(Reason.SOURCE_WRONG_SHAPE);
        assertThat(status("A")).isEqualTo("open");
        Map<String, Object> values =
                done(write(cancel.giving(number, field("customer_id", FieldType.INTEGER), field("note", FieldType.TEXT))
                        .by("1", "order_no", "A")));
        assertThat(values)
                .containsEntry("number", "A")
                .containsEntry("customer_id", 1L)
                .containsEntry("note", null);
        assertThat(values).containsOnlyKeys("number", "customer_id", "note");
        assertThat(undone(write(Draft.of("UPDATE orders SET status = 'x' WHERE order_no = :order_no", ORDER)
                        .giving(number)
                        .by("1", "order_no", "A"))))
                .isEqualTo(Reason.SOURCE_WRONG_SHAPE);
        assertThat(undone(write(cancel.giving(number).by("1", "order_no", "A"))))
                .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        assertThat(done(write(cancel.giving(number).changing(0, 1).by("1", "order_no", "A"))))
                .containsEntry("number", null);
    }

    @Test
    void valuesOfEveryTypeAreWrittenAsTheyAreRead() {
        List<FieldType> types = List.of(FieldType.values());
        database.run("CREATE TABLE every (id {text} PRIMARY KEY, text {text}, integer {long}, decimal {decimal},"
                + " boolean {boolean}, date {date}, timestamp {instant})");
        Field[] fields = new Field[types.size() + 1];
        fields[0] = field("id", FieldType.TEXT);
        dev.remit.core.catalog.Argument[] arguments = new dev.remit.core.catalog.Argument[types.size() + 1];
        arguments[0] = argument("id", FieldType.TEXT);
        for (int i = 0; i < types.size(); i++) {
            fields[i + 1] = field(types.get(i).label(), types.get(i));
            arguments[i + 1] = optional(types.get(i).label(), types.get(i));
        }
        Draft insert = Draft.of(
                        "INSERT INTO every VALUES (:id, :text, :integer, :decimal, :boolean, :date, :timestamp)"
                                + " RETURNING id, text, integer, decimal, boolean, date, timestamp",
                        null,
                        arguments)
                .giving(fields);
        Map<String, Object> all = done(write(insert.by(
                "1",
                "id",
                "a",
                "text",
                "x",
                "integer",
                Long.MIN_VALUE,
                "decimal",
                new BigDecimal("19.99"),
                "boolean",
                true,
                "date",
                LocalDate.of(2026, 2, 28),
                "timestamp",
                Instant.parse("2026-02-28T23:59:59Z"))));
        assertThat(all).containsEntry("text", "x").containsEntry("integer", Long.MIN_VALUE);
        assertThat(all).containsEntry("boolean", true).containsEntry("date", LocalDate.of(2026, 2, 28));
        assertThat(all).containsEntry("timestamp", Instant.parse("2026-02-28T23:59:59Z"));
        assertThat((BigDecimal) all.get("decimal")).isEqualByComparingTo("19.99");
        Map<String, Object> none = done(write(insert.by("1", "id", "b")));
        types.forEach(type -> assertThat(none).containsEntry(type.label(), null));
        assertThatThrownBy(() -> write(insert.by("1"))).isInstanceOf(IllegalArgumentException.class);
        for (Object odd : List.of(
                "\0",
                "\ud800",
                Instant.parse("2026-02-28T23:59:59.123456789Z"),
                Instant.MAX,
                LocalDate.MAX,
                new BigDecimal("1e2000"),
                new BigDecimal("1e-2000"))) {
            String name = odd instanceof String
                    ? "text"
                    : odd instanceof Instant ? "timestamp" : odd instanceof LocalDate ? "date" : "decimal";
            assertThat(undone(write(insert.by("1", "id", "c", name, odd))))
                    .as("%s", name)
                    .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        }
        assertThat(one("SELECT count(*) FROM every")).isEqualTo("2");
    }

    @Test
    void listsAndTotalsAreBound() {
        Fact refund =
                new Fact.Total("refund", Fact.Over.SUM, ITEM, ITEM.fields().get("price"), List.of());
        Draft note = Draft.of(
                        "UPDATE orders SET note = " + each() + " WHERE order_no = :order_no AND 12.75 = :refund",
                        ORDER,
                        list("words", FieldType.TEXT))
                .knowing(refund);
        List<String> words = List.of("a", "it's", "\"q\"", "\\", "\u2028", "; DROP TABLE orders --");
        done(write(note.by("1", "order_no", "A", "words", words, "refund", new BigDecimal("12.75"))));
        assertThat(one("SELECT note FROM orders WHERE order_no = 'A'")).isEqualTo(String.join("|", words));
        assertThat(undone(write(
                        note.by("1", "order_no", "A", "words", List.of("a\0b"), "refund", new BigDecimal("12.75")))))
                .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
    }

    /** The items of the list {@code words}, with bars between them. */
    String each() {
        return "(SELECT group_concat(value, '|') FROM json_each(:words))";
    }

    @Test
    void quotesAndCommentsOfTheStatementStay() {
        Draft odd = Draft.of(
                "UPDATE orders /* no ' end */ SET note = 'it''s ' || \"status\" -- and more\n WHERE order_no = :order_no"
                        + " AND CAST(:amount AS {decimal}) > 1".replace("{decimal}", "NUMERIC"),
                ORDER,
                argument("amount", FieldType.DECIMAL));
        done(write(odd.by("1", "order_no", "A", "amount", new BigDecimal("1.01"))));
        assertThat(one("SELECT note FROM orders WHERE order_no = 'A'")).isEqualTo("it's open");
    }

    @Test
    void hostileTextsAreValuesAndNothingElse() throws IOException {
        java.nio.file.Path list =
                java.nio.file.Path.of(System.getProperty("remit.shared", "nowhere"), "data/naughty-strings/blns.json");
        assumeTrue(Files.isReadable(list), "there is no list of naughty strings: remit.shared does not hold one");
        Draft note = Draft.of(
                        "UPDATE orders SET note = :note WHERE order_no = :order_no RETURNING note",
                        ORDER,
                        argument("note", FieldType.TEXT))
                .giving(field("note", FieldType.TEXT));
        for (String text : new JsonMapper().readValue(Files.readString(list), String[].class)) {
            Written written = write(note.by("1", "order_no", "A", "note", text));
            if (text.indexOf('\0') >= 0 || !CodePoints.wellFormed(text)) {
                assertThat(undone(written)).isEqualTo(Reason.ACTION_NOT_ACCEPTED);
            } else {
                assertThat(done(written)).containsEntry("note", text);
            }
            assertThat(undone(write(note.by("1", "order_no", text + "'", "note", text))))
                    .isEqualTo(Reason.NOT_FOUND);
            assertThat(undone(write(note.by("'" + text, "order_no", "A", "note", text))))
                    .isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(one("SELECT count(*) FROM orders WHERE note IS NULL")).isEqualTo("2");
        assertThat(one("SELECT count(*) FROM items")).isEqualTo("4");
    }

    @Test
    void manyAtOnceNeverTakeMoreThanThereIs() throws Exception {
        Draft pay = Draft.of(
                "UPDATE customers SET balance = balance - :amount WHERE customer_id = :subject AND balance >= :amount",
                CUSTOMER,
                argument("amount", FieldType.INTEGER));
        Deed twice = pay.by("2", "amount", 60L);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Written>> all = new ArrayList<>();
            List<Future<Written>> same = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                all.add(callers.submit(() -> write(pay.by("1", "amount", 3L))));
                same.add(callers.submit(() -> write(twice)));
            }
            int paid = 0;
            for (Future<Written> each : all) {
                if (each.get() instanceof Written.Undone(Reason reason, String detail)) {
                    assertThat(reason).as(detail).isEqualTo(Reason.ACTION_NOT_ACCEPTED);
                } else {
                    paid++;
                }
            }
            assertThat(paid).isEqualTo(33);
            for (Future<Written> each : same) {
                assertThat(each.get()).isInstanceOf(Written.Done.class);
            }
        }
        assertThat(one("SELECT balance FROM customers WHERE customer_id = 1")).isEqualTo("1");
        assertThat(one("SELECT balance FROM customers WHERE customer_id = 2")).isEqualTo("40");
        assertThat(operations()).isEqualTo("34");
    }

    @Test
    void anotherTenantsSourceTakesNothing() {
        Source source = database.writable(Duration.ofSeconds(5), null);
        Source whole = new Source(
                source.name(),
                "other",
                source.subject(),
                source.connect(),
                source.writing(),
                source.owners(),
                Map.of(),
                source.location());
        Draft make = Draft.of("INSERT INTO products VALUES (:subject)", null).withoutOperations();
        try (JdbcWriter theirs = open(whole)) {
            assertThat(undone(theirs.write(make.by("1"), FINE))).isEqualTo(Reason.NOT_FOUND);
        }
        done(write(make.by("1")));
    }
}
