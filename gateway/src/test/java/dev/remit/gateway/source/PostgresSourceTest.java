package dev.remit.gateway.source;

import static dev.remit.gateway.source.TestSource.field;
import static dev.remit.gateway.source.TestSource.own;
import static dev.remit.gateway.source.TestSource.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.decision.Read;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import dev.remit.gateway.testing.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only PostgreSQL does. */
@Timeout(300)
final class PostgresSourceTest {
    private static final Field ID = field("id", FieldType.TEXT);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Source source(String url, String user, Duration timeout) {
        return new Source(
                "shop",
                null,
                null,
                new Source.Connect.Jdbc(url, user, null, ZoneOffset.UTC, timeout, 4),
                null,
                new Source.Owners(Map.of(), null),
                Map.of(),
                new Location("shop.yaml", 1, 1));
    }

    private static JdbcReader open(Postgres.Database database, String user) {
        return open(database.url(), user, Duration.ofSeconds(5));
    }

    private static JdbcReader open(String url, String user, Duration timeout) {
        return JdbcSources.open(source(url, user, timeout), text -> text, Path.of("none"));
    }

    private static Read read(Resource resource, @Nullable String subject, Read.Filter... filters) {
        return new Read(
                resource, List.of(resource.key()), List.of(), List.of(filters), null, null, 10, "acme", subject, NOW);
    }

    private static SourceFailure.Reason reason(ReadResult result) {
        return ReadingTest.failure(result).reason();
    }

    @Test
    void aServerThatIsNotThereIsSaidInWords() {
        try (JdbcReader reader = open("jdbc:postgresql://127.0.0.1:1/shop", "nobody", Duration.ofMillis(300))) {
            assertThat(reader.inspect(List.of()).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("cannot be reached", "08001"));
        }
    }

    @Test
    void uuidsEnumsPaddedAndFoldedTextAreTextOfOneForm() {
        TestSource.OfPostgres database = TestSource.OfPostgres.create();
        database.run(
                "CREATE TYPE mood AS ENUM ('fine', 'cross')",
                "CREATE DOMAIN handle AS citext",
                "CREATE TABLE people (id uuid PRIMARY KEY, mood mood, code char(6), handle handle)",
                "INSERT INTO people VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'fine', 'ab', 'Ann'),"
                        + " ('00000000-0000-0000-0000-000000000000', 'cross', 'ab c', 'ann')");
        Field mood = field("mood", FieldType.TEXT);
        Field code = field("code", FieldType.TEXT);
        Field handle = field("handle", FieldType.TEXT);
        Scope scope = new Scope.OfSubject(own("id", FieldType.TEXT), new Scope.TenantKey.Whole("acme"));
        Resource people = resource("person", "people", scope, ID, mood, code, handle);
        String ann = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
        try (JdbcReader reader = database.open()) {
            Read whole = new Read(
                    people, List.of(ID, mood, code, handle), List.of(), List.of(), null, null, 9, "acme", ann, NOW);
            assertThat(((ReadResult.Rows) reader.read(whole)).rows())
                    .containsExactly(List.of(ann, "fine", "ab", "Ann"));
            for (String other :
                    List.of(ann.toUpperCase(java.util.Locale.ROOT), "x", "{" + ann + "}", "0-0-0-0-0", "")) {
                assertThat(ReadingTest.keys(reader.read(read(people, other))))
                        .as(other)
                        .isEmpty();
            }
            assertThat(ReadingTest.keys(reader.read(read(people, ann, new Read.Filter(mood, "fine")))))
                    .hasSize(1);
            assertThat(ReadingTest.keys(reader.read(read(people, ann, new Read.Filter(mood, "no such")))))
                    .isEmpty();
            assertThat(ReadingTest.keys(reader.read(read(people, ann, new Read.Filter(code, "ab")))))
                    .hasSize(1);
            assertThat(ReadingTest.keys(reader.read(read(people, ann, new Read.Filter(code, "ab ")))))
                    .isEmpty();
            assertThat(ReadingTest.keys(reader.read(read(people, ann, new Read.Filter(handle, "Ann")))))
                    .hasSize(1);
            assertThat(ReadingTest.keys(reader.read(read(people, ann, new Read.Filter(handle, "ann")))))
                    .isEmpty();
            SubjectQuery query =
                    new SubjectQuery(people, List.of(new Read.Filter(handle, "Ann")), List.of(), "acme", NOW);
            assertThat(reader.subjects(query)).isEqualTo(new SubjectResult.Found(List.of(ann)));
        }
    }

    @Test
    void infinityAndNotANumberAreFailuresWhereTheyWouldBeReleased() {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE TABLE odd (id text PRIMARY KEY, amount numeric, day date, at timestamptz, local timestamp)",
                "INSERT INTO odd VALUES ('nan', 'NaN', NULL, NULL, NULL), ('day', 1, 'infinity', NULL, NULL),"
                        + " ('at', 1, NULL, '-infinity', NULL), ('local', 1, NULL, NULL, 'infinity'),"
                        + " ('fine', 1, '2026-01-01', '2026-01-01Z', '2026-01-01')");
        List<Field> fields = List.of(
                ID,
                field("amount", FieldType.DECIMAL),
                field("day", FieldType.DATE),
                field("at", FieldType.TIMESTAMP),
                field("local", FieldType.TIMESTAMP));
        Resource odd = resource("odd", "odd", new Scope.Shared(), fields.toArray(Field[]::new));
        try (JdbcReader reader = open(database, Postgres.READER)) {
            for (String id : List.of("nan", "day", "at", "local", "fine")) {
                Read read = new Read(
                        odd, fields, List.of(), List.of(new Read.Filter(ID, id)), null, null, 1, "acme", null, NOW);
                if (id.equals("fine")) {
                    assertThat(reader.read(read)).isInstanceOf(ReadResult.Rows.class);
                } else {
                    assertThat(reason(reader.read(read))).as(id).isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
                }
            }
        }
    }

    @Test
    void aSlowStatementEndsWithTheTimeOutAndTheConnectionLivesOn() {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE TABLE fast (id text PRIMARY KEY)",
                "INSERT INTO fast VALUES ('a')",
                "CREATE VIEW slow AS SELECT id FROM fast WHERE pg_sleep(60) IS NOT NULL");
        Resource slow = resource("slow", "slow", new Scope.Shared(), ID);
        Resource fast = resource("fast", "fast", new Scope.Shared(), ID);
        try (JdbcReader reader = open(database.url(), Postgres.READER, Duration.ofMillis(300))) {
            untilServed(reader, read(fast, null));
            assertThat(reason(reader.read(read(slow, null)))).isEqualTo(SourceFailure.Reason.TIMEOUT);
            untilServed(reader, read(fast, null));
        }
    }

    @Test
    void aServerThatFallsSilentIsATimeOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                JdbcReader reader = open(
                        "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop",
                        Postgres.READER,
                        Duration.ofMillis(300))) {
            Resource shared = resource("fast", "fast", new Scope.Shared(), ID);
            assertThat(reason(reader.read(read(shared, null))))
                    .isIn(SourceFailure.Reason.TIMEOUT, SourceFailure.Reason.UNAVAILABLE);
        }
    }

    @Test
    void aSourceThatGoesDownIsUnavailableAndComesBackByItself(@TempDir Path folder) throws IOException {
        int port = freePort();
        Path data = folder.resolve("data");
        Resource fast = resource("fast", "fast", new Scope.Shared(), ID);
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/shop";
        try (JdbcReader reader = open(url, Postgres.READER, Duration.ofMillis(500))) {
            SourceFailure down = ReadingTest.failure(reader.read(read(fast, null)));
            assertThat(down.reason()).isEqualTo(SourceFailure.Reason.UNAVAILABLE);
            assertThat(down.detail()).contains("shop").contains("08001");
            assertThat(reader.inspect(List.of(fast)).reached()).isFalse();
            try (EmbeddedPostgres server = server(port, data)) {
                Postgres.roles(server);
                Postgres.database(server, "shop")
                        .asOwner("CREATE TABLE fast (id text)", "INSERT INTO fast VALUES ('a')");
                untilServed(reader, read(fast, null));
            }
            assertThat(reason(reader.read(read(fast, null)))).isEqualTo(SourceFailure.Reason.UNAVAILABLE);
            try (EmbeddedPostgres server = server(port, data)) {
                assertThat(server.getPort()).isEqualTo(port);
                untilServed(reader, read(fast, null));
            }
        }
    }

    /** A read waits for its connection, and on a busy machine for longer than it may; the test's time-out ends this. */
    private static void untilServed(JdbcReader reader, Read read) {
        ReadResult result;
        do {
            result = reader.read(read);
        } while (!(result instanceof ReadResult.Rows));
        assertThat(ReadingTest.keys(result)).containsExactly("a");
    }

    private static EmbeddedPostgres server(int port, Path data) throws IOException {
        return Postgres.server()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aConnectionCannotWriteEvenWhereTheRoleMay() {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE TABLE kept (id text PRIMARY KEY)",
                "INSERT INTO kept VALUES ('a')",
                "CREATE FUNCTION meddle() RETURNS text LANGUAGE sql VOLATILE AS"
                        + " 'INSERT INTO kept VALUES (''b'') RETURNING id'",
                "CREATE VIEW meddling AS SELECT meddle() AS id");
        Resource meddling = resource("meddling", "meddling", new Scope.Shared(), ID);
        Resource kept = resource("kept", "kept", new Scope.Shared(), ID);
        try (JdbcReader reader = open(database, Postgres.OWNER)) {
            assertThat(reader.read(read(meddling, null))).isInstanceOf(ReadResult.Failed.class);
            assertThat(ReadingTest.keys(reader.read(read(kept, null)))).containsExactly("a");
        }
    }

    @Test
    void aMigrationThatKeepsTheTypeIsNotNoticed() {
        Postgres.Database database = Postgres.database();
        database.asOwner("CREATE TABLE growing (id varchar(3) PRIMARY KEY)", "INSERT INTO growing VALUES ('a')");
        Resource growing = resource("growing", "growing", new Scope.Shared(), ID);
        try (JdbcReader reader = open(database, Postgres.READER)) {
            assertThat(ReadingTest.keys(reader.read(read(growing, null)))).containsExactly("a");
            database.asOwner("ALTER TABLE growing ALTER id TYPE text");
            assertThat(ReadingTest.keys(reader.read(read(growing, null)))).containsExactly("a");
        }
    }

    @Test
    void failuresNeverQuoteAValue() {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE TABLE raw (id text)",
                "INSERT INTO raw VALUES ('secret-value')",
                "CREATE VIEW casting AS SELECT CAST(id AS int) AS id FROM raw");
        Field id = field("id", FieldType.INTEGER);
        Resource casting = resource("casting", "casting", new Scope.Shared(), id);
        try (JdbcReader reader = open(database, Postgres.READER)) {
            SourceFailure failure = ReadingTest.failure(reader.read(read(casting, null)));
            assertThat(failure.reason()).isEqualTo(SourceFailure.Reason.WRONG_SHAPE);
            assertThat(failure.detail()).contains("casting", "22P02").doesNotContain("secret");
        }
    }

    @Test
    void rightsBeyondReadingTheCatalogAreReported() {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE TABLE kept (id text PRIMARY KEY)",
                "CREATE TABLE other (id text)",
                "CREATE TABLE third (id text)");
        Resource kept = resource("kept", "kept", new Scope.Shared(), ID);
        assertThat(rights(database, "postgres", kept)).containsExactly("rights-superuser");
        assertThat(rights(database, Postgres.OWNER, kept))
                .contains("rights-write", "rights-create", "rights-read-more", "rights-read-only");
        assertThat(rights(database, Postgres.READER, kept)).containsExactly("rights-read-more", "rights-read-only");
        database.asOwner(
                "REVOKE SELECT ON other, third FROM remit_reader", "GRANT UPDATE (id) ON third TO remit_reader");
        assertThat(rights(database, Postgres.READER, kept)).containsExactly("rights-write", "rights-read-only");
        database.asOwner("REVOKE UPDATE (id) ON third FROM remit_reader");
        database.asSuperuser(
                "ALTER ROLE remit_reader IN DATABASE " + database.name() + " SET default_transaction_read_only = on");
        assertThat(rights(database, Postgres.READER, kept)).isEmpty();
        database.asOwner("REVOKE SELECT ON kept FROM remit_reader");
        try (JdbcReader reader = open(database, Postgres.READER)) {
            Inspection inspection = reader.inspect(List.of(kept));
            assertThat(ReadingTest.codes(inspection)).contains("rights-missing");
            assertThat(inspection.unserved()).containsExactly("kept");
            assertThat(reason(reader.read(read(kept, null)))).isEqualTo(SourceFailure.Reason.UNAVAILABLE);
        }
    }

    private static List<String> rights(Postgres.Database database, String user, Resource... resources) {
        try (JdbcReader reader = open(database, user)) {
            return reader.inspect(List.of(resources)).findings().stream()
                    .map(Finding::code)
                    .filter(code -> code.startsWith("rights-"))
                    .toList();
        }
    }

    @Test
    void aCredentialIsResolvedAnewForEachConnection() {
        assertThatThrownBy(() -> JdbcSources.open(
                        source("${env:NOWHERE}", "x", Duration.ofSeconds(1)), text -> text, Path.of("none")))
                .isInstanceOf(IllegalArgumentException.class);
        Postgres.Database database = Postgres.database();
        database.asOwner("CREATE TABLE kept (id text PRIMARY KEY)");
        Resource kept = resource("kept", "kept", new Scope.Shared(), ID);
        try (JdbcReader reader = JdbcSources.open(
                source("jdbc:postgresql://${env:HOST}", Postgres.READER, Duration.ofSeconds(5)),
                text -> text.replace("${env:HOST}", "127.0.0.1:" + database.port() + "/" + database.name()),
                Path.of("none"))) {
            assertThat(reader.read(read(kept, null))).isInstanceOf(ReadResult.Rows.class);
        }
    }

    @Test
    void oneCustomersLookUpUsesTheIndexOfAFoldingColumn() throws Exception {
        TestSource.OfPostgres database = TestSource.OfPostgres.create();
        database.run(
                "CREATE TABLE many (id text PRIMARY KEY, owner varchar(40) COLLATE folding, brand text)",
                "INSERT INTO many SELECT 'k' || n, 'c' || n, 'acme' FROM generate_series(1, 5000) AS n",
                "CREATE INDEX many_owner ON many (owner)",
                "ANALYZE many");
        Scope scope = new Scope.OfSubject(own("owner", FieldType.TEXT), new Scope.TenantKey.Whole("acme"));
        Resource many = resource("many", "many", scope, ID);
        Dialect dialect = new PostgresDialect(database.source().jdbc(), JdbcSources.MOST_BYTES);
        try (var connection = dialect.connect(database.url(), Postgres.READER, null)) {
            Plan plan = new Planner(dialect, new Tables(dialect)).plan(connection, Shape.Rows.of(read(many, "c7")));
            try (var statement = connection.prepareStatement("EXPLAIN " + plan.sql())) {
                Object[] arguments = java.util.Objects.requireNonNull(plan.arguments(Inputs.of(read(many, "c7"))));
                Plan.bind(statement, arguments);
                StringBuilder explained = new StringBuilder();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        explained.append(rows.getString(1)).append('\n');
                    }
                }
                assertThat(explained).contains("many_owner");
            }
        }
    }
}
