package dev.remit.bench;

import dev.remit.gateway.admin.AdminSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Opens grants at a running gateway as an agent does, and verifies a customer in each. */
final class Grants implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final InetSocketAddress gateway;
    private final String credential;

    private Grants(InetSocketAddress gateway, String credential) {
        this.gateway = gateway;
        this.credential = credential;
    }

    /** Registers the agent through the gateway's admin socket. */
    static Grants of(Server gateway, Path data) throws IOException {
        ObjectNode request = JSON.createObjectNode()
                .put("op", "agent.add")
                .put("name", Configured.AGENT)
                .put("owner", "bench@shop.example");
        request.putArray("tenants").add(Configured.TENANT);
        ObjectNode answer = AdminSocket.ask(data, request)
                .orElseThrow(() -> new IOException("no gateway answers on its admin socket"));
        JsonNode credential = answer.get("credential");
        if (credential == null) {
            throw new IOException("no agent was registered: " + answer);
        }
        return new Grants(gateway.address(), credential.asString());
    }

    /** The token of a new grant with that customer bound. */
    String open(int customer) throws IOException {
        String token = post(
                        "/v1/grants",
                        credential,
                        JSON.createObjectNode()
                                .put("workflow", Configured.WORKFLOW)
                                .put("tenant", Configured.TENANT))
                .required("token")
                .asString();
        post("/v1/tools/verify_customer", token, JSON.createObjectNode().put("email", Dataset.email(customer)));
        return token;
    }

    JsonNode order(String token, String orderNo) throws IOException {
        return post("/v1/tools/get_order", token, JSON.createObjectNode().put("order_no", orderNo));
    }

    private JsonNode post(String path, String bearer, ObjectNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.getPort() + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
