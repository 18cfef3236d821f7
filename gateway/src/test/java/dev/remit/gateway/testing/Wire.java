package dev.remit.gateway.testing;

import dev.remit.gateway.admin.AdminSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A running gateway as agents, people and operators reach it: over HTTP, in both ways to call a tool, and by its socket. */
public final class Wire implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final IntSupplier port;
    private final Path data;

    /** @param port asked for each request, since a gateway that starts again has another */
    public Wire(IntSupplier port, Path data) {
        this.port = port;
        this.data = data;
    }

    /**
     * What came over the wire.
     *
     * @param status 200 where something was made, too
     * @param id to look it up by on record
     */
    public record Answer(int status, JsonNode body, String id) {
        /** The same without what names the answer itself: all that two answers can be told apart by. */
        public Answer blank() {
            JsonNode rest = body instanceof ObjectNode object
                    ? object.deepCopy().without("correlationId").without("correlation_id")
                    : body;
            return new Answer(status, rest, "");
        }

        /** The code of a problem, else how an operation stands, else {@code ok}. */
        public String word() {
            return status == 200
                    ? body.path("status").asString("ok")
                    : body.path("code").asString("?" + status);
        }

        public String text(String name) {
            return body.path(name).asString("");
        }

        public String operation() {
            return text("operation");
        }
    }

    public Answer get(String bearer, String path) {
        return send(request(path).header("Authorization", "Bearer " + bearer).GET());
    }

    public Answer post(String bearer, String path, String body) {
        return send(request(path)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A tool, called over REST. */
    public Answer rest(String token, String tool, String arguments) {
        return post(token, "/v1/tools/" + tool, arguments);
    }

    /** The same over MCP; a problem has the status 400, whatever it is. */
    public Answer mcp(String token, String tool, String arguments) {
        String body = """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":%s,"_meta":{\
                "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},\
                "io.modelcontextprotocol/clientCapabilities":{}}}}""".formatted(tool, arguments);
        Answer answer = send(request("/mcp")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", tool)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        JsonNode result = answer.body().path("result");
        JsonNode problem = result.path("_meta").path("dev.remit/problem");
        if (!problem.isMissingNode()) {
            return new Answer(400, problem, answer.id());
        }
        JsonNode error = answer.body().path("error").path("data");
        if (error.has("code")) {
            return new Answer(answer.status(), error, answer.id());
        }
        return result.has("structuredContent") ? new Answer(200, result.get("structuredContent"), answer.id()) : answer;
    }

    /** The credential of a new account of a person. */
    public String account(String name, String role) {
        return operate(JsonNodeFactory.instance
                        .objectNode()
                        .put("op", "account.add")
                        .put("name", name)
                        .put("role", role)
                        .put("lifetime", 86_400))
                .path("credential")
                .asString("");
    }

    /** What the operators' socket answers. */
    public JsonNode operate(ObjectNode request) {
        try {
            return AdminSocket.ask(data, request).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What everybody may read, as it stands there. */
    public String read(String path) {
        return exchange(request(path)).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path));
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request);
        String text = response.body();
        return new Answer(
                response.statusCode() == 201 ? 200 : response.statusCode(),
                text.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text),
                response.headers().firstValue("Remit-Correlation-Id").orElse(""));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
