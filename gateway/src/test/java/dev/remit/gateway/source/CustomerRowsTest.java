package dev.remit.gateway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Path.Join;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Location;
import dev.remit.gateway.testing.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading through what all customers have, whole and by and by. */
class CustomerRowsTest {
    private static final Location HERE = Location.of("a test");
    private static final Field NUMBER = field("number", Kind.ID);
    private static final Field VALUE = field("value", Kind.OTHER);

    @TempDir
    Path directory;

    private static Field field(String name, Kind kind) {
        return new Field(name, name, DataClass.PERSONAL, FieldType.TEXT, kind, true, "", HERE);
    }

    private static Resource things() {
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        fields.put("number", NUMBER);
        fields.put("value", VALUE);
        List<Join> way = List.of(new Join("owner", "people", "id"));
        return new Resource(
                "thing",
                "shop",
                "things",
                new Scope.OfSubject(
                        new dev.remit.core.catalog.Path(way, "customer", FieldType.INTEGER),
                        new Scope.TenantKey.InColumn(new dev.remit.core.catalog.Path(way, "brand", FieldType.TEXT))),
                NUMBER,
                List.of(),
                fields,
                "",
                HERE);
    }

    private static Source source(String url, @Nullable String user) {
        return new Source(
                "shop",
                null,
                null,
                new Source.Connect.Jdbc(url, user, null, ZoneOffset.UTC, Duration.ofSeconds(20), 2),
                null,
                new Source.Owners(Map.of(), null),
                Map.of(),
                HERE);
    }

    private static void fill(Connection connection, int rows, String value) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (id INT PRIMARY KEY, customer BIGINT, brand VARCHAR(20))");
            statement.execute("CREATE TABLE things (number VARCHAR(20), owner INT, value VARCHAR(2000))");
            statement.execute("INSERT INTO people VALUES (1, 100, 'acme'), (2, 200, 'beta'), (3, NULL, 'acme')");
            for (int i = 0; i < rows; i++) {
                // Of one customer's things each number is there once, of all customers' it is not.
                statement.addBatch(
                        "INSERT INTO things VALUES ('" + i / 3 + "', " + (1 + i % 3) + ", '" + value + i + "')");
            }
            statement.executeBatch();
        }
        connection.commit();
    }

    private static void readsAll(Source source, int rows, String value) throws SurveyException, IOException {
        TreeSet<String> found = new TreeSet<>();
        try (CustomerRows reader = CustomerRows.open(source, reference -> reference, Path.of("none"))) {
            assertThat(reader.count(things())).isEqualTo(rows);
            reader.each(
                    things(),
                    List.of(VALUE),
                    (tenant, subject, values) -> found.add(tenant + " " + subject + " " + values.getFirst()));
        }
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < rows; i++) {
            if (i % 3 < 2) {
                expected.add((i % 3 == 0 ? "acme 100 " : "beta 200 ") + value + i);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void allRowsOfCustomersAreReadFromAFileInPages() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            fill(connection, 7_000, "v");
        }
        readsAll(source(url, null), 7_000, "v");
    }

    @Test
    void moreRowsOfOneKeyThanAPageHasAreReadToo() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            fill(connection, 5_000, "v");
            statement.execute("UPDATE things SET number = '7'");
            connection.commit();
        }
        readsAll(source(url, null), 5_000, "v");
    }

    @Test
    void aServerGivesThemByAndByHoweverMuchThatIs() throws Exception {
        Postgres.Database database = Postgres.database();
        String large = "v".repeat(1_900); // more in all than a read may bring
        try (Connection connection = database.owner()) {
            fill(connection, 25_000, large);
        }
        readsAll(source(database.url(), Postgres.READER), 25_000, large);
    }

    @Test
    void whatIsNotAsTheCatalogSaysIsAFailureWithoutValues() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            fill(connection, 3, "secret");
            statement.execute("ALTER TABLE things RENAME COLUMN value TO worth");
            connection.commit();
        }
        assertThatThrownBy(() -> readsAll(source(url, null), 3, "secret"))
                .isInstanceOf(SurveyException.class)
                .hasMessageContaining("no column value")
                .hasMessageNotContaining("secret0");
    }
}
