package dev.remit.gateway.source;

import static dev.remit.gateway.source.Deeds.argument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.decision.Reason;
import dev.remit.core.finding.Finding;
import dev.remit.gateway.source.Deeds.Draft;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions on SQLite. */
final class SqliteWritingTest extends WritingTest {
    private static final Draft CANCEL =
            Draft.of("UPDATE orders SET status = 'cancelled' WHERE order_no = :order_no", ORDER);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Override
    TestSource create() {
        return new TestSource.OfSqlite(folder.resolve("shop.db"));
    }

    private static Deed cancel() {
        return CANCEL.by("1", "order_no", "A");
    }

    @Test
    void aFileThatIsNotThereIsNotCreated() {
        TestSource missing = new TestSource.OfSqlite(folder.resolve("missing.db"));
        try (JdbcWriter writer = open(missing.writable(Duration.ofMillis(300), null))) {
            assertThat(undone(writer.write(CANCEL.withoutOperations().by("1", "order_no", "A"), FINE)))
                    .isEqualTo(Reason.SOURCE_UNAVAILABLE);
            assertThat(writer.resolve(cancel())).isEqualTo(Writer.Resolution.UNKNOWN);
            assertThat(writer.inspect(List.of()).reached()).isFalse();
        }
        assertThat(folder.resolve("missing.db")).doesNotExist();
    }

    @Test
    void theFileKeepsItsJournalAndIsFreeBetweenActions() {
        for (String journal : List.of("delete", "wal")) {
            one("PRAGMA journal_mode = " + journal);
            try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
                done(writer.write(cancel(), FINE));
                assertThat(one("PRAGMA journal_mode")).isEqualTo(journal);
                database.run("BEGIN EXCLUSIVE", "COMMIT");
                assertThat(undone(writer.write(cancel(), () -> Reason.CONDITION_NOT_MET)))
                        .isEqualTo(Reason.CONDITION_NOT_MET);
                database.run("BEGIN EXCLUSIVE", "COMMIT");
            }
        }
    }

    @Test
    void aFileThatAnotherWritesIsATimeOut() throws SQLException {
        try (JdbcWriter writer = open(Duration.ofMillis(300));
                Connection other = database.owner();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThat(undone(writer.write(cancel(), FINE))).isEqualTo(Reason.SOURCE_TIMEOUT);
            statement.execute("ROLLBACK");
            done(writer.write(cancel(), FINE));
        }
    }

    @Test
    void aReaderInTheWayOfCommitLeavesItUndone() throws SQLException {
        try (JdbcWriter writer = open(Duration.ofMillis(300));
                Connection other = database.owner();
                Statement statement = other.createStatement()) {
            try (ResultSet held = statement.executeQuery("SELECT * FROM orders")) {
                assertThat(held.next()).isTrue();
                assertThat(undone(writer.write(cancel(), FINE))).isEqualTo(Reason.SOURCE_TIMEOUT);
            }
            assertThat(one("SELECT status FROM orders WHERE order_no = 'A'")).isEqualTo("open");
            assertThat(one("SELECT count(*) FROM operations")).isEqualTo("0");
            done(writer.write(cancel(), FINE));
        }
    }

    @Test
    void anEndlessStatementEndsWithTheTimeOut() {
        Draft endless = Draft.of(
                "UPDATE orders SET note = (WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
                        + " SELECT id FROM n WHERE id < 0) WHERE order_no = :order_no",
                ORDER);
        try (JdbcWriter writer = open(Duration.ofMillis(300))) {
            assertThat(undone(writer.write(endless.by("1", "order_no", "A"), FINE)))
                    .isEqualTo(Reason.SOURCE_TIMEOUT);
        }
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            done(writer.write(cancel(), FINE));
        }
    }

    @Test
    void triggersAndForeignKeysRefuse() {
        database.run(
                "CREATE TABLE notes (order_no TEXT REFERENCES orders DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL)",
                "CREATE TRIGGER strict BEFORE INSERT ON notes WHEN NEW.text = 'secret'"
                        + " BEGIN SELECT RAISE(ABORT, 'no secret'); END");
        Draft note = Draft.of(
                "INSERT INTO notes SELECT :number, :text WHERE :subject = 1",
                null,
                argument("number", FieldType.TEXT),
                argument("text", FieldType.TEXT),
                Deeds.optional("x", FieldType.TEXT));
        Draft typed = Draft.of(
                "INSERT INTO notes SELECT :number, :text WHERE :subject = 1",
                CUSTOMER,
                argument("number", FieldType.TEXT),
                argument("text", FieldType.TEXT));
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            for (List<Object> odd : List.<List<Object>>of(List.of("A", "secret"), List.of("none", "x"))) {
                Written written = writer.write(typed.by("1", "number", odd.get(0), "text", odd.get(1)), FINE);
                assertThat(undone(written)).isEqualTo(Reason.ACTION_NOT_ACCEPTED);
                assertThat(((Written.Undone) written).detail()).doesNotContain("secret");
            }
            assertThat(one("SELECT count(*) FROM notes")).isEqualTo("0");
            done(writer.write(typed.by("1", "number", "A", "text", "x"), FINE));
            // Where no row of a customer is looked at, the customer is text.
            assertThat(undone(writer.write(note.by("1", "number", "A", "text", "x"), FINE)))
                    .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
        }
    }

    @Test
    void aDecimalThatTheFileWouldRoundIsNotAccepted() {
        Draft price = Draft.of(
                "UPDATE items SET price = :price WHERE item_id = :item_id", ITEM, argument("price", FieldType.DECIMAL));
        try (JdbcWriter writer = open(Duration.ofSeconds(10))) {
            assertThat(undone(writer.write(
                            price.by("1", "item_id", 11L, "price", new BigDecimal("0.10000000000000000001")), FINE)))
                    .isEqualTo(Reason.ACTION_NOT_ACCEPTED);
            done(writer.write(price.by("1", "item_id", 11L, "price", new BigDecimal("0.1")), FINE));
        }
        assertThat(one("SELECT price FROM items WHERE item_id = 11")).isEqualTo("0.1");
    }

    @Test
    void whatCannotBeDoneIsFoundBeforeItIsTried() {
        database.run("CREATE TABLE plain (id TEXT)", "CREATE TABLE numbers (id INTEGER PRIMARY KEY)");
        Draft elsewhere = Draft.of("UPDATE nowhere SET a = 1 WHERE b = :order_no", ORDER);
        assertThat(codes("operations", CANCEL)).isEmpty();
        assertThat(codes("operations", elsewhere)).containsExactly("drift-action");
        for (String wrong : List.of("missing", "plain", "numbers", "products")) {
            assertThat(codes(wrong, CANCEL)).as(wrong).containsExactly("drift-operations");
        }
        assertThat(one("SELECT count(*) FROM operations")).isEqualTo("0");
    }

    private List<String> codes(String operations, Draft draft) {
        try (JdbcWriter writer = open(database.writable(Duration.ofSeconds(10), operations))) {
            Inspection inspection = writer.inspect(List.of(draft.action()));
            assertThat(inspection.unserved())
                    .isEqualTo(inspection.findings().isEmpty() ? java.util.Set.of() : java.util.Set.of("act"));
            return inspection.findings().stream().map(Finding::code).toList();
        }
    }

    @Test
    void anotherDatabaseIsRefusedInWords() {
        assertThatThrownBy(() -> JdbcSources.openToWrite(
                        database.writable(Duration.ofSeconds(1), null), text -> "jdbc:mariadb://127.0.0.1/x", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("actions on MariaDB are not supported by this build");
        assertThatThrownBy(() -> JdbcSources.openToWrite(database.source(), text -> text, folder))
                .hasMessageContaining("no log-in to write with");
    }
}
