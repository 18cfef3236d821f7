package dev.remit.gateway.testing;

import dev.remit.core.catalog.Source;
import dev.remit.core.catalog.Upstream;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.source.JdbcSources;
import dev.remit.gateway.source.Reader;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.upstream.Doing;
import dev.remit.gateway.upstream.UpstreamReader;
import dev.remit.gateway.upstream.UpstreamWriter;
import dev.remit.gateway.upstream.http.HttpUpstream;
import dev.remit.gateway.upstream.mcp.McpUpstream;
import dev.remit.ledger.FileJournal;
import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalOptions;
import dev.remit.ledger.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Two brands, five customers, some orders, and a configuration folder, in a directory of a test. Values that a customer
 * would not want to be seen are words that occur nowhere else, see {@link #VALUES}.
 */
public final class SmallShop {
    /** What may never be found in plain in a log, an error, a metric, a leaf or a file of the data directory. */
    public static final List<String> VALUES = List.of(
            "Zanzibara",
            "Quillfeather",
            "zanzibara@quill.example",
            "Wolframia",
            "Obsidiana",
            "wolframia@obsidian.example",
            "ORD-777001",
            "ORD-777002",
            "ORD-888001",
            "CUS-4711",
            "CUS-4712",
            "CUS-4713",
            "PLZ-90210",
            "TCK-31337",
            "DE89370400440532013000");

    /** The customer CUS-4711 of the brand acme. */
    public static final String EMAIL = "zanzibara@quill.example";

    /** The customer CUS-4712 of the brand acme. */
    public static final String OTHER_EMAIL = "wolframia@obsidian.example";

    private static final String CATALOG = """
            source: shop
            subject: customer
            connect: { jdbc: "jdbc:sqlite:DATABASE", timeout: 5s, pool: 8 }
            owners: { "*": data@shop.example }
            resources:
              customer:
                table: customers
                scope: { subject: customer_id, tenant: brand }
                key: customer_id
                fields:
                  customer_id: { class: account, kind: id, required: true }
                  first_name: { class: personal, kind: name }
                  last_name: { class: personal, kind: name }
                  email: { class: personal, kind: email }
                  postcode: { class: personal, kind: postcode }
              order:
                table: orders
                scope: { subject: "customer_id -> customer", tenant: "customer_id -> customer" }
                key: order_no
                find_by: [order_no, status, total]
                fields:
                  order_no: { class: activity, required: true }
                  status: { class: activity }
                  total: { class: financial, type: decimal, kind: amount }
                  note: { class: support, kind: text }
              ticket:
                table: tickets
                scope: { subject: "customer_id -> customer", tenant: "customer_id -> customer" }
                key: ticket_no
                fields:
                  ticket_no: { class: support, required: true }
                  state: { class: support }
              product:
                table: products
                scope: shared
                key: sku
                find_by: [name]
                fields:
                  sku: { class: public, required: true }
                  name: { class: public }
            """;

    /** Reads orders of a customer who says who it is. */
    public static final String ORDER_HELP = """
            workflow: order-help
            purpose: Tell customers where their order is.
            owner: lead@shop.example
            need: The answer is about this customer's own order; no public page has it.
            category: orders
            agents: [helper]
            verify: { by: [[email], [last_name, postcode]], attempts: 3, attempts_per_value: 10, attempts_per_agent: 100 }
            data:
              customer:
                fields:
                  first_name: { handling: clear, why: greet the customer }
                  email: confirm the address on file
              order:
                limit: 5
                fields:
                  order_no: name the order
                  status: the question itself
                  total: { handling: generalized, why: tell the size of it }
                  note: know what was said
              product:
                limit: 2
                fields: { sku: name it, name: name it }
            limits: { grant: 20m, conversation: 1h, calls: 60, rows: 200, bytes: 1MiB, misses: 10, calls_per_minute: 60 }
            escalate: { topics: [complaint, dispute, legal, regulated, angry, unclear, unusual, high_value, self_harm, minors, press] }
            boundary:
              refuse:
                unverified: "I could not find you with that."
                not_found: "I cannot find that."
                "*": "I cannot help with that here."
            """;

    /** Reads tickets under a live ticket, which says who the customer is. */
    public static final String CASE_HELP = """
            workflow: case-help
            purpose: Answer within an open ticket.
            owner: lead@shop.example
            need: The answer is about this customer's own ticket; no public page has it.
            category: support
            agents: [helper]
            case: { resource: ticket, live: "ticket.state == 'open'", binds: true }
            data:
              ticket:
                fields: { ticket_no: name it, state: the question itself }
            limits: { grant: 20m, conversation: 1h }
            boundary: { refuse: { "*": "I cannot help with that here." } }
            """;

    private final Path directory;

    private SmallShop(Path directory) {
        this.directory = directory;
    }

    /** Writes the shop and its folder. */
    public static SmallShop in(Path directory) throws IOException {
        SmallShop shop = new SmallShop(directory);
        Files.createDirectories(shop.folder().resolve("catalog"));
        Files.createDirectories(shop.folder().resolve("workflows"));
        Files.writeString(
                shop.folder().resolve("catalog/shop.yaml"),
                CATALOG.replace(
                        "DATABASE",
                        directory.resolve("shop.db").toAbsolutePath().toString()));
        shop.workflow("order-help", ORDER_HELP);
        shop.workflow("case-help", CASE_HELP);
        shop.sql(
                "CREATE TABLE customers (customer_id TEXT PRIMARY KEY NOT NULL, brand TEXT NOT NULL, first_name TEXT,"
                        + " last_name TEXT, email TEXT, postcode TEXT)",
                "CREATE TABLE orders (order_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL, status TEXT,"
                        + " total NUMERIC, note TEXT)",
                "CREATE TABLE tickets (ticket_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL, state TEXT)",
                "CREATE TABLE products (sku TEXT PRIMARY KEY NOT NULL, name TEXT)",
                "INSERT INTO customers VALUES ('CUS-4711', 'acme', 'Zanzibara', 'Quillfeather',"
                        + " 'zanzibara@quill.example', 'PLZ-90210')",
                "INSERT INTO customers VALUES ('CUS-4712', 'acme', 'Wolframia', 'Obsidiana',"
                        + " 'wolframia@obsidian.example', 'PLZ-1')",
                "INSERT INTO customers VALUES ('CUS-4713', 'beta', 'Zanzibara', 'Quillfeather',"
                        + " 'zanzibara@beta.example', 'PLZ-2')",
                "INSERT INTO customers VALUES ('CUS-4714', 'acme', 'Twin', 'Twinsome', 'twin1@t.example', 'PLZ-3')",
                "INSERT INTO customers VALUES ('CUS-4715', 'acme', 'Twin', 'Twinsome', 'twin2@t.example', 'PLZ-3')",
                "INSERT INTO orders VALUES ('ORD-777001', 'CUS-4711', 'shipped', 12.5,"
                        + " 'Pay to DE89370400440532013000, write to wolframia@obsidian.example')",
                "INSERT INTO orders VALUES ('ORD-777002', 'CUS-4711', 'open', 40, NULL)",
                "INSERT INTO orders VALUES ('ORD-888001', 'CUS-4712', 'open', 99, NULL)",
                "INSERT INTO orders VALUES ('ORD-999001', 'CUS-4713', 'open', 7, NULL)",
                "INSERT INTO tickets VALUES ('TCK-31337', 'CUS-4711', 'open')",
                "INSERT INTO tickets VALUES ('TCK-2', 'CUS-4711', 'closed')",
                "INSERT INTO tickets VALUES ('TCK-3', 'CUS-4713', 'open')",
                "INSERT INTO tickets VALUES ('TCK-4', 'CUS-4712', 'open')",
                "INSERT INTO products VALUES ('S1', 'Chair'), ('S2', 'Table'), ('S3', 'Lamp')");
        return shop;
    }

    public Path folder() {
        return directory.resolve("config");
    }

    public Path data() {
        return directory.resolve("data");
    }

    /** Writes a contract. */
    public SmallShop workflow(String name, String text) throws IOException {
        Files.writeString(folder().resolve("workflows/" + name + ".yaml"), text);
        return this;
    }

    /** Writes a catalog. */
    public SmallShop catalog(String name, String text) throws IOException {
        Files.writeString(folder().resolve("catalog/" + name + ".yaml"), text);
        return this;
    }

    /** Changes the shop itself. */
    public void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("shop.db"));
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public References references() {
        return new References(Map.of(), folder());
    }

    /** Loads the folder, which must be right. */
    public Folder.Loaded.Accepted load() {
        return switch (new Folder(folder()).load()) {
            case Folder.Loaded.Accepted accepted ->
                accepted.with(accepted.settings().withData(data()).onPort(0));
            case Folder.Loaded.Rejected(var findings) -> throw new IllegalStateException(findings.toString());
        };
    }

    /** Opens a straight line over this shop. */
    public Shopfront open(TestClock clock) {
        return open(clock, FileLayer.system(), journal -> journal, reader -> reader);
    }

    /**
     * The same, with something in between.
     *
     * @param disk what the journal stands on
     * @param journals around the journal
     * @param readers around each source's reader
     */
    public Shopfront open(
            TestClock clock, FileLayer disk, UnaryOperator<Journal> journals, UnaryOperator<Reader> readers) {
        return open(data(), new byte[MasterKey.LENGTH], clock, disk, journals, readers);
    }

    private Reader reader(Source source, Map<String, Writer> writers) {
        return switch (source.connect()) {
            case Source.Connect.Jdbc _ -> JdbcSources.open(source, references(), folder().resolve("drivers"));
            case Source.Connect.Http(Upstream upstream) ->
                upstream(source, HttpUpstream.open(source.name(), upstream, references(), breaker(source)), writers);
            case Source.Connect.Mcp(Upstream upstream, Map<String, String> tools) ->
                upstream(
                        source,
                        McpUpstream.open(source.name(), upstream, tools, references(), breaker(source)),
                        writers);
        };
    }

    private static Breaker breaker(Source source) {
        return new Breaker(source.name(), InstantSource.system());
    }

    private static Reader upstream(Source source, Doing upstream, Map<String, Writer> writers) {
        writers.put(source.name(), new UpstreamWriter(source, upstream));
        return new UpstreamReader(source, upstream);
    }

    /** How much of the journal the log does not need any more. */
    private static long settled(Path data) {
        try (Log log = Log.open(data.resolve("log"), FileLayer.system())) {
            return log.settled();
        }
    }

    /** The same, on a copy of the data directory. */
    public Shopfront open(
            Path data,
            byte[] master,
            TestClock clock,
            FileLayer disk,
            UnaryOperator<Journal> journals,
            UnaryOperator<Reader> readers) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FileJournal journal = FileJournal.open(
                data.resolve("journal"),
                JournalOptions.defaults().withReserveBytes(4096).withHeld(settled(data)),
                disk);
        Folder.Loaded.Accepted loaded = load();
        Map<String, Reader> opened = new HashMap<>();
        Map<String, Writer> writers = new HashMap<>();
        loaded.contracts().catalog().sources().forEach((name, source) -> {
            opened.put(name, readers.apply(reader(source, writers)));
        });
        try {
            return new Shopfront(
                    journals.apply(journal),
                    data,
                    new MasterKey(master),
                    new SecureRandom(),
                    loaded.contracts(),
                    opened,
                    writers,
                    clock);
        } catch (RuntimeException e) {
            opened.values().forEach(Reader::close);
            throw e;
        }
    }
}
