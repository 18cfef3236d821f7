package dev.remit.gateway.source;

import static dev.remit.gateway.source.TestSource.field;
import static dev.remit.gateway.source.TestSource.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.condition.Predicate;
import dev.remit.core.decision.Read;
import dev.remit.core.finding.Location;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only SQLite does. */
@Timeout(300)
final class SqliteSourceTest {
    private static final Field ID = field("id", FieldType.INTEGER);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private TestSource.OfSqlite database() {
        return new TestSource.OfSqlite(folder.resolve("shop.db"));
    }

    private static Read read(Resource resource, Field... columns) {
        return new Read(
                resource,
                List.of(columns),
                List.of(),
                List.of(),
                null,
                null,
                100,
                "acme",
                null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static SourceFailure.Reason reason(ReadResult result) {
        return ReadingTest.failure(result).reason();
    }

    @Test
    void aMissingFileIsUnavailableAndIsNotCreated() {
        Resource thing = resource("thing", "things", new Scope.Shared(), ID);
        try (JdbcReader reader = database().open(database().source(ZoneOffset.UTC, Duration.ofMillis(300), 2))) {
            SourceFailure failure = ReadingTest.failure(reader.read(read(thing, ID)));
            assertThat(failure.reason()).isEqualTo(SourceFailure.Reason.UNAVAILABLE);
            assertThat(failure.detail()).contains("shop").contains("not there");
            assertThat(folder).isEmptyDirectory();
            database().run("CREATE TABLE things (id INTEGER PRIMARY KEY)", "INSERT INTO things VALUES (1)");
            untilServed(reader, read(thing, ID));
        }
    }

    /** Time-outs this short end a busy machine's own reads as well; the test's time-out ends this. */
    private static void untilServed(JdbcReader reader, Read read) {
        ReadResult result;
        do {
            result = reader.read(read);
        } while (!(result instanceof ReadResult.Rows));
        assertThat(ReadingTest.keys(result)).containsExactly(1L);
    }

    @Test
    void aReferenceToNothingIsSaidWhenTheSourceIsOpened() {
        Source.Connect.Jdbc connect = new Source.Connect.Jdbc(
                "jdbc:sqlite:" + folder.resolve("shop.db"),
                "reader",
                "${env:SHOP_READ}",
                ZoneOffset.UTC,
                Duration.ofSeconds(1),
                1);
        Source source = new Source(
                "shop",
                null,
                null,
                connect,
                null,
                new Source.Owners(Map.of(), null),
                Map.of(),
                Location.of("shop.yaml"));
        UnaryOperator<String> unset = text -> {
            if (text.startsWith("${")) {
                throw new IllegalArgumentException("SHOP_READ is not set.");
            }
            return text;
        };
        assertThatThrownBy(() -> JdbcSources.open(source, unset, folder))
                .hasMessage("Source shop: SHOP_READ is not set.");
        JdbcSources.open(source, text -> text, folder).close();
    }

    @Test
    void aFileThatIsNoDatabaseIsUnavailable() throws IOException {
        Files.writeString(folder.resolve("shop.db"), "not a database, but long enough to look at".repeat(100));
        Resource thing = resource("thing", "things", new Scope.Shared(), ID);
        try (JdbcReader reader = database().open(database().source(ZoneOffset.UTC, Duration.ofMillis(300), 2))) {
            assertThat(reason(reader.read(read(thing, ID)))).isEqualTo(SourceFailure.Reason.UNAVAILABLE);
        }
    }

    @Test
    void aValueOfAnotherStorageClassIsAFailureWhereItWouldBeReleased() {
        database()
                .run(
                        "CREATE TABLE loose (id INTEGER PRIMARY KEY, text, whole NUMERIC, amount NUMERIC, flag NUMERIC,"
                                + " day, at)",
                        "INSERT INTO loose VALUES (1, 5, 1.5, 'x', 2, '2026-1-1', '2026-01-01 24:00:00')",
                        "INSERT INTO loose VALUES (2, x'41', 'x', 1e15, 'true', '2026-02-30', '2026-01-01T00:00:00.Z')",
                        "INSERT INTO loose VALUES (3, 1.5, x'00', 9e999, -1, 20260101, '2026-01-01T00:00:00+00:00')",
                        "INSERT INTO loose VALUES (4, 'a', 1, 1.5, 1, '2026-01-01', '2026-01-01T00:00:00Z')");
        List<Field> fields = List.of(
                field("text", FieldType.TEXT),
                field("whole", FieldType.INTEGER),
                field("amount", FieldType.DECIMAL),
                field("flag", FieldType.BOOLEAN),
                field("day", FieldType.DATE),
                field("at", FieldType.TIMESTAMP));
        Field[] all = new Field[fields.size() + 1];
        all[0] = ID;
        for (int i = 0; i < fields.size(); i++) {
            all[i + 1] = fields.get(i);
        }
        Resource loose = resource("loose", "loose", new Scope.Shared(), all);
        try (JdbcReader reader = database().open()) {
            for (Field field : fields) {
                for (long id = 1; id <= 3; id++) {
                    Read one = filtered(read(loose, field), new Read.Filter(ID, id));
                    assertThat(reason(reader.read(one)))
                            .as("%s %s", field.name(), id)
                            .isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
                }
                assertThat(reader.read(filtered(read(loose, field), new Read.Filter(ID, 4L))))
                        .isInstanceOf(ReadResult.Rows.class);
                // A rule over such a column holds for no row whose value is of another class, however it is turned.
                Predicate absent = new Predicate.IsAbsent(new Predicate.Operand.Column(field));
                assertThat(ReadingTest.keys(reader.read(ruled(read(loose, ID), new Predicate.Not(absent)))))
                        .as(field.name())
                        .containsExactly(4L);
            }
        }
    }

    @Test
    void timestampsInUtcAreReadAndOrderedInWhateverUsualFormTheyStand() {
        List<String> texts = List.of(
                "2026-01-01 00:00:00",
                "2026-01-01T00:00:00.000000001Z",
                "2026-01-01 00:00:00.1",
                "2026-01-01T00:00:00.10001",
                "2026-01-01 00:00:01.000",
                "2026-01-01T00:00:01.500000Z",
                "2026-01-01T00:00:10Z",
                "2026-01-01 00:01:00");
        database().run("CREATE TABLE moments (id INTEGER PRIMARY KEY, at TIMESTAMP COLLATE NOCASE)");
        for (int i = texts.size(); i > 0; i--) {
            database().run("INSERT INTO moments VALUES (" + i + ", '" + texts.get(i - 1) + "')");
        }
        Field at = field("at", FieldType.TIMESTAMP);
        Resource moment = resource("moment", "moments", new Scope.Shared(), ID, at);
        List<Instant> instants = texts.stream()
                .map(text -> Instant.parse(text.replace(' ', 'T').replace("Z", "") + "Z"))
                .toList();
        try (JdbcReader reader = database().open()) {
            for (int i = 0; i < texts.size(); i++) {
                Read.Filter filter = new Read.Filter(at, instants.get(i));
                ReadResult found = reader.read(filtered(read(moment, ID, at), filter));
                assertThat(((ReadResult.Rows) found).rows())
                        .as(texts.get(i))
                        .containsExactly(List.of(i + 1L, instants.get(i)));
                Predicate later = new Predicate.Compare(
                        new Predicate.Operand.Column(at),
                        Predicate.Operator.GREATER,
                        new Predicate.Operand.Literal(FieldType.TIMESTAMP, instants.get(i)));
                assertThat(ReadingTest.keys(reader.read(ruled(read(moment, ID), later))))
                        .as("later than " + texts.get(i))
                        .hasSize(texts.size() - 1 - i);
            }
        }
    }

    @Test
    void aTimestampThatDoesNotSayItsZoneIsNotGuessedWhereTheSourcesZoneIsAnother() {
        database()
                .run(
                        "CREATE TABLE moments (id INTEGER PRIMARY KEY, at TEXT)",
                        "INSERT INTO moments VALUES (1, '2026-01-01 00:00:00')",
                        "INSERT INTO moments VALUES (2, '2026-01-01T00:00:00Z')");
        Field at = field("at", FieldType.TIMESTAMP);
        Resource moment = resource("moment", "moments", new Scope.Shared(), ID, at);
        Source berlin = database().source(ZoneId.of("Europe/Berlin"), Duration.ofSeconds(10), 2);
        try (JdbcReader reader = database().open(berlin)) {
            assertThat(reason(reader.read(filtered(read(moment, at), new Read.Filter(ID, 1L)))))
                    .isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
            assertThat(reader.read(filtered(read(moment, at), new Read.Filter(ID, 2L))))
                    .isInstanceOf(ReadResult.Rows.class);
        }
    }

    private static Read filtered(Read read, Read.Filter filter) {
        return new Read(
                read.resource(), read.columns(), List.of(), List.of(filter), null, null, 10, "acme", null, read.now());
    }

    private static Read ruled(Read read, Predicate rule) {
        return new Read(
                read.resource(), read.columns(), List.of(rule), List.of(), null, null, 10, "acme", null, read.now());
    }

    @Test
    void aSlowStatementEndsWithTheTimeOut() {
        database()
                .run(
                        "CREATE TABLE one (id INTEGER PRIMARY KEY)",
                        "INSERT INTO one VALUES (1)",
                        "CREATE VIEW endless AS WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
                                + " SELECT id FROM n WHERE id < 0");
        Resource endless = resource("endless", "endless", new Scope.Shared(), ID);
        Resource one = resource("one", "one", new Scope.Shared(), ID);
        try (JdbcReader reader = database().open(database().source(ZoneOffset.UTC, Duration.ofMillis(200), 1))) {
            untilServed(reader, read(one, ID));
            assertThat(reason(reader.read(read(endless, ID)))).isEqualTo(SourceFailure.Reason.TIMEOUT);
            untilServed(reader, read(one, ID));
        }
    }

    @Test
    void aLockedFileIsATimeOut() throws SQLException {
        database().run("CREATE TABLE one (id INTEGER PRIMARY KEY)", "INSERT INTO one VALUES (1)");
        Resource one = resource("one", "one", new Scope.Shared(), ID);
        try (JdbcReader reader = database().open(database().source(ZoneOffset.UTC, Duration.ofMillis(200), 1))) {
            try (Connection writer = database().owner();
                    Statement statement = writer.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                assertThat(reader.read(read(one, ID))).isInstanceOf(ReadResult.Failed.class);
                statement.execute("ROLLBACK");
            }
            untilServed(reader, read(one, ID));
        }
    }

    /** Makes the file as a program leaves it that dies in the middle of a change. */
    private void leaveInTheMiddle() throws SQLException, IOException {
        Path file = folder.resolve("shop.db");
        Path journal = folder.resolve("shop.db-journal");
        byte[] half;
        byte[] before;
        try (Connection writer = database().owner();
                Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA cache_size = 10"); // so that pages go to the disk before the end
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("UPDATE one SET id = 2");
            statement.execute("UPDATE large SET bytes = randomblob(4000)");
            half = Files.readAllBytes(file);
            before = Files.readAllBytes(journal);
            statement.execute("ROLLBACK");
        }
        Files.write(journal, before);
        Files.write(file, half, StandardOpenOption.WRITE);
    }

    private void two() {
        database()
                .run(
                        "CREATE TABLE one (id INTEGER PRIMARY KEY)",
                        "INSERT INTO one VALUES (1)",
                        "CREATE TABLE large (bytes)",
                        "INSERT INTO large SELECT randomblob(4000) FROM json_each('[" + "0,".repeat(39) + "0]')");
    }

    @Test
    void aChangeThatADeadProgramLeftIsUnavailableAndSaysWhoCanTakeItBack() throws SQLException, IOException {
        two();
        Resource one = resource("one", "one", new Scope.Shared(), ID);
        leaveInTheMiddle();
        try (JdbcReader reader = database().open(database().source(ZoneOffset.UTC, Duration.ofMillis(300), 1))) {
            SourceFailure failure = ReadingTest.failure(reader.read(read(one, ID)));
            assertThat(failure.reason()).isEqualTo(SourceFailure.Reason.UNAVAILABLE);
            assertThat(failure.detail()).contains("died in the middle of a change");
            database().run("DELETE FROM large");
            untilServed(reader, read(one, ID));
        }
    }

    /** Between a rollback's letting go of the lock and of the journal, the journal looks like one that was left behind. */
    @Test
    void aReadThatMeetsARollbackIsTriedAgain() throws SQLException, IOException {
        two();
        AtomicInteger met = new AtomicInteger();
        Dialect sqlite = new SqliteDialect(database().source().jdbc(), JdbcSources.MOST_BYTES);
        Dialect ending = (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("passing") && met.incrementAndGet() == 3) {
                        Files.delete(folder.resolve("shop.db-journal"));
                    }
                    try {
                        return method.invoke(sqlite, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        Resource one = resource("one", "one", new Scope.Shared(), ID);
        try (JdbcReader reader = new JdbcReader(
                database().source(ZoneOffset.UTC, Duration.ofSeconds(20), 1),
                ending,
                text -> text,
                JdbcSources.MOST_BYTES)) {
            assertThat(ReadingTest.keys(reader.read(read(one, ID)))).containsExactly(1L);
            leaveInTheMiddle();
            assertThat(reader.read(read(one, ID))).isInstanceOf(ReadResult.Rows.class);
            assertThat(met).hasValue(3);
        }
    }

    @Test
    void theFileIsOpenedReadOnly() throws SQLException {
        database().run("CREATE TABLE one (id INTEGER PRIMARY KEY)");
        Dialect dialect = new SqliteDialect(database().source().jdbc(), JdbcSources.MOST_BYTES);
        try (Connection connection = dialect.connect(database().url(), null, null);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = OFF");
            assertThatThrownBy(() -> statement.execute("INSERT INTO one VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("ATTACH 'other.db' AS other"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aColumnThatIsNotThereIsNeverTakenForText() {
        database().run("CREATE TABLE one (id INTEGER PRIMARY KEY)", "INSERT INTO one VALUES (1)");
        Field missing = field("missing", FieldType.TEXT);
        Resource one = resource("one", "one", new Scope.Shared(), ID, missing);
        try (JdbcReader reader = database().open()) {
            assertThat(reason(reader.read(read(one, missing)))).isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
            assertThat(reason(reader.read(filtered(read(one, ID), new Read.Filter(missing, "missing")))))
                    .isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
        }
    }

    @Test
    void urlsThatSayHowToOpenAreRefused() {
        for (String url : List.of(
                "jdbc:sqlite:shop.db?mode=rwc", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x", "jdbc:h2:mem:x")) {
            assertThatThrownBy(() -> JdbcSources.open(database().source(), text -> url, folder))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("shop");
        }
        assertThatThrownBy(() -> JdbcSources.open(database().source(), text -> "jdbc:mariadb://127.0.0.1/x", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:mariadb:")
                .hasMessageContaining(folder.toString());
    }
}
