package dev.remit.gateway.cli.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway as far as its clients can tell: grants, and an MCP endpoint that a test scripts. */
public final class FixtureGateway implements AutoCloseable {
    public static final String CREDENTIAL = "remit_agent_fixture";

    private final HttpServer server;
    private final AtomicInteger opened = new AtomicInteger();
    private final Map<String, Boolean> live = new ConcurrentHashMap<>();
    private volatile Mcp mcp = call -> result(call, "{}");
    private volatile int refuseOpening;

    /** What arrived, in order. */
    public final ConcurrentLinkedQueue<JsonNode> grantRequests = new ConcurrentLinkedQueue<>();

    public final ConcurrentLinkedQueue<String> revoked = new ConcurrentLinkedQueue<>();
    public final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    public final ConcurrentLinkedQueue<String> addresses = new ConcurrentLinkedQueue<>();

    /** One message that arrived. */
    public record Call(JsonNode message, String token, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** Answers a message. */
    @FunctionalInterface
    public interface Mcp {
        Response answer(Call call) throws InterruptedException;
    }

    public record Response(int status, String body) {}

    public FixtureGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/grants", this::grants);
        server.createContext("/mcp", this::mcp);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void answering(Mcp script) {
        this.mcp = script;
    }

    /** From now on no grant is opened. */
    public void refuseOpening(int status) {
        this.refuseOpening = status;
    }

    /** Ends all grants, as an operator might. */
    public void endGrants() {
        live.clear();
    }

    public static Response result(Call call, String result) {
        return new Response(
                200, "{\"jsonrpc\":\"2.0\",\n\"id\":" + call.message().get("id") + ",\"result\":" + result + "}");
    }

    private void grants(HttpExchange exchange) throws IOException {
        addresses.add(exchange.getRequestURI().toString());
        JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        if (exchange.getRequestURI().getPath().endsWith("/revoke")) {
            revoked.add(body.path("token").asString());
            live.remove(body.path("token").asString());
            send(exchange, new Response(200, ""));
            return;
        }
        if (exchange.getRequestURI().getPath().endsWith("/introspect")) {
            boolean active = live.containsKey(body.path("token").asString());
            send(exchange, new Response(200, active ? ACTIVE : "{\"active\":false}"));
            return;
        }
        grantRequests.add(body);
        if (refuseOpening != 0 || !token(exchange).equals(CREDENTIAL)) {
            int status = refuseOpening == 0 ? 401 : refuseOpening;
            send(
                    exchange,
                    new Response(
                            status,
                            "{\"status\":" + status + ",\"code\":\"not_allowed\","
                                    + "\"detail\":\"This agent may not open such a grant.\",\"correlation_id\":\"id7\"}"));
            return;
        }
        if (body.has("renews")) {
            live.remove(body.path("renews").asString());
        }
        String token = "remit_grant_" + opened.incrementAndGet();
        live.put(token, true);
        send(
                exchange,
                new Response(
                        201,
                        "{\"id\":\"g" + opened.get() + "\",\"token\":\"" + token + "\",\"expires_in\":1200,"
                                + "\"expires_at\":\"2026-11-21T10:00:00Z\"}"));
    }

    private static final String ACTIVE = """
            {"active":true,"jti":"g1","client_id":"helper","workflow":"order-help","tenant":"acme","exp":1795255200,
             "assurance":"none","contract":"abc","conversation":"k1","case":null,"budgets":{"calls":39}}
            """;

    private void mcp(HttpExchange exchange) throws IOException {
        addresses.add(exchange.getRequestURI().toString());
        Call call = new Call(
                JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()),
                token(exchange),
                exchange.getRequestHeaders());
        calls.add(call);
        if (!live.containsKey(call.token())) {
            send(
                    exchange,
                    new Response(401, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":401,\"message\":\"no\"}}"));
            return;
        }
        try {
            send(exchange, call.message().has("id") ? mcp.answer(call) : new Response(202, ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String token(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
