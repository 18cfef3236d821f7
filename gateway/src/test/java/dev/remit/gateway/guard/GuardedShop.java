package dev.remit.gateway.guard;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.cli.Console;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.config.References;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.testing.Postgres;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.TestClock;
import dev.remit.gateway.testing.Wire;
import dev.remit.gateway.testing.Wire.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A real gateway that checks answers, over a real database, with Ada's grant and what others must not learn. */
final class GuardedShop implements AutoCloseable {
    static final String ADA = "ada.lovell@mail.example";
    static final String BOB = "bob.marten@post.example";
    static final String BOBS_PHONE = "+44 161 496 0123";
    static final String BOBS_CARD = "5555555555554444";
    static final String CLEO = "cleo.hart@letters.example";
    static final String INVENTED = "mike.never@nowhere.example";

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String CATALOG = """
            source: shop
            subject: customer
            connect: { jdbc: "URL", LOGIN timeout: 5s, pool: 4, write: { WRITER operations: done } }
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
                  phone: { class: personal, kind: phone }
              means:
                table: means
                scope: { subject: "owner -> customer", tenant: "owner -> customer" }
                key: means_no
                fields:
                  means_no: { class: account, required: true }
                  card: { class: financial, kind: card }
              product:
                table: products
                scope: shared
                key: sku
                fields:
                  sku: { class: public, required: true }
                  maker: { class: public, kind: email }
            actions:
              change_email:
                description: Changes the address on file.
                effect: write
                arguments: { email: { kind: email, longest: 100 } }
                statement: "UPDATE customers SET email = :email WHERE customer_id = :subject"
              write_note:
                description: Writes a note that the customer reads.
                effect: write
                steerable: false
                arguments:
                  title: { kind: text, longest: 100, optional: true }
                  body: { kind: text, longest: 2000 }
                  tags: { list: 3, optional: true }
                  reply_to: { kind: email, longest: 100, optional: true }
                statement: >-
                  INSERT INTO notes (id, customer, title, body, tags, reply_to)
                  VALUES (:operation, :subject, :title, :body, :tags, :reply_to)
                undo: hide_note
              hide_note:
                description: Hides a note.
                effect: write
                steerable: false
                arguments: { body: { kind: text, longest: 2000 } }
                statement: "UPDATE notes SET hidden = 1 WHERE customer = :subject AND body = :body"
              send_letter:
                description: Sends a letter to the customer.
                effect: irreversible
                arguments: { body: { kind: text, longest: 2000 } }
                statement: "INSERT INTO notes (id, customer, body) VALUES (:operation, :subject, :body)"
            """;

    private static final String HELP = """
            workflow: help
            purpose: Help customers with what is on file.
            owner: lead@shop.example
            need: The answer is about this customer's own data; no public page has it.
            agents: [helper]
            verify: { by: [[email]] }
            data:
              customer: { fields: { email: { handling: clear, why: confirm the address on file } } }
              product: { fields: { sku: name it, maker: tell who made it } }
            actions:
              change_email: { why: customers move }
              write_note: { why: customers want an answer, undo: true }
              hide_note: { why: notes can be wrong }
              send_letter: { why: some have no mail, approve: true }
            limits: { misses: 5 }
            boundary: { refuse: { "*": "I cannot help with that here." } }
            """;

    private static final String GUARD = """
            guard:
              own: { phone: ["+44 20 7946 0000"], email: [help@shop.example] }
            """;

    final TestClock clock = new TestClock();
    private final Path directory;
    private final String url;
    private final Map<String, String> grants = new HashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Wire wire;
    private @Nullable String agent;
    private @Nullable String person;
    private Gateway gateway;

    private GuardedShop(Path directory, String url, String guard, String login, String writer) throws IOException {
        this.directory = directory;
        this.wire = new Wire(() -> gateway.port(), data());
        this.url = url + (login.isEmpty() ? "" : "?user=" + Postgres.OWNER);
        Files.createDirectories(folder().resolve("catalog"));
        Files.createDirectories(folder().resolve("workflows"));
        Files.writeString(
                folder().resolve("catalog/shop.yaml"),
                CATALOG.replace("URL", url).replace("LOGIN", login).replace("WRITER", writer));
        contract("", "");
        if (!guard.isEmpty()) {
            Files.writeString(folder().resolve("privacy.yaml"), guard);
        }
        sql(
                "CREATE TABLE customers (customer_id VARCHAR(20) PRIMARY KEY NOT NULL, brand VARCHAR(20) NOT NULL,"
                        + " first_name VARCHAR(50), last_name VARCHAR(50), email VARCHAR(100), phone VARCHAR(50))",
                "CREATE TABLE means (means_no VARCHAR(20) PRIMARY KEY NOT NULL, owner VARCHAR(20) NOT NULL,"
                        + " card VARCHAR(30))",
                "CREATE TABLE products (sku VARCHAR(20) PRIMARY KEY NOT NULL, maker VARCHAR(100))",
                "CREATE TABLE done (id VARCHAR(100) PRIMARY KEY NOT NULL)",
                "CREATE TABLE notes (id VARCHAR(100) PRIMARY KEY NOT NULL, customer VARCHAR(20) NOT NULL,"
                        + " title VARCHAR(100), body VARCHAR(2000), tags VARCHAR(1000), reply_to VARCHAR(100),"
                        + " hidden INTEGER)",
                "INSERT INTO customers VALUES"
                        + " ('CUS-1', 'acme', 'Ada', 'Lovell', 'ada.lovell@mail.example', '+44 20 7946 0958'),"
                        + " ('CUS-2', 'acme', 'Bob', 'Marten', 'bob.marten@post.example', '+44 161 496 0123'),"
                        + " ('CUS-3', 'beta', 'Cleo', 'Hart', 'cleo.hart@letters.example', NULL),"
                        + " ('CUS-4', 'acme', 'Dan', 'Home', 'dan@home.example', '+44 113 496 0999'),"
                        + " ('CUS-5', 'acme', 'Eve', 'Home', 'eve@home.example', '+44 113 496 0999')",
                "INSERT INTO means VALUES ('M-1', 'CUS-1', '4111 1111 1111 1111'),"
                        + " ('M-2', 'CUS-2', '5555 5555 5555 4444')",
                "INSERT INTO products VALUES ('S-1', 'makers@chairs.example')");
        gateway = started();
    }

    /** Over a SQLite file. */
    static GuardedShop in(Path directory) throws IOException {
        return in(directory, GUARD);
    }

    /** @param guard what {@code privacy.yaml} says; nothing where there is none */
    static GuardedShop in(Path directory, String guard) throws IOException {
        String file = directory.resolve("shop.db").toAbsolutePath().toString();
        return new GuardedShop(directory, "jdbc:sqlite:" + file, guard, "", "");
    }

    /** Over a database of a PostgreSQL server. */
    static GuardedShop over(Postgres.Database database, Path directory) throws IOException {
        return new GuardedShop(
                directory,
                database.url(),
                GUARD,
                "read: { user: " + Postgres.READER + " },",
                "user: " + Postgres.OWNER + ",");
    }

    /** Writes the contract, with something replaced. */
    void contract(String what, String with) throws IOException {
        Files.writeString(folder().resolve("workflows/help.yaml"), HELP.replace(what, with));
    }

    Path folder() {
        return directory.resolve("config");
    }

    Path data() {
        return directory.resolve("data");
    }

    Gateway gateway() {
        return gateway;
    }

    private Gateway started() throws IOException {
        Folder folder = new Folder(folder());
        return switch (folder.load()) {
            case Folder.Loaded.Accepted accepted ->
                Gateway.start(
                        folder,
                        accepted.with(accepted.settings().withData(data()).onPort(0)),
                        new References(Map.of(), folder()),
                        clock);
            case Folder.Loaded.Rejected(var findings) -> throw new IllegalStateException(findings.toString());
        };
    }

    /** Ends, and starts again. */
    GuardedShop restarted() throws IOException {
        gateway.close();
        gateway = started();
        return this;
    }

    /** Waits until all protected values were read once more. */
    GuardedShop built() {
        Console.Done done = remit("guard", "rebuild");
        if (done.exitCode() != 0) {
            throw new AssertionError(done.err());
        }
        return this;
    }

    Console.Done remit(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = "data";
        return new Console(directory, Map.of()).run(all);
    }

    JsonNode status() {
        return wire.operate(JsonNodeFactory.instance.objectNode().put("op", "guard.status"));
    }

    /** Waits until no customer waits to be read again. */
    void settled() {
        while (status().path("waiting").asInt(0) > 0) {
            Thread.onSpinWait();
        }
    }

    private CallContext context() {
        return new CallContext("rest", "test-" + ids.incrementAndGet(), null);
    }

    /** A grant for the customer of an e-mail address, of the tenant acme. */
    String grant(String email) {
        String token = unverified();
        call(token, "verify_customer", "{\"email\":\"" + email + "\"}");
        return token;
    }

    String unverified() {
        if (agent == null) {
            agent = switch (gateway.agents()
                    .add(new AgentDesk.Registration(
                            "helper",
                            Agent.Audience.CUSTOMER,
                            "o@x.example",
                            null,
                            null,
                            "test",
                            Set.of("acme"),
                            null))) {
                case AgentDesk.Outcome.Issued(var _, String credential) -> credential;
                case AgentDesk.Outcome other -> throw new AssertionError(other);
            };
        }
        GrantResult opened =
                gateway.grants().open(agent, new GrantRequest("help", "acme", null, null, null, null), context());
        String token = Shopfront.token(opened);
        grants.put(token, ((GrantResult.Opened) opened).id());
        return token;
    }

    /** What an agent gets: JSON, or the code of a problem. */
    String call(String token, String tool, String arguments) {
        return switch (gateway.tools().access(token, context())) {
            case Access.Granted(var session) ->
                Shopfront.said(session.call(tool, (ObjectNode) JSON.readTree(arguments), context()));
            case Access.Refused(var problem) -> problem.code();
        };
    }

    /** An action, called over REST. */
    Answer act(String token, String action, ObjectNode arguments) {
        return wire.rest(token, action, arguments.toString());
    }

    /** The same over MCP. */
    Answer actOverMcp(String token, String action, ObjectNode arguments) {
        return wire.mcp(token, action, arguments.toString());
    }

    /** What came of checking an answer. */
    record Checked(int status, JsonNode body, String id) {
        static Checked of(Answer answer) {
            return new Checked(answer.status(), answer.body(), answer.id());
        }

        /** What may go out, or the code of a problem. */
        String text() {
            return status == 200
                    ? body.path("text").asString("")
                    : body.path("code").asString("");
        }

        int withheld() {
            return body.path("withheld").asInt(-1);
        }
    }

    Checked answer(String token, String text) {
        return Checked.of(wire.post(
                token, "/v1/answers", JSON.createObjectNode().put("text", text).toString()));
    }

    /** Something is said in the conversation of a grant. */
    int message(String token, String role, String text) {
        ObjectNode message = JSON.createObjectNode().put("role", role).put("text", text);
        return wire.post(token, "/v1/grants/" + grants.getOrDefault(token, "") + "/messages", message.toString())
                .status();
    }

    /** A person allows what waits. */
    Answer allow(String operation) {
        if (person == null) {
            person = wire.account("ann", "approver");
        }
        Operation waits = Objects.requireNonNull(gateway.operations().get(operation));
        return wire.post(
                person,
                "/v1/desk/operations/" + operation + "/approve",
                "{\"digest\":\"" + waits.what().digest() + "\"}");
    }

    String get(String path) {
        return wire.read(path);
    }

    /** What is on record of an answer. */
    JsonNode record(Checked checked) {
        return record(checked.id());
    }

    /** What is on record of a call, by its id. */
    JsonNode record(String id) {
        return JSON.readTree(remit("explain", id, "--json").out());
    }

    /** The first column of all rows, as text. */
    List<String> all(String query) {
        List<String> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(String.valueOf(rows.getString(1)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    void sql(String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        wire.close();
        gateway.close();
    }
}
