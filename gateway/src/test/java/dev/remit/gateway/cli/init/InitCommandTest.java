package dev.remit.gateway.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.CatalogCompiler;
import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Handling;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Severity;
import dev.remit.core.yaml.SourceText;
import dev.remit.gateway.cli.Console;
import dev.remit.gateway.demo.ShopGenerator;
import dev.remit.gateway.retail.RetailDatabase;
import dev.remit.gateway.source.JdbcReader;
import dev.remit.gateway.source.JdbcSources;
import dev.remit.gateway.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InitCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

    @TempDir
    Path folder;

    private Console.Done remit(String... arguments) {
        return new Console(folder, Map.of("SHOP_READ", "none-needed")).run(arguments);
    }

    private Console.Done init(String url, String... more) {
        List<String> all = new ArrayList<>(List.of("init", "--source", url, "--out", "out"));
        all.addAll(List.of(more));
        return remit(all.toArray(String[]::new));
    }

    private void sqlite(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : statements) {
                statement.execute(each);
            }
            connection.commit();
        }
    }

    private String proposal() throws IOException {
        return Files.readString(folder.resolve("out/catalog/shop.yaml"));
    }

    /** With what is commented out until somebody decides put in, under a scope that does for a comparison. */
    private static Catalog catalog(String text, boolean undecided) {
        String all = undecided
                ? text.replaceAll("(?m)^  # (decide: .*| -- .*)$", "")
                        .replaceAll("(?m)^  # ( *[a-z].*)$", "  $1")
                        .replaceAll("(?m)^    scope:$", "    scope: shared")
                : text;
        Findings findings = new Findings();
        Catalog catalog = CatalogCompiler.compile(List.of(new SourceText("shop.yaml", all)), findings)
                .catalog();
        assertThat(findings.sorted().stream().filter(each -> each.severity() == Severity.ERROR))
                .as(all)
                .isEmpty();
        return catalog;
    }

    /** The fields that are proposed with a laxer handling than people gave them, by {@code table.column}. */
    private static Map<String, String> laxer(Catalog proposed, Catalog written) {
        Map<String, Field> columns = new TreeMap<>();
        proposed.resources()
                .values()
                .forEach(resource -> resource.fields()
                        .values()
                        .forEach(field -> columns.put(resource.table() + "." + field.column(), field)));
        Map<String, String> laxer = new TreeMap<>();
        int compared = 0;
        for (Resource resource : written.resources().values()) {
            for (Field field : resource.fields().values()) {
                String place = resource.table() + "." + field.column();
                Field ours = Objects.requireNonNull(columns.get(place), place);
                compared++;
                boolean unscanned = field.kind() == Kind.TEXT
                        && ours.kind() != Kind.TEXT
                        && ours.defaultHandling().compareTo(Handling.CLEAR) == 0;
                if (ours.defaultHandling().compareTo(field.defaultHandling()) < 0 || unscanned) {
                    laxer.put(place, ours.dataClass() + " and not " + field.dataClass());
                }
            }
        }
        assertThat(compared).isGreaterThan(40);
        return laxer;
    }

    @Test
    void theGeneratedShopIsProposedNoLaxerThanPeopleClassifiedIt() throws Exception {
        ShopGenerator.generate(folder.resolve("shop.db"), 7, NOW);
        Console.Done done = init("jdbc:sqlite:shop.db");
        assertThat(done.exitCode()).as(done.err()).isZero();
        String text = proposal();
        Path examples = Path.of("../examples/shop/catalog/shop.yaml");
        assertThat(laxer(catalog(text, true), catalog(Files.readString(examples), false)))
                .isEmpty();

        Catalog proposed = catalog(text, false);
        assertThat(text).contains("subject: customer  # guess", "scope: { subject: customer_id, tenant: brand }");
        assertThat(proposed.resources())
                .hasEntrySatisfying(
                        "order_item", item -> assertThat(item.scope()).isInstanceOf(Scope.OfSubject.class));
        assertThat(proposed.resources())
                .hasEntrySatisfying(
                        "credential",
                        credential -> assertThat(credential.fields())
                                .hasEntrySatisfying(
                                        "password_hash",
                                        hash -> assertThat(hash.dataClass()).isEqualTo(DataClass.SECRET)));
        assertThat(remit("check", "out").exitCode()).isZero();
        inspected(text);
    }

    @Test
    void theRetailDatabaseIsProposedNoLaxerThanPeopleClassifiedIt() throws Exception {
        Path json = Path.of(System.getProperty("remit.shared", "nowhere")).resolve("data/retail/db.json");
        Assumptions.assumeTrue(Files.exists(json), "no retail data");
        Postgres.Database database = Postgres.database();
        RetailDatabase.load(json, database.url() + "?user=postgres");
        try (Connection connection = DriverManager.getConnection(database.url() + "?user=postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "DROP TABLE order_requests, remit_operations"); // of actions; people classified the others
        }
        Console.Done done = init(database.url(), "--user", RetailDatabase.READER, "--name", "shop");
        assertThat(done.exitCode()).as(done.err()).isZero();
        String text = proposal();
        Path examples = Path.of("../examples/retail/catalog/retail.yaml");
        assertThat(laxer(catalog(text, true), catalog(Files.readString(examples), false)))
                .isEmpty();
        assertThat(text).contains("tenant: shop  # guess", "subject: user  # guess");
        assertThat(remit("check", "out").exitCode()).isZero();
        inspected(text);
    }

    /** Nothing of the proposal is other than the database has it. */
    private void inspected(String text) throws Exception {
        Catalog catalog = catalog(text, false);
        Source source = catalog.sources().values().iterator().next();
        try (JdbcReader reader = JdbcSources.open(source, each -> each, folder)) {
            List<Finding> findings =
                    reader.inspect(List.copyOf(catalog.resources().values())).findings();
            assertThat(findings.stream().filter(each -> each.severity() == Severity.ERROR))
                    .isEmpty();
        }
    }

    @Test
    void nothingThatWasLookedAtIsWrittenOrSaid() throws Exception {
        sqlite(
                "CREATE TABLE customers (id TEXT PRIMARY KEY, name TEXT, email TEXT, weird TEXT, secret TEXT)",
                "INSERT INTO customers VALUES ('kq-73551', 'Zebulon Quackenbush', 'zeb.quack@mail.example',"
                        + " 'flurbish-9931', 'sk_live_51Hqk3flurbnotreal99')");
        Console.Done done = init("jdbc:sqlite:shop.db");
        Console.Done json = init("jdbc:sqlite:shop.db", "--name", "other", "--json");
        String all = done.out()
                + done.err()
                + json.out()
                + json.err()
                + proposal()
                + Files.readString(folder.resolve("out/catalog/other.yaml"))
                + Files.readString(folder.resolve("out/remit.yaml"));
        assertThat(all)
                .contains("1 of 1 sample")
                .doesNotContain("73551")
                .doesNotContainIgnoringCase("zebulon")
                .doesNotContainIgnoringCase("quack")
                .doesNotContain("flurb", "9931", "sk_live");
    }

    @Test
    void postgresIsProposedWithItsKeysViewsPartitionsAndOddities() throws Exception {
        Postgres.Database database = Postgres.database();
        database.asOwner(
                "CREATE TABLE clients (id bigint PRIMARY KEY, \"E-Mail\" text NOT NULL, born date, photo bytea, extra jsonb)",
                "INSERT INTO clients SELECT i, 'p' || i || '@mail.example', DATE '1980-01-01' + i, NULL, '{}'"
                        + " FROM generate_series(1, 300) i",
                "CREATE TABLE orders (id uuid PRIMARY KEY, client_id bigint NOT NULL REFERENCES clients,"
                        + " approved_by bigint REFERENCES clients, total numeric(10, 2) NOT NULL, status text)",
                "CREATE TABLE order_lines (order_id uuid REFERENCES orders, line int, what text, PRIMARY KEY (order_id, line))",
                "CREATE TABLE visits (id bigint, at timestamptz NOT NULL, client_id bigint, PRIMARY KEY (id, at))"
                        + " PARTITION BY RANGE (at)",
                "CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                "CREATE TABLE parcels (id bigint PRIMARY KEY, client_id bigint, order_id uuid)",
                "CREATE VIEW open_orders AS SELECT id, client_id, total FROM orders WHERE status = 'open'",
                "CREATE TABLE transfers (id bigint PRIMARY KEY, from_client bigint REFERENCES clients,"
                        + " to_client bigint REFERENCES clients)",
                "CREATE SCHEMA \"Weird Things\"",
                "GRANT USAGE ON SCHEMA \"Weird Things\" TO remit_reader",
                "CREATE TABLE \"Weird Things\".\"Größen & Maße\" (\"a\"\"b\nc\" text, id int PRIMARY KEY)",
                "CREATE TABLE \"Weird Things\".\"Ordner Größe\" (\"Größe in cm\" int, id int PRIMARY KEY)",
                "CREATE TABLE hidden (id int PRIMARY KEY)",
                "REVOKE SELECT ON hidden FROM remit_reader",
                "GRANT SELECT ON \"Weird Things\".\"Ordner Größe\" TO remit_reader",
                "CREATE TABLE injected (id int PRIMARY KEY, \"x: 1 # \u202e y\" text)");
        Console.Done done = init(database.url(), "--user", Postgres.READER, "--name", "shop");
        assertThat(done.exitCode()).as(done.err() + done.out()).isZero();
        String text = proposal();
        Catalog catalog = catalog(text, false);
        assertThat(catalog.resources().keySet()).contains("client", "order", "parcel", "open_order");
        assertThat(catalog.resources().keySet())
                .doesNotContain("visits_2026", "order_line", "visit", "transfer", "hidden");
        assertThat(text)
                .contains("subject: client  # guess")
                .contains("scope: { subject: \"client_id -> client\" }  # by a foreign key")
                .contains("scope: { subject: \"client_id -> client\" }  # guess: by the column's name")
                .contains("order_id and line together")
                .contains("several columns lead to client: from_client, to_client")
                .contains("photo")
                .contains("its type bytea is not supported")
                .contains("e_mail:")
                .contains("column: \"E-Mail\"")
                .contains("its key id cannot be read")
                .contains("\"Weird Things.Ordner Größe\"")
                .contains("not listed: Weird Things.Größen & Maße");
        assertThat(text).doesNotContain("\u202e").doesNotContain("approved_by ->");
        assertThat(remit("check", "out").exitCode()).isZero();
        inspected(text);
    }

    @Test
    void aSchemaOfFiveHundredTablesIsProposed() throws Exception {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, email TEXT)");
        for (int i = 0; i < 499; i++) {
            statements.add(
                    "CREATE TABLE part_" + i + " (part_" + i + "_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL"
                            + " REFERENCES customers, note TEXT, status TEXT, a" + i
                            + " TEXT, b TEXT, c TEXT, d TEXT, e TEXT)");
        }
        sqlite(statements.toArray(String[]::new));
        Console.Done done = init("jdbc:sqlite:shop.db");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(catalog(proposal(), false).resources()).hasSize(500);
    }

    @Test
    void aDatabaseWithoutCustomersSaysWhatMustBeDecided() throws Exception {
        sqlite("CREATE TABLE flurbs (id INTEGER PRIMARY KEY, email TEXT)");
        Console.Done done = init("jdbc:sqlite:shop.db");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.out())
                .contains("flurb (flurbs): no key leads from it to the customers")
                .contains("No table looks like the customers");
        assertThat(proposal()).contains("# flurb:");
    }

    @Test
    void noWayLeadsThroughWhatIsUndecided() throws Exception {
        sqlite(
                "CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, email TEXT, picture BLOB)",
                "CREATE TABLE deals (deal_id INTEGER PRIMARY KEY, one INTEGER REFERENCES customers,"
                        + " two INTEGER REFERENCES customers)",
                "CREATE TABLE deal_parts (part_id INTEGER PRIMARY KEY, deal_id INTEGER REFERENCES deals)",
                "CREATE TABLE logs (word TEXT, customer_id INTEGER REFERENCES customers)");
        Console.Done done = init("jdbc:sqlite:shop.db");
        assertThat(done.exitCode()).as(done.out()).isZero();
        assertThat(catalog(proposal(), false).resources().keySet()).containsExactly("customer");
        assertThat(proposal())
                .contains("several columns lead to customer: one, two")
                .contains("# deal_part:")
                .contains("nothing tells its rows apart")
                .containsPattern("# picture: .*left out: its type BLOB is not supported");
    }

    @Test
    void anEmptyTableGoesByItsNamesAndSaysSo() throws Exception {
        sqlite("CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, email TEXT, status TEXT, x9 TEXT)");
        init("jdbc:sqlite:shop.db");
        assertThat(proposal())
                .contains("fields:  # the table is empty")
                .containsPattern(
                        "email: +\\{ class: personal, kind: email \\}  # low: name says e-mail; no values to look at")
                .containsPattern("status: +\\{ class: confidential \\}  # low: ")
                .containsPattern("x9: +\\{ class: confidential \\}  # low: nothing says what it is");
    }

    @Test
    void columnsThatAreEmptyAtFirstAreLookedAtOnceMore() throws Exception {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, x9 TEXT)");
        for (int i = 0; i < 50; i++) {
            statements.add("INSERT INTO customers VALUES (" + i + ", " + (i < 40 ? "NULL" : "'p" + i + "@mail.example'")
                    + ")");
        }
        sqlite(statements.toArray(String[]::new));
        init("jdbc:sqlite:shop.db", "--sample", "20");
        assertThat(proposal()).containsPattern("x9: .*kind: email.*10 of 10 samples are e-mail addresses");
    }

    @Test
    void jsonHasEachFieldWithItsReason() throws Exception {
        sqlite("CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, email TEXT)");
        JsonNode answer = JsonMapper.shared()
                .readTree(init("jdbc:sqlite:shop.db", "--json").out());
        assertThat(answer.path("subject").asString()).isEqualTo("customer");
        assertThat(answer.path("passes").asBoolean()).isTrue();
        JsonNode email = answer.path("resources").get(0).path("fields").get(1);
        assertThat(email.path("class").asString()).isEqualTo("personal");
        assertThat(email.path("confidence").asString()).isEqualTo("low");
        assertThat(email.path("reason").asString()).contains("name says e-mail");
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        sqlite("CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, email TEXT)");
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/remit.yaml"), "listen: 127.0.0.1:1234\n");
        assertThat(init("jdbc:sqlite:shop.db").exitCode()).isZero();
        String first = proposal();
        Console.Done again = init("jdbc:sqlite:shop.db");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .startsWith("remit: out/catalog/shop.yaml is there already, and nothing is overwritten.");
        assertThat(proposal()).isEqualTo(first);
        assertThat(folder.resolve("out/remit.yaml")).hasContent("listen: 127.0.0.1:1234\n");

        Console.Done second = init("jdbc:sqlite:shop.db", "--name", "second");
        assertThat(second.exitCode()).as(second.out()).isEqualTo(1); // its table is no second one of customers
        assertThat(folder.resolve("out/catalog/second.yaml"))
                .content()
                .contains("customer_2:")
                .doesNotContain("\nsubject:");
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        for (String url : new String[] {
            "jdbc:postgresql://reader:hunter2@localhost/shop",
            "jdbc:postgresql://localhost/shop?user=reader&password=hunter2",
            "jdbc:mariadb://localhost/shop?passwd=hunter2",
            "jdbc:postgresql://hunter2@localhost/shop"
        }) {
            Console.Done done = init(url);
            assertThat(done.exitCode()).as(url).isEqualTo(2);
            assertThat(done.err())
                    .contains("A password must not stand in the URL")
                    .doesNotContain("hunter2");
        }
        assertThat(init("postgres://reader:hunter2@localhost/shop").err())
                .contains("jdbc:postgresql://HOST/DATABASE")
                .doesNotContain("hunter2");
        assertThat(init("jdbc:postgresql://localhost/shop", "--user", "a", "--password-env", "hunter2!")
                        .err())
                .contains("takes the name of an environment variable")
                .doesNotContain("hunter2");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatCannotBeReachedIsSaidInASentence() {
        Console.Done missing = init("jdbc:sqlite:nowhere.db");
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.err())
                .startsWith("remit: The database did not answer while connecting: the file is not there");
        assertThat(folder.resolve("nowhere.db")).doesNotExist();
        Console.Done refused = init("jdbc:postgresql://127.0.0.1:1/shop");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("cannot be reached");
        assertThat(init("jdbc:oracle:thin:@x").err()).contains("supported by this build");
        assertThat(init("shop.db").err()).contains("jdbc:sqlite:PATH");
        assertThat(init("jdbc:sqlite:shop.db", "--schema", "sales"))
                .returns(2, Console.Done::exitCode)
                .satisfies(done -> assertThat(done.err()).startsWith("remit: SQLite has no schemas."));
        assertThat(init("jdbc:sqlite:shop.db", "--sample", "-1").exitCode()).isEqualTo(2);
        assertThat(init("jdbc:postgresql://localhost/shop", "--user", "a", "--password-env", "NOT_SET")
                        .err())
                .contains("The environment variable NOT_SET is not set.");
        assertThat(init("jdbc:postgresql://localhost/shop", "--password-env", "SHOP_READ")
                        .err())
                .contains("Add --user U.");
        assertThat(remit("init").exitCode()).isEqualTo(2);
    }

    @Test
    void aPasswordIsWrittenAsAReference() throws Exception {
        Postgres.Database database = Postgres.database();
        database.asOwner("CREATE TABLE customers (customer_id int PRIMARY KEY, email text)");
        Console.Done done =
                init(database.url(), "--user", Postgres.READER, "--password-env", "SHOP_READ", "--name", "shop");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(proposal())
                .contains("read: { user: \"remit_reader\", password: \"${env:SHOP_READ}\" }")
                .doesNotContain("none-needed");
    }
}
