package dev.remit.gateway.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.testing.TestClock;
import dev.remit.gateway.testing.Wire;
import dev.remit.gateway.testing.Wire.Answer;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.StoredRecords;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop with four customers of one tenant and one of another, and a gateway in front of it that agents and people call over HTTP. Every second call of
 * an agent goes over MCP, the others over REST.
 */
final class CrowdedShop implements AutoCloseable {
    private static final String CATALOG = """
            source: shop
            subject: customer
            connect: CONNECT
            owners: { "*": data@shop.example }
            resources:
              customer:
                table: customers
                scope: { subject: customer_id, tenant: brand }
                key: customer_id
                fields:
                  customer_id: { class: account, kind: id, required: true }
                  email: { class: personal, kind: email }
              order:
                table: orders
                scope: { subject: "customer_id -> customer", tenant: "customer_id -> customer" }
                key: order_no
                fields:
                  order_no: { class: activity, required: true }
                  status: { class: activity }
                  total: { class: financial, type: decimal, kind: amount }
            actions:
              note_order:
                description: Writes a note on an order.
                effect: write
                on: order
                arguments: { text: { kind: text, longest: 200 } }
                statement: >-
                  INSERT INTO notes (operation, customer_id, text) VALUES (:operation, :subject, :text)
              credit_order:
                description: Credits what an order cost.
                effect: write
                on: order
                facts:
                  amount: { sum: order.total, where: { order_no: args.order_no } }
                statement: >-
                  INSERT INTO credits (operation, customer_id, amount) VALUES (:operation, :subject, :amount)
              ring:
                description: Has somebody ring the customer.
                effect: write
                on: customer
                statement: "INSERT INTO rings (operation, customer_id) VALUES (:operation, :subject)"
              cancel_order:
                description: Cancels an order.
                effect: write
                on: order
                statement: "UPDATE orders SET status = 'cancelled', changes = changes + 1 WHERE order_no = :order_no"
                undo: reopen_order
              reopen_order:
                description: Opens a cancelled order again.
                effect: write
                on: order
                statement: "UPDATE orders SET status = 'open', changes = changes + 1 WHERE order_no = :order_no"
              move_order:
                description: Sends an order elsewhere.
                effect: write
                on: order
                arguments: { address: { kind: text, longest: 100 } }
                statement: >-
                  UPDATE orders SET status = 'moved', address = :address, changes = changes + 1
                  WHERE order_no = :order_no
              tip_order:
                description: Adds a tip to an order.
                effect: write
                on: order
                arguments:
                  amount: { type: decimal, least: 0, most: 5 }
                  points: { type: integer, least: 0, most: 10 }
                statement: >-
                  INSERT INTO credits (operation, customer_id, amount)
                  SELECT :operation, :subject, :amount WHERE :points >= 0
              pay_order:
                description: Pays an order back.
                effect: irreversible
                on: order
                facts:
                  amount: { sum: order.total, where: { order_no: args.order_no } }
                statement: >-
                  INSERT INTO credits (operation, customer_id, amount) VALUES (:operation, :subject, :amount)
            """;

    private static final String CONTRACT = """
            workflow: order-help
            purpose: Change orders when customers ask for it.
            owner: lead@shop.example
            need: The answer is about this customer's own order; no public page has it.
            category: orders
            agents: [helper]
            verify: { by: [[email]], attempts: 3, attempts_per_value: 1000, attempts_per_agent: 1000 }
            data:
              order:
                fields: { order_no: name the order, status: the question itself }
            actions:
              note_order:
                why: the next one should know
                budget: [{ most: 7, per: grant }]
              credit_order:
                why: what went wrong is paid back
                budget: [{ most: 100, of: amount, per: workflow, within: 24h }]
              ring:
                why: some want to talk
                budget: [{ most: 9, per: customer, within: 24h }]
              cancel_order:
                why: customers ask for it
                when: "order.status == 'open'"
                undo: true
                budget: [{ most: 1000, per: grant }]
              move_order:
                why: customers ask for it
                when: "order.status == 'open'"
                budget: [{ most: 1000, per: grant }]
              tip_order:
                why: some are generous
                budget: [{ most: 1.5, of: amount, per: customer, within: 1h }]
              pay_order:
                why: what arrived broken is paid back
                approve: { by: approver, within: 30m, people: 3 }
                budget: [{ most: 500, of: amount, per: workflow, within: 24h }]
            limits: { grant: 60m, conversation: 8h, calls: 100000, rows: 1000, bytes: 64MiB, misses: 10, calls_per_minute: 100000 }
            escalate:
              topics: [complaint, dispute, legal, regulated, angry, unclear, unusual, high_value, self_harm, minors, press]
              then: [note_order, credit_order, ring, cancel_order, move_order, tip_order, pay_order]
            boundary:
              refuse:
                unverified: "I could not find you with that."
                not_found: "I cannot find that."
                "*": "I cannot help with that here."
            """;

    final TestClock clock = new TestClock();
    final CrowdDatabase database;
    private final Path directory;
    private final AtomicInteger turn = new AtomicInteger();
    private final Wire wire;
    private final String agent;
    Gateway gateway;

    CrowdedShop(Path directory, CrowdDatabase database) throws IOException {
        this.directory = directory;
        this.database = database;
        this.wire = new Wire(() -> gateway.port(), directory.resolve("data"));
        Files.createDirectories(directory.resolve("config/catalog"));
        Files.createDirectories(directory.resolve("config/workflows"));
        Files.writeString(
                directory.resolve("config/catalog/shop.yaml"), CATALOG.replace("CONNECT", database.connect()));
        Files.writeString(directory.resolve("config/workflows/order-help.yaml"), CONTRACT);
        database.run(
                "CREATE TABLE customers (customer_id TEXT PRIMARY KEY NOT NULL, brand TEXT NOT NULL, email TEXT)",
                "CREATE TABLE orders (order_no TEXT PRIMARY KEY NOT NULL, customer_id TEXT NOT NULL, status TEXT,"
                        + " total NUMERIC, address TEXT, changes INTEGER NOT NULL DEFAULT 0)",
                "CREATE TABLE notes (operation TEXT NOT NULL, customer_id TEXT NOT NULL, text TEXT NOT NULL)",
                "CREATE TABLE credits (operation TEXT NOT NULL, customer_id TEXT NOT NULL, amount NUMERIC NOT NULL)",
                "CREATE TABLE rings (operation TEXT NOT NULL, customer_id TEXT NOT NULL)",
                "CREATE TABLE done (id TEXT PRIMARY KEY NOT NULL)");
        for (int customer = 0; customer < 5; customer++) {
            database.run("INSERT INTO customers VALUES ('C" + customer + "', '" + brand(customer) + "', '"
                    + email(customer) + "')");
            for (int order = 0; order < 8; order++) {
                database.run("INSERT INTO orders (order_no, customer_id, status, total) VALUES ('"
                        + order(customer, order) + "', 'C" + customer + "', 'open', 7.35)");
            }
        }
        start();
        agent = ((AgentDesk.Outcome.Issued) gateway.agents()
                        .add(new AgentDesk.Registration(
                                "helper",
                                Agent.Audience.CUSTOMER,
                                "o@x.example",
                                null,
                                null,
                                "test",
                                Set.of("acme", "beta"),
                                null)))
                .credential();
    }

    /** The fifth is another tenant's. */
    private static String brand(int customer) {
        return customer < 4 ? "acme" : "beta";
    }

    static String email(int customer) {
        return "c" + customer + "@mail.example";
    }

    static String order(int customer, int order) {
        return "O-" + customer + "-" + order;
    }

    /** The argument that names an order. */
    static String named(int customer, int order) {
        return "\"order_no\":\"" + order(customer, order) + "\"";
    }

    private void start() throws IOException {
        Path config = directory.resolve("config");
        Folder folder = new Folder(config);
        Folder.Loaded loaded = folder.load();
        if (!(loaded instanceof Folder.Loaded.Accepted accepted)) {
            throw new IllegalStateException(loaded.findings().toString());
        }
        gateway = Gateway.start(
                folder,
                accepted.with(
                        accepted.settings().withData(directory.resolve("data")).onPort(0)),
                new References(Map.of("UNASKED", "unasked"), config),
                clock);
    }

    void restart() throws IOException {
        gateway.close();
        start();
    }

    /** A grant whose customer is known, for that actor. */
    String grant(int customer) {
        Answer opened =
                wire.post(agent, "/v1/grants", "{\"workflow\":\"order-help\",\"tenant\":\"" + brand(customer) + "\"}");
        String token = opened.body().path("token").asString("");
        assertThat(call(token, "verify_customer", "{\"email\":\"" + email(customer) + "\"}")
                        .word())
                .isEqualTo("ok");
        return token;
    }

    /** Revokes a grant, as its holder may. */
    Answer revoke(String token) {
        return wire.post(token, "/v1/grants/revoke", "{\"token\":\"" + token + "\"}");
    }

    /** An agent's call. */
    Answer call(String token, String tool, String arguments) {
        return turn.getAndIncrement() % 2 == 0 ? wire.rest(token, tool, arguments) : wire.mcp(token, tool, arguments);
    }

    /** The credential of a new account. */
    String account(String name, String role) {
        return wire.account(name, role);
    }

    /** Something that a person does about one operation. */
    Answer desk(String account, String operation, String verb, String body) {
        return wire.post(account, "/v1/desk/operations/" + operation + "/" + verb, body);
    }

    /** A yes to what the operation says now. */
    String yes(String operation) {
        return "{\"digest\":\"" + operation(operation).what().digest() + "\"}";
    }

    /** What the customer says, under a grant's id. */
    Answer says(String token, String grant, String text) {
        return wire.post(
                token, "/v1/grants/" + grant + "/messages", "{\"role\":\"customer\",\"text\":\"" + text + "\"}");
    }

    CallContext chore() {
        return new CallContext("chore", "chore-" + turn.getAndIncrement(), null);
    }

    Operation operation(String id) {
        Operation operation = gateway.operations().get(id);
        if (operation == null) {
            throw new AssertionError("no operation " + id);
        }
        return operation;
    }

    Collection<Operation> operations() {
        return gateway.store().state().operations().all();
    }

    long count(String action, Status status) {
        return operations().stream()
                .filter(one -> one.what().action().equals(action) && one.status() == status)
                .count();
    }

    /** What is used of the one window that counts a budget of this action; null members are any. */
    List<BigDecimal> used(String action) {
        Set<String> windows = new TreeSet<>();
        operations().stream()
                .filter(one -> one.what().action().equals(action))
                .forEach(one -> one.claims().forEach(claim -> windows.add(claim.window())));
        return windows.stream()
                .map(window -> gateway.store().state().spending().used(window, clock.instant()))
                .toList();
    }

    /**
     * The shop, the state and the ledger say the same, and nothing is left in between: what is done is done once, each
     * budget holds exactly what was not given back.
     */
    void balances() throws IOException {
        Map<String, BigDecimal> taken = new HashMap<>();
        Map<String, String> stands = new HashMap<>();
        Set<String> done = new TreeSet<>();
        for (Operation one : operations()) {
            assertThat(one.status()).as(one.id()).isNotIn(Status.STARTED, Status.UNKNOWN);
            stands.put(one.id(), one.status().name().toLowerCase(Locale.ROOT));
            if (one.status() == Status.DONE) {
                done.add(one.id());
            }
            boolean holds =
                    EnumSet.of(Status.DONE, Status.WAITING, Status.DRAFT).contains(one.status());
            one.claims()
                    .forEach(claim ->
                            taken.merge(claim.window(), holds ? claim.amount() : BigDecimal.ZERO, BigDecimal::add));
        }
        assertThat(new TreeSet<>(database.all("SELECT id FROM done"))).isEqualTo(done);
        assertSpent(taken);
        restart();
        assertSpent(taken);
        Map<String, String> now = new HashMap<>();
        operations().forEach(one -> now.put(one.id(), one.status().name().toLowerCase(Locale.ROOT)));
        assertThat(now).isEqualTo(stands);
        Map<String, List<String>> ends = new HashMap<>();
        Map<String, String> last = new HashMap<>();
        for (Map<String, Object> facts : records()) {
            if (facts.get("operation") instanceof String id
                    && String.valueOf(facts.get("event")).startsWith("action.")) {
                String outcome = String.valueOf(facts.getOrDefault("outcome", "begun"));
                last.put(id, outcome);
                if (outcome.equals("done")) {
                    ends.computeIfAbsent(id, none -> new ArrayList<>()).add(outcome);
                }
            }
        }
        assertThat(last).isEqualTo(stands);
        assertThat(ends.keySet()).isEqualTo(done);
        assertThat(ends.values()).allMatch(each -> each.size() == 1);
    }

    private void assertSpent(Map<String, BigDecimal> taken) {
        taken.forEach((window, amount) -> assertThat(
                        gateway.store().state().spending().used(window, clock.instant()))
                .as(window)
                .isEqualByComparingTo(amount));
    }

    /** The facts of every record, in order. */
    List<Map<String, Object>> records() {
        StoredRecords stored = new StoredRecords(gateway.store());
        List<Map<String, Object>> all = new ArrayList<>();
        for (long sequence = 0; sequence < stored.size(); sequence++) {
            if (stored.read(sequence) instanceof Records.Opened.Clear clear) {
                all.add(clear.facts());
            }
        }
        return all;
    }

    @Override
    public void close() {
        wire.close();
        gateway.close();
    }
}
