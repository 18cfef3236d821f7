package dev.remit.gateway.source;

import static dev.remit.gateway.source.Deeds.argument;
import static dev.remit.gateway.source.Deeds.optional;
import static dev.remit.gateway.source.TestSource.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Source;
import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Finding;
import dev.remit.gateway.source.Deeds.Draft;
import dev.remit.gateway.testing.Postgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Actions on PostgreSQL. */
final class PostgresWritingTest extends WritingTest {
    private static final Draft CANCEL =
            Draft.of("UPDATE orders SET status = 'cancelled' WHERE order_no = :order_no", ORDER);
    private static final String KILLED =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'"
                    + " AND datname = current_database() AND pid <> pg_backend_pid()";

    @Override
    TestSource create() {
        return TestSource.OfPostgres.create();
    }

    @Override
    String each() {
        return "(SELECT string_agg(value, '|') FROM json_array_elements_text(:words::json))";
    }

    private Deed cancel() {
        return CANCEL.by("1", "order_no", "A");
    }

    private String status() {
        return one("SELECT status FROM orders WHERE order_no = 'A'");
    }

    /** Runs a function's body when a transaction that changed an order commits. */
    private void atCommit(String body) {
        database.run(
                "CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body
                        + " RETURN NULL; END $$",
                "CREATE CONSTRAINT TRIGGER at_commit AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION at_commit()");
    }

    @Test
    void aConnectionKilledBeforeTheStatementIsUndone() throws SQLException {
        try (JdbcWriter writer = open(Duration.ofSeconds(10));
                Connection killer = database.owner();
                Statement kill = killer.createStatement()) {
            Written written = writer.write(cancel(), () -> {
                try {
                    assertThat(kill.execute(KILLED)).isTrue();
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
                return null;
            });
            assertThat(undone(written)).isEqualTo(Reason.SOURCE_UNAVAILABLE);
            assertThat(status()).isEqualTo("open");
            done(writer.write(cancel(), FINE));
        }
    }

    @Test
    void aConnectionKilledAtCommitIsUnknownUnlessTheTableOfOperationsSays() {
        atCommit("PERFORM pg_terminate_backend(pg_backend_pid());");
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            assertThat(undone(writer.write(cancel(), FINE))).isEqualTo(Reason.SOURCE_UNAVAILABLE);
            Deed untold = CANCEL.withoutOperations().by("1", "order_no", "A");
            Written unknown = writer.write(untold, FINE);
            assertThat(unknown).isInstanceOf(Written.Unknown.class);
            assertThat(((Written.Unknown) unknown).detail()).contains("shop", "act", "SQL state");
            assertThat(status()).isEqualTo("open");
            assertThat(one("SELECT count(*) FROM operations")).isEqualTo("0");
        }
    }

    @Test
    void aLineCutAtCommitIsResolvedByAskingOnAnother() throws IOException {
        Postgres.Database real = ((TestSource.OfPostgres) database).database();
        try (CuttingProxy proxy = new CuttingProxy(real.port())) {
            Source direct = database.writable(Duration.ofSeconds(10), "operations");
            Source.Connect connect = direct.connect();
            Source cut = new Source(
                    direct.name(),
                    null,
                    direct.subject(),
                    new Source.Connect(
                            connect.jdbc().replace(":" + real.port() + "/", ":" + proxy.port() + "/"),
                            connect.user(),
                            null,
                            connect.zone(),
                            connect.timeout(),
                            connect.pool()),
                    direct.writing(),
                    direct.owners(),
                    Map.of(),
                    direct.location());
            Draft giving = Draft.of(
                            "UPDATE orders SET status = 'cut' WHERE order_no = :order_no RETURNING status", ORDER)
                    .giving(field("status", FieldType.TEXT));
            for (Draft draft : List.of(giving, giving.withoutOperations())) {
                for (CuttingProxy.Cut how : List.of(CuttingProxy.Cut.BEFORE_COMMIT, CuttingProxy.Cut.AFTER_COMMIT)) {
                    database.run("UPDATE orders SET status = 'open'");
                    try (JdbcWriter writer = open(cut)) {
                        proxy.next(how);
                        Written written = writer.write(draft.by("1", "order_no", "A"), FINE);
                        if (draft.operations() == null) {
                            assertThat(written).isInstanceOf(Written.Unknown.class);
                        } else if (how == CuttingProxy.Cut.BEFORE_COMMIT) {
                            assertThat(undone(written)).isEqualTo(Reason.SOURCE_UNAVAILABLE);
                            assertThat(status()).isEqualTo("open");
                        } else {
                            assertThat(done(written)).containsEntry("status", "cut");
                            assertThat(status()).isEqualTo("cut");
                        }
                    }
                }
            }
        }
    }

    @Test
    void whatATriggerOrADeferredConstraintRefusesIsNotAccepted() {
        database.run(
                "ALTER TABLE orders ADD replaces text REFERENCES orders DEFERRABLE INITIALLY DEFERRED",
                "CREATE FUNCTION strict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.note = 'secret' THEN RAISE EXCEPTION 'no %', NEW.note; END IF; RETURN NEW; END $$",
                "CREATE TRIGGER strict BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION strict()");
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            Draft note = Draft.of(
                    "UPDATE orders SET note = :note WHERE order_no = :order_no",
                    ORDER,
                    argument("note", FieldType.TEXT));
            Written raised = writer.write(note.by("1", "order_no", "A", "note", "secret"), FINE);
            assertThat(undone(raised)).isEqualTo(Reason.ACTION_NOT_ACCEPTED);
            assertThat(((Written.Undone) raised).detail()).contains("P0001").doesNotContain("secret");
            Draft replace = Draft.of(
                    "UPDATE orders SET replaces = :other WHERE order_no = :order_no",
                    ORDER,
                    argument("other", FieldType.TEXT));
            assertThat(undone(writer.write(replace.by("1", "order_no", "A", "other", "none"), FINE)))
                    .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
            done(writer.write(replace.by("1", "order_no", "A", "other", "B"), FINE));
            assertThat(one("SELECT count(*) FROM operations")).isEqualTo("1");
        }
    }

    @Test
    void aTransactionThatMeetsAnotherIsTriedThreeTimesInAll() {
        database.run("CREATE SEQUENCE tries");
        atCommit("IF nextval('tries') % 3 <> 0 THEN RAISE EXCEPTION USING ERRCODE = '40001'; END IF;");
        AtomicInteger looks = new AtomicInteger();
        Writer.LastLook counting = () -> {
            looks.incrementAndGet();
            return null;
        };
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            done(writer.write(cancel(), counting));
            assertThat(looks).hasValue(3);
            assertThat(one("SELECT count(*) FROM operations")).isEqualTo("1");
            database.run("ALTER SEQUENCE tries INCREMENT 3 RESTART 1");
            assertThat(undone(writer.write(cancel(), counting))).isEqualTo(Reason.SOURCE_UNAVAILABLE);
            assertThat(looks).hasValue(6);
        }
    }

    @Test
    void aSlowStatementAndALockedRowEndWithTheTimeOut() throws SQLException {
        try (JdbcWriter writer = open(Duration.ofMillis(500));
                Connection other = database.owner();
                Statement statement = other.createStatement()) {
            Draft slow = Draft.of(
                    "UPDATE orders SET status = 'slow' WHERE order_no = :order_no AND pg_sleep(30) IS NOT NULL", ORDER);
            assertThat(undone(writer.write(slow.by("1", "order_no", "A"), FINE)))
                    .isEqualTo(Reason.SOURCE_TIMEOUT);
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM orders WHERE order_no = 'A' FOR UPDATE");
            assertThat(undone(writer.write(cancel(), FINE))).isEqualTo(Reason.SOURCE_TIMEOUT);
            other.rollback();
            assertThat(status()).isEqualTo("open");
        }
    }

    @Test
    void textsAndTimestampsMeanWhatALiteralThereWould() {
        database.run(
                "CREATE TYPE mood AS ENUM ('fine', 'cross')",
                "CREATE TABLE odd (id uuid, mood mood, day date, local timestamp, zoned timestamptz, owner int2,"
                        + " data jsonb, n serial)");
        Source utc = database.writable(Duration.ofSeconds(10), null);
        Source.Connect connect = utc.connect();
        Source berlin = new Source(
                utc.name(),
                null,
                utc.subject(),
                new Source.Connect(
                        connect.jdbc(),
                        connect.user(),
                        null,
                        ZoneId.of("Europe/Berlin"),
                        connect.timeout(),
                        connect.pool()),
                utc.writing(),
                utc.owners(),
                Map.of(),
                utc.location());
        Draft make = Draft.of(
                        "INSERT INTO odd VALUES (:id, :mood, :day::date, :at, :at, :subject, :data) RETURNING id, mood,"
                                + " local, zoned, n, owner",
                        null,
                        argument("id", FieldType.TEXT),
                        optional("mood", FieldType.TEXT),
                        argument("day", FieldType.TEXT),
                        argument("at", FieldType.TIMESTAMP),
                        optional("data", FieldType.TEXT))
                .withoutOperations()
                .giving(
                        field("id", FieldType.TEXT),
                        field("mood", FieldType.TEXT),
                        field("local", FieldType.TIMESTAMP),
                        field("zoned", FieldType.TIMESTAMP),
                        field("n", FieldType.INTEGER),
                        field("owner", FieldType.INTEGER));
        String id = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
        Instant at = Instant.parse("2026-07-01T12:00:00.000001Z");
        try (JdbcWriter writer = open(berlin)) {
            Map<String, Object> values = done(writer.write(
                    make.by("7", "id", id, "mood", "cross", "day", "2026-01-01", "at", at, "data", "{}"), FINE));
            assertThat(values)
                    .containsEntry("id", id)
                    .containsEntry("mood", "cross")
                    .containsEntry("owner", 7L);
            assertThat(values).containsEntry("zoned", at).containsEntry("n", 1L);
            assertThat(one("SELECT local::text FROM odd")).isEqualTo("2026-07-01 14:00:00.000001");
            for (String wrong : List.of("x", id + "'", "{" + id)) {
                assertThat(undone(writer.write(make.by("7", "id", wrong, "day", "2026-01-01", "at", at), FINE)))
                        .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
            }
            assertThat(undone(writer.write(make.by("70000", "id", id, "day", "2026-01-01", "at", at), FINE)))
                    .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        }
    }

    @Test
    void proceduresAndFunctionsGiveOneRow() {
        database.run(
                "CREATE FUNCTION pay(who int, amount numeric) RETURNS TABLE (rest int8) LANGUAGE sql AS 'UPDATE customers"
                        + " SET balance = balance - amount WHERE customer_id = who AND balance >= amount RETURNING"
                        + " balance'",
                "CREATE PROCEDURE earn(who int, INOUT amount numeric) LANGUAGE plpgsql AS $$ BEGIN"
                        + " UPDATE customers SET balance = balance + amount WHERE customer_id = who; END $$");
        Draft pay = Draft.of(
                        "SELECT rest FROM pay(:subject::int, :amount)", CUSTOMER, argument("amount", FieldType.DECIMAL))
                .giving(field("rest", FieldType.INTEGER));
        Draft earn = Draft.of("CALL earn(:subject::int, :amount)", CUSTOMER, argument("amount", FieldType.DECIMAL))
                .giving(field("amount", FieldType.DECIMAL));
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            assertThat(done(writer.write(pay.by("1", "amount", new BigDecimal("60")), FINE)))
                    .containsEntry("rest", 40L);
            assertThat(undone(writer.write(pay.by("1", "amount", new BigDecimal("60")), FINE)))
                    .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
            assertThat(done(writer.write(earn.by("1", "amount", new BigDecimal("20")), FINE)))
                    .containsEntry("amount", new BigDecimal("20"));
        }
        assertThat(one("SELECT balance FROM customers WHERE customer_id = 1")).isEqualTo("60");
    }

    @Test
    void aMigrationBetweenTwoActionsIsSurvived() {
        Draft give = Draft.of("UPDATE orders SET note = 'x' WHERE order_no = :order_no RETURNING *", ORDER)
                .giving(field("note", FieldType.TEXT));
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            done(writer.write(give.by("1", "order_no", "A"), FINE));
            database.run("ALTER TABLE orders ADD more int");
            done(writer.write(give.by("1", "order_no", "A"), FINE));
            database.run("ALTER TABLE orders DROP note");
            assertThat(undone(writer.write(give.by("1", "order_no", "A"), FINE)))
                    .isEqualTo(Reason.SOURCE_WRONG_SHAPE);
        }
    }

    @Test
    void whatTheLogInMayNotDoIsFoundBeforeItIsTried() {
        Postgres.Database real = ((TestSource.OfPostgres) database).database();
        database.run(
                "CREATE TABLE plain (id text)",
                "CREATE TABLE folded (id citext PRIMARY KEY)",
                "GRANT UPDATE (status) ON orders TO remit_reader",
                "GRANT INSERT ON operations, plain, folded TO remit_reader");
        Draft elsewhere = Draft.of("UPDATE nowhere SET a = 1 WHERE b = :order_no", ORDER);
        Draft items = Draft.of("UPDATE items SET price = 0 WHERE item_id = :item_id", ITEM);
        assertThat(codes(real, Postgres.READER, "operations", CANCEL)).containsExactly("rights-one-login");
        try (JdbcWriter writer = open(source(real, Postgres.READER, "operations"))) {
            done(writer.write(cancel(), FINE));
        }
        assertThat(codes(real, Postgres.READER, "operations", elsewhere)).contains("drift-action");
        assertThat(codes(real, Postgres.READER, "operations", items)).contains("drift-action");
        assertThat(codes(real, Postgres.READER, "missing", CANCEL)).contains("drift-operations");
        assertThat(codes(real, Postgres.READER, "plain", CANCEL)).contains("drift-operations");
        assertThat(codes(real, Postgres.READER, "folded", CANCEL)).contains("drift-operations");
        assertThat(codes(real, Postgres.READER, "products", CANCEL)).contains("drift-operations");
        assertThat(codes(real, Postgres.OWNER, "operations", CANCEL)).containsExactly("rights-owner", "rights-create");
        assertThat(codes(real, "postgres", "operations", CANCEL)).containsExactly("rights-superuser");
        try (JdbcWriter writer = open(source(real, Postgres.READER, "plain"))) {
            Inspection inspection = writer.inspect(List.of(CANCEL.action()));
            assertThat(inspection.unserved()).containsExactly("act");
            assertThat(inspection.findings().toString()).contains("42P10");
        }
        assertThat(one("SELECT count(*) FROM operations")).isEqualTo("1");
    }

    private static List<String> codes(Postgres.Database real, String user, String operations, Draft draft) {
        try (JdbcWriter writer =
                JdbcSources.openToWrite(source(real, user, operations), text -> text, java.nio.file.Path.of("none"))) {
            return writer.inspect(List.of(draft.action())).findings().stream()
                    .map(Finding::code)
                    .toList();
        }
    }

    private static Source source(Postgres.Database real, String user, String operations) {
        Source source = new TestSource.OfPostgres(real).writable(Duration.ofSeconds(10), operations);
        return new Source(
                source.name(),
                null,
                source.subject(),
                source.connect(),
                new Source.Writing(user, null, operations),
                source.owners(),
                Map.of(),
                source.location());
    }
}
