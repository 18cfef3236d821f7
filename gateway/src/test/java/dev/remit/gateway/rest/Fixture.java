package dev.remit.gateway.rest;

import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.GrantRequest;
import dev.remit.gateway.call.GrantResult;
import dev.remit.gateway.call.GrantService;
import dev.remit.gateway.call.Introspection;
import dev.remit.gateway.call.Narrowing;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.call.ToolService;
import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Endpoints;
import dev.remit.gateway.http.HttpServer;
import dev.remit.gateway.http.HttpSettings;
import dev.remit.gateway.ops.Check;
import dev.remit.gateway.ops.Metrics;
import dev.remit.gateway.ops.OpsEndpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A real server in front of a gateway that knows one agent and one grant. */
public final class Fixture implements AutoCloseable {
    public static final String AGENT = "agent-credential";
    public static final String GRANT = "grant-token";
    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00.750Z");
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    final List<Object> asked = new CopyOnWriteArrayList<>();
    final List<CallContext> contexts = new CopyOnWriteArrayList<>();
    final List<String> called = new CopyOnWriteArrayList<>();
    public final AtomicBoolean journal = new AtomicBoolean(true);
    public final Metrics metrics = new Metrics(() -> Set.of("order-help"));
    public final List<Endpoint> endpoints;
    public final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Fixture() {
        this(HttpSettings.local(0));
    }

    public Fixture(HttpSettings settings) {
        InstantSource clock = InstantSource.fixed(NOW);
        List<Endpoint> rest = RestWire.endpoints(new Tools(), new Grants(), clock);
        List<Endpoint> ops =
                OpsEndpoints.of(List.of(new Check("journal", journal::get), new Check("sources", () -> true)), metrics);
        List<Endpoint> all = new ArrayList<>(rest);
        all.addAll(ops);
        all.add(OpenApi.endpoint(all, "1.2.3"));
        this.endpoints = List.copyOf(all);
        List<Endpoint> unnamed = endpoints.subList(rest.size(), endpoints.size());
        this.server = HttpServer.start(
                settings,
                List.of(
                        new Endpoints(RestWire.NAME, rest, metrics, System::nanoTime),
                        new Endpoints(OpsEndpoints.NAME, unnamed, metrics, System::nanoTime)),
                new CorrelationIds(clock, new Random(11)),
                metrics,
                System::nanoTime);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    public HttpResponse<String> get(String path, @Nullable String bearer, String... headers) {
        return send(request(path, bearer, headers).GET());
    }

    HttpResponse<String> post(String path, @Nullable String bearer, String body, String... headers) {
        HttpRequest.Builder request = request(path, bearer, headers);
        if (!List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(String method, String path) {
        return send(request(path, null).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    static JsonNode body(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }

    private HttpRequest.Builder request(String path, @Nullable String bearer, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem problem(String code, int status, CallContext context) {
        return new Problem(code, status, "What to do next.", context.correlationId(), null, null);
    }

    private final class Grants implements GrantService {
        @Override
        public GrantResult open(@Nullable String bearer, GrantRequest request, CallContext context) {
            contexts.add(context);
            if (!AGENT.equals(bearer)) {
                return new GrantResult.Refused(problem("unauthenticated", 401, context));
            }
            asked.add(request);
            return opened(request.workflow(), request.tenant(), request.caseId());
        }

        @Override
        public GrantResult delegate(@Nullable String bearer, Narrowing narrowing, CallContext context) {
            if (!GRANT.equals(bearer)) {
                return new GrantResult.Refused(problem("unauthenticated", 401, context));
            }
            asked.add(narrowing);
            return opened("order-help", "acme", "T-1");
        }

        private GrantResult opened(String workflow, String tenant, @Nullable String caseId) {
            return new GrantResult.Opened(
                    "g1", "fresh-token", "c1", workflow, tenant, caseId, NOW.plusSeconds(1200), "none");
        }

        @Override
        public Introspection introspect(@Nullable String bearer, String token, CallContext context) {
            if (!AGENT.equals(bearer)) {
                return new Introspection.Refused(problem("unauthenticated", 401, context));
            }
            return GRANT.equals(token)
                    ? new Introspection.Active(
                            "g1",
                            "c1",
                            "support-assistant",
                            "order-help",
                            "acme",
                            null,
                            "claimed",
                            "sha256:1",
                            NOW,
                            NOW.plusSeconds(60),
                            Map.of("calls", 59L))
                    : new Introspection.Inactive();
        }

        @Override
        public @Nullable Problem revoke(@Nullable String bearer, String token, CallContext context) {
            if (!AGENT.equals(bearer)) {
                return problem("unauthenticated", 401, context);
            }
            asked.add(token);
            return null;
        }
    }

    private final class Tools implements ToolService {
        @Override
        public Access access(@Nullable String bearer, CallContext context) {
            contexts.add(context);
            return GRANT.equals(bearer)
                    ? new Access.Granted(new OneSession())
                    : new Access.Refused(problem("unauthenticated", 401, context));
        }
    }

    private final class OneSession implements Session {
        @Override
        public List<Tool> tools() {
            ObjectNode any = JsonNodeFactory.instance.objectNode().put("type", "object");
            return List.of(
                    new Tool("echo", "Echo", "Says it again.", any, any, Tool.Effect.READ),
                    new Tool("pay", "Pay", "Pays.", any, null, Tool.Effect.IRREVERSIBLE));
        }

        @Override
        public String instructions() {
            return "Begin with echo.";
        }

        @Override
        public CallResult call(String tool, ObjectNode arguments, CallContext context) {
            called.add(tool);
            return switch (tool) {
                case "echo" -> new CallResult.Released(arguments);
                case "limited" ->
                    new CallResult.Refused(new Problem(
                            "budget_calls",
                            429,
                            "Ask for a new grant.",
                            context.correlationId(),
                            "One moment, please.",
                            Duration.ofMillis(1_200)));
                case "broken" -> throw new IllegalStateException("jane@customer.example");
                default -> new CallResult.Refused(problem("not_found", 404, context));
            };
        }

        @Override
        public CallResult task(String id, CallContext context) {
            return new CallResult.Refused(problem("unknown_operation", 404, context));
        }

        @Override
        public CallResult withdraw(String id, CallContext context) {
            return new CallResult.Refused(problem("unknown_operation", 404, context));
        }
    }
}
