package dev.remit.gateway.ops;

import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /health}, {@code /ready} and {@code /metrics}. They need no credential and say nothing about data. */
public final class OpsEndpoints {
    /** The short name under which requests to these are counted. */
    public static final String NAME = "ops";

    private static final Logger LOG = LoggerFactory.getLogger(OpsEndpoints.class);

    private final List<Check> checks;
    private final Metrics metrics;

    private OpsEndpoints(List<Check> checks, Metrics metrics) {
        this.checks = List.copyOf(checks);
        this.metrics = metrics;
    }

    /** The three of them. */
    public static List<Endpoint> of(List<Check> checks, Metrics metrics) {
        OpsEndpoints ops = new OpsEndpoints(checks, metrics);
        Answer healthy = new Answer(200, "It runs.", Reply.JSON, status("up"));
        Answer ready = new Answer(200, "It can serve.", Reply.JSON, readiness());
        Answer notReady = new Answer(503, "It cannot, and this is why.", Reply.JSON, readiness());
        Answer text = new Answer(200, "The metrics.", Metrics.CONTENT_TYPE, null);
        return List.of(
                new Endpoint("GET", "/health", doc("getHealth", "Does the process run?", healthy), x -> ops.health()),
                new Endpoint(
                        "GET",
                        "/ready",
                        doc("getReadiness", "Can the gateway serve?", ready, notReady),
                        x -> ops.ready()),
                new Endpoint(
                        "GET", "/metrics", doc("getMetrics", "Metrics for Prometheus.", text), x -> ops.metrics()));
    }

    private Reply health() {
        return Reply.json(200, node().put("status", "up"));
    }

    private Reply ready() {
        ObjectNode answer = node();
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        boolean all = true;
        for (Check check : checks) {
            boolean passes = passes(check);
            all &= passes;
            ObjectNode one = list.addObject().put("name", check.name()).put("ok", passes);
            String why = why(check);
            if (why != null) {
                one.put("why", why);
            }
        }
        answer.put("status", all ? "ready" : "not_ready").set("checks", list);
        return Reply.json(all ? 200 : 503, answer);
    }

    static boolean passes(Check check) {
        try {
            return check.passes().getAsBoolean();
        } catch (RuntimeException e) {
            // The type only: a message may hold anything.
            LOG.warn("check {} failed: {}", check.name(), e.getClass().getName());
            return false;
        }
    }

    private static @Nullable String why(Check check) {
        try {
            return check.why().get();
        } catch (RuntimeException e) {
            LOG.warn("check {} failed: {}", check.name(), e.getClass().getName());
            return null;
        }
    }

    private Reply metrics() {
        return Reply.text(200, Metrics.CONTENT_TYPE, metrics.text());
    }

    private static Operation doc(String id, String summary, Answer... answers) {
        return new Operation(id, summary, Credential.NONE, Map.of(), List.of(answers), Map.of());
    }

    private static ObjectNode status(String value) {
        return object(string(value), null);
    }

    private static ObjectNode readiness() {
        ObjectNode check = node().put("type", "object");
        ObjectNode properties = check.putObject("properties");
        properties.putObject("name").put("type", "string");
        properties.putObject("ok").put("type", "boolean");
        properties.putObject("why").put("type", "string");
        ObjectNode list = node().put("type", "array");
        list.set("items", check);
        return object(string("ready", "not_ready"), list);
    }

    private static ObjectNode object(ObjectNode status, @Nullable ObjectNode checks) {
        ObjectNode schema = node().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required").add("status");
        properties.set("status", status);
        if (checks != null) {
            properties.set("checks", checks);
            required.add("checks");
        }
        return schema;
    }

    private static ObjectNode string(String... values) {
        ObjectNode schema = node().put("type", "string");
        ArrayNode list = schema.putArray("enum");
        for (String value : values) {
            list.add(value);
        }
        return schema;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
