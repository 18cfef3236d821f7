package dev.remit.gateway.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.FieldType;
import dev.remit.gateway.testing.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
    @TempDir
    Path folder;

    private static Survey open(TestSource source) throws SurveyException {
        return Survey.open(source.source(), text -> text, source.drivers());
    }

    private static SurveyedTable described(Survey survey, String table) throws SurveyException {
        return Objects.requireNonNull(survey.describe(table), table);
    }

    /** What holds for each database. */
    private static void holds(TestSource source) throws SurveyException {
        source.run(
                "CREATE TABLE customers (id {long} NOT NULL PRIMARY KEY, email varchar(80), active {int} NOT NULL)",
                "CREATE TABLE orders (id {long} NOT NULL PRIMARY KEY, customer_id {long} NOT NULL, note varchar(2000),"
                        + " never varchar(10), FOREIGN KEY (customer_id) REFERENCES customers (id))",
                "CREATE TABLE pairs (a {int} NOT NULL, b {int} NOT NULL, PRIMARY KEY (a, b))",
                "CREATE UNIQUE INDEX by_email ON customers (email)",
                "CREATE VIEW people AS SELECT id, email FROM customers",
                "INSERT INTO customers VALUES (1, 'a@mail.example', 1), (2, 'b@mail.example', 0), (3, NULL, 1)",
                "INSERT INTO orders VALUES (10, 1, '" + "x".repeat(1_000) + "', NULL), (11, 2, 'short', NULL)");
        try (Survey survey = open(source)) {
            assertThat(survey.tables(null)).containsExactlyInAnyOrder("customers", "orders", "pairs", "people");
            SurveyedTable customers = described(survey, "customers");
            SurveyedTable orders = described(survey, "orders");
            SurveyedTable pairs = described(survey, "pairs");
            SurveyedTable people = described(survey, "people");
            assertThat(survey.describe("nothing")).isNull();
            assertThat(customers.primaryKey()).containsExactly("id");
            assertThat(customers.unique()).contains(List.of("id"), List.of("email"));
            assertThat(customers.columns().getFirst().type()).isEqualTo(FieldType.INTEGER);
            assertThat(customers.columns().get(1).nullable()).isTrue();
            assertThat(customers.columns().get(2).nullable()).isFalse();
            assertThat(pairs.primaryKey()).containsExactly("a", "b");
            assertThat(people.view()).isTrue();
            assertThat(orders.links()).singleElement().satisfies(link -> {
                assertThat(link.columns()).containsExactly("customer_id");
                assertThat(link.table()).isEqualTo("customers");
                assertThat(link.toColumns()).containsExactly("id");
            });
            SampledValues values = survey.sample(customers, 2);
            assertThat(values.rows()).isEqualTo(2);
            assertThat(values.complete()).isTrue();
            assertThat(values.of("active")).hasSize(2).allMatch(value -> value.equals("0") || value.equals("1"));
            SampledValues notes = survey.sample(orders, 100);
            assertThat(notes.of("note")).hasSize(2).allMatch(value -> value.length() <= Survey.LONGEST);
            assertThat(notes.of("never")).isEmpty();
            assertThat(notes.toString()).isEqualTo("samples of 2 rows");
            assertThat(survey.sample(people, 10).of("email")).contains("a@mail.example");
            assertThat(survey.sample(customers, 0).of("email")).isEmpty();
        }
    }

    @Test
    void postgresIsDescribedAndSampled() throws SurveyException {
        holds(TestSource.OfPostgres.create());
    }

    @Test
    void sqliteIsDescribedAndSampled() throws SurveyException {
        holds(new TestSource.OfSqlite(folder.resolve("shop.db")));
    }

    @Test
    @Tag("mariadb")
    void mariaDbIsDescribedAndSampled() throws SurveyException {
        holds(MariaDb.create());
    }

    @Test
    void aViewThatTakesTooLongIsLeftOutAndSaid() throws SurveyException {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(30)::text AS word",
                "CREATE VIEW broken AS SELECT id, (1 / (id - 1))::int AS word FROM (VALUES (1)) AS t (id)");
        TestSource source = new TestSource.OfPostgres(database);
        try (Survey survey =
                Survey.open(source.source(ZoneOffset.UTC, Duration.ofMillis(200), 1), text -> text, source.drivers())) {
            for (String name : List.of("slow", "broken")) {
                SurveyedTable table = described(survey, name);
                SampledValues values = survey.sample(table, 10);
                assertThat(values.complete()).isFalse();
                assertThat(values.of("word")).isEmpty();
            }
        }
    }

    @Test
    void theConnectionCannotWrite() throws SurveyException {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE TABLE seen (at timestamptz)",
                "CREATE FUNCTION note() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO seen VALUES (now()) RETURNING 1'",
                "CREATE VIEW sly AS SELECT note() AS n",
                "GRANT INSERT, SELECT ON seen TO remit_reader");
        TestSource source = new TestSource.OfPostgres(database);
        try (Survey survey = open(source)) {
            SurveyedTable sly = described(survey, "sly");
            assertThat(survey.sample(sly, 10).complete()).isFalse();
            SurveyedTable seen = described(survey, "seen");
            assertThat(survey.sample(seen, 10).rows()).isZero();
        }
    }

    @Test
    void whatFailsIsSaidWithoutTheDriversWords() {
        TestSource gone = new TestSource.OfSqlite(folder.resolve("gone.db"));
        assertThatThrownBy(() -> open(gone))
                .isInstanceOf(SurveyException.class)
                .hasMessageContaining("the file is not there")
                .hasMessageNotContaining("gone.db");
    }
}
