package dev.remit.gateway.crash;

import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A gateway that is killed and started again over one shop, and those who speak to it over HTTP. */
final class Counter implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final int MOST_LINES = 200;

    private final Path folder;
    private final Path log;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String agent;
    private final String approver;
    private final String operator;
    private final String auditor;
    private volatile GatewayProcess gateway;

    /** What was answered. */
    record Said(int status, JsonNode body) {
        /** How an operation stands, or the code of a problem. */
        String word() {
            return status / 100 == 2 ? text("status") : text("code");
        }

        String text(String name) {
            return body.path(name).asString("");
        }
    }

    /** A grant for CUS-4711. */
    record Permit(String token, String id, String conversation) {}

    Counter(Till till, Path log) throws IOException {
        this.folder = till.shop.folder();
        this.log = log;
        this.gateway = GatewayProcess.start(folder, folder.resolve("data"), log);
        ObjectNode request =
                GatewayProcess.operation("agent.add").put("name", "helper").put("owner", "lead@shop.example");
        request.putArray("tenants").add("acme");
        agent = gateway.ask(request).required("credential").asString();
        approver = account("ann", "approver");
        operator = account("olga", "operator");
        auditor = account("ada", "auditor");
    }

    private String account(String name, String role) throws IOException {
        return gateway.ask(GatewayProcess.operation("account.add")
                        .put("name", name)
                        .put("role", role)
                        .put("lifetime", 86_400))
                .required("credential")
                .asString();
    }

    void kill() throws InterruptedException {
        gateway.kill();
    }

    void start() throws IOException {
        gateway = GatewayProcess.start(folder, folder.resolve("data"), log);
    }

    /** After a test that failed half-way. */
    void startIfDead() throws IOException {
        if (!gateway.lives()) {
            start();
        }
    }

    int port() {
        return gateway.url().getPort();
    }

    Permit permit() {
        Said grant =
                post(agent, "/v1/grants", node().put("workflow", "order-help").put("tenant", "acme"));
        Permit permit = new Permit(grant.text("token"), grant.text("id"), grant.text("conversation"));
        call(permit, "verify_customer", node().put("email", SmallShop.EMAIL));
        return permit;
    }

    static ObjectNode node() {
        return JSON.createObjectNode();
    }

    Said call(Permit permit, String tool, ObjectNode arguments) {
        return post(permit.token(), "/v1/tools/" + tool, arguments);
    }

    /** The same, through a port of somebody else's, and without waiting for an answer. */
    CompletableFuture<Said> calling(int port, Permit permit, String tool, ObjectNode arguments) {
        return sending(port, permit.token(), "/v1/tools/" + tool, arguments);
    }

    CompletableFuture<Said> approving(int port, Permit permit, String operation) {
        String digest = line(permit, operation).path("digest").asString("");
        return sending(port, approver, "/v1/desk/operations/" + operation + "/approve", node().put("digest", digest));
    }

    CompletableFuture<Said> takingBack(int port, String operation) {
        return sending(port, operator, "/v1/desk/operations/" + operation + "/undo", node());
    }

    /** A person has looked, and says what became of it. */
    Said resolve(String operation, boolean done) {
        return post(
                operator,
                "/v1/desk/operations/" + operation + "/resolve",
                node().put("done", done).put("note", "I have looked."));
    }

    /** One of them. */
    JsonNode line(Permit permit, String operation) {
        return lines(permit).stream()
                .filter(line -> line.path("operation").asString("").equals(operation))
                .findFirst()
                .orElseThrow();
    }

    String status(Permit permit, String operation) {
        return line(permit, operation).path("status").asString("");
    }

    /** Every operation of a conversation as the desk has it, whatever became of it. */
    List<JsonNode> lines(Permit permit) {
        ObjectNode asked = node().put("conversation", permit.conversation()).put("limit", MOST_LINES);
        ArrayNode statuses = asked.putArray("status");
        List.of("started", "done", "undone", "unknown", "waiting", "draft", "denied", "expired", "dropped")
                .forEach(statuses::add);
        List<JsonNode> lines = new ArrayList<>();
        Said page;
        do {
            page = post(operator, "/v1/desk/operations/search", asked);
            page.body().required("operations").forEach(lines::add);
            asked.put("cursor", page.text("next"));
        } while (!page.text("next").isEmpty());
        return lines;
    }

    /** What the ledger says of a conversation, the newest first. */
    List<JsonNode> entries(Permit permit) {
        ObjectNode asked = node().put("conversation", permit.conversation())
                .put("limit", MOST_LINES)
                .put("with_subjects", true);
        List<JsonNode> entries = new ArrayList<>();
        Said page;
        do {
            page = post(auditor, "/v1/ledger/search", asked);
            page.body().required("entries").forEach(entries::add);
            asked.put("cursor", page.text("next"));
        } while (!page.text("next").isEmpty());
        return entries;
    }

    private Said post(String bearer, String path, ObjectNode body) {
        return sending(port(), bearer, path, body).join();
    }

    private CompletableFuture<Said> sending(int port, String bearer, String path, ObjectNode body) {
        return answer(client.sendAsync(
                request(port, bearer, path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString()));
    }

    private static HttpRequest.Builder request(int port, String bearer, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + bearer);
    }

    private static CompletableFuture<Said> answer(CompletableFuture<HttpResponse<String>> coming) {
        return coming.thenApply(response -> new Said(response.statusCode(), JSON.readTree(response.body())));
    }

    @Override
    public void close() throws InterruptedException {
        client.shutdownNow();
        gateway.close();
    }
}
