package dev.remit.gateway.desk;

import dev.remit.gateway.Gateway;
import dev.remit.gateway.admin.AdminSocket;
import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.AgentDesk;
import dev.remit.gateway.testing.Shopfront;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A real gateway whose agent can cancel orders and write notes, and people at its desk, over HTTP. */
public final class ActingShop implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ACTIONS = """
            actions:
              cancel_order:
                description: Cancels an order that is not on its way.
                effect: write
                on: order
                statement: "UPDATE orders SET status = 'cancelled' WHERE order_no = :order_no"
                undo: reopen_order
              reopen_order:
                description: Opens a cancelled order again.
                effect: write
                on: order
                statement: "UPDATE orders SET status = 'open' WHERE order_no = :order_no AND status = 'cancelled'"
              note_order:
                description: Writes a note on an order, which the customer reads.
                effect: draft
                on: order
                arguments:
                  text: { kind: text, longest: 500 }
                  points: { type: integer, least: 0, most: 100 }
                statement: "UPDATE orders SET note = :text WHERE order_no = :order_no AND :points >= 0"
            """;

    private static final String GRANTS = """
            actions:
              cancel_order:
                why: customers ask for it
                when: "order.status == 'open'"
                approve: { if: "order.total > 50.0", by: [approver, operator], within: 30m }
                undo: true
                budget: [{ most: 5, per: grant }]
              note_order:
                why: customers want an answer
                approve: { by: [approver, data_owner], within: 30m }
                budget: [{ most: 50, of: points, per: grant }]
            """;

    public final TestClock clock = new TestClock();
    public final SmallShop shop;
    private final Path directory;
    private final AtomicInteger ids = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    public Gateway gateway;
    private String agent = "";

    public ActingShop(Path directory) throws IOException {
        this.directory = directory;
        this.shop = SmallShop.in(directory);
        Path catalog = shop.folder().resolve("catalog/shop.yaml");
        Files.writeString(
                catalog,
                Files.readString(catalog).replace("timeout: 5s,", "timeout: 5s, write: { operations: done },")
                        + ACTIONS);
        shop.workflow("order-help", SmallShop.ORDER_HELP + GRANTS);
        shop.sql(
                "CREATE TABLE done (id TEXT PRIMARY KEY NOT NULL)",
                "INSERT INTO orders VALUES ('ORD-1', 'CUS-4711', 'open', 10, NULL), ('ORD-2', 'CUS-4711', 'open', 20,"
                        + " NULL), ('ORD-3', 'CUS-4711', 'open', 90, NULL)");
        start();
    }

    private void start() throws IOException {
        gateway = Gateway.start(new Folder(shop.folder()), shop.load(), shop.references(), clock);
    }

    /** Ends, writes settings or changes the contract, and starts again. */
    public void restart() throws IOException {
        gateway.close();
        start();
    }

    public void contract(String what, String with) throws IOException {
        String text = SmallShop.ORDER_HELP + GRANTS;
        if (!text.contains(what)) {
            throw new IllegalArgumentException(what);
        }
        shop.workflow("order-help", text.replace(what, with));
        if (!gateway.reload().isEmpty()) {
            throw new IllegalStateException("the contract is wrong");
        }
    }

    public String url() {
        return "http://127.0.0.1:" + gateway.port();
    }

    public CallContext context() {
        return new CallContext("rest", "test-" + ids.incrementAndGet(), null);
    }

    /** A grant for CUS-4711, for that actor. */
    public String grant(@Nullable String actor) {
        if (agent.isEmpty()) {
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
                case AgentDesk.Outcome.Issued(var made, String credential) -> credential;
                case AgentDesk.Outcome other -> throw new AssertionError(other);
            };
        }
        String token = Shopfront.token(gateway.grants()
                .open(agent, new GrantRequest("order-help", "acme", null, actor, null, null), context()));
        call(token, "verify_customer", "{\"email\":\"" + SmallShop.EMAIL + "\"}");
        return token;
    }

    /** What an agent gets: JSON, or the code of a problem. */
    public String call(String token, String tool, String arguments) {
        return switch (gateway.tools().access(token, context())) {
            case Access.Granted(var session) ->
                Shopfront.said(session.call(tool, (ObjectNode) JSON.readTree(arguments), context()));
            case Access.Refused(var problem) -> problem.code();
        };
    }

    /** The operation that a call began. */
    public String begin(String token, String tool, String arguments) {
        String said = call(token, tool, arguments);
        if (!said.startsWith("{")) {
            throw new AssertionError(said);
        }
        return JSON.readTree(said).path("operation").asString("");
    }

    /** The credential of a new account. */
    public String account(String name, String role) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("op", "account.add")
                .put("name", name)
                .put("role", role)
                .put("lifetime", 86_400);
        try {
            return AdminSocket.ask(shop.data(), request)
                    .orElseThrow()
                    .path("credential")
                    .asString("");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Turns somebody away for good. */
    public void revoke(String name) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("op", "account.revoke")
                .put("name", name);
        try {
            if (AdminSocket.ask(shop.data(), request).isEmpty()) {
                throw new AssertionError("no gateway listens");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the desk answered. */
    public record Said(int status, JsonNode body) {
        /** The code of a problem, or how the operation stands. */
        public String word() {
            return status == 200
                    ? body.path("status").asString("")
                    : body.path("code").asString("");
        }

        public String text(String name) {
            return body.path(name).asString("");
        }
    }

    public Said get(String bearer, String path) {
        return send(request(bearer, path).GET());
    }

    public Said post(String bearer, String path, String body) {
        return send(request(bearer, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Does something about one operation. */
    public Said act(String bearer, String operation, String verb, String body) {
        return post(bearer, "/v1/desk/operations/" + operation + "/" + verb, body);
    }

    public Said show(String bearer, String operation) {
        return get(bearer, "/v1/desk/operations/" + operation);
    }

    /** Allows what it looks at. */
    public Said approve(String bearer, String operation) {
        String digest = gateway.operations().get(operation).what().digest();
        return act(bearer, operation, "approve", "{\"digest\":\"" + digest + "\"}");
    }

    private HttpRequest.Builder request(String bearer, String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + bearer);
    }

    private Said send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Said(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of a query's only row. */
    public String sql(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("shop.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public String status(String order) {
        return sql("SELECT status FROM orders WHERE order_no = '" + order + "'");
    }

    /** How many actions the shop has seen. */
    public String done() {
        return sql("SELECT count(*) FROM done");
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
    }
}
