package dev.remit.gateway.rest;

import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of some endpoints, made from what they say of themselves, so that it cannot fall behind. */
public final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    /** How the server marks a parameter that goes over several parts of a path, for which OpenAPI has no word. */
    private static final String LONG_PARAMETER = "{+";

    private static final Map<String, String> PARAMETERS = Map.of(
            "conversation", "A conversation's id, or that of a grant of it.",
            "incident", "An incident's id.",
            "operation", "An operation's id.",
            "name", "As the grant's list of tools has it.",
            "entry", "An entry's place in the log, or a correlation id.",
            "tile", "Level, or the word entries, and index, as C2SP tlog-tiles writes them; slashes are part of it.");

    /** What any endpoint can answer, whatever it does. */
    private static final Map<Integer, String> ALWAYS = Map.of(
            400, "The request is malformed.",
            403, "The Origin or Host header is not one that is allowed.",
            406, "The answer's media type is not acceptable.",
            500, "Something went wrong in the gateway, and nothing was released.");

    private static final Map<Integer, String> WITH_BODY =
            Map.of(413, "The body is too large.", 415, "The body's media type is not supported.");

    private OpenApi() {}

    /**
     * {@code GET /openapi.json} for these endpoints and itself.
     *
     * @param version the program's version
     */
    public static Endpoint endpoint(List<Endpoint> documented, String version) {
        Operation operation = new Operation(
                "getApiDocument",
                "This document.",
                Credential.NONE,
                Map.of(),
                List.of(new Answer(200, "This document.", Reply.JSON, Schema.anything("An OpenAPI 3.1 document."))),
                Map.of());
        List<Endpoint> all = new ArrayList<>(documented);
        Endpoint placeholder = new Endpoint("GET", "/openapi.json", operation, exchange -> Reply.empty(204));
        all.add(placeholder);
        Reply document = Reply.json(200, document(all, version));
        return new Endpoint(placeholder.method(), placeholder.path(), operation, exchange -> document);
    }

    static ObjectNode document(List<Endpoint> endpoints, String version) {
        ObjectNode document = node();
        document.put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Remit")
                .put("summary", "The customer-data gateway for AI agents.")
                .put("version", version);
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            String name = endpoint.path().replace(LONG_PARAMETER, "{");
            ObjectNode path = paths.has(name) ? (ObjectNode) paths.get(name) : paths.putObject(name);
            path.set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
        }
        ObjectNode components = document.putObject("components");
        components.putObject("schemas").set("Problem", problem());
        ObjectNode schemes = components.putObject("securitySchemes");
        scheme(schemes, "agent", "The agent's own credential. Opening a grant is the only thing that it can do.");
        scheme(schemes, "grant", "A grant's token.");
        scheme(schemes, "account", "A person's credential, of an account with the role that it takes.");
        return document;
    }

    private static ObjectNode operation(Endpoint endpoint) {
        Operation operation = endpoint.operation();
        ObjectNode node = node().put("operationId", operation.id()).put("summary", operation.summary());
        Matcher parameters = PARAMETER.matcher(endpoint.path().replace(LONG_PARAMETER, "{"));
        while (parameters.find()) {
            node.withArray("parameters")
                    .addObject()
                    .put("name", parameters.group(1))
                    .put("in", "path")
                    .put("required", true)
                    .set("schema", Schema.text(PARAMETERS.getOrDefault(parameters.group(1), "A part of the path.")));
        }
        if (!operation.request().isEmpty()) {
            ObjectNode content =
                    node.putObject("requestBody").put("required", true).putObject("content");
            new TreeMap<>(operation.request())
                    .forEach((type, schema) -> content.putObject(type).set("schema", schema));
        }
        node.set("responses", responses(operation));
        switch (operation.credential()) {
            case NONE -> node.putArray("security");
            case AGENT -> node.putArray("security").addObject().putArray("agent");
            case GRANT -> node.putArray("security").addObject().putArray("grant");
            case ACCOUNT -> node.putArray("security").addObject().putArray("account");
            case EITHER -> {
                var either = node.putArray("security");
                either.addObject().putArray("agent");
                either.addObject().putArray("grant");
            }
        }
        return node;
    }

    private static ObjectNode responses(Operation operation) {
        Map<Integer, ObjectNode> byStatus = new TreeMap<>();
        ALWAYS.forEach((status, why) -> byStatus.put(status, problemResponse(why)));
        if (!operation.request().isEmpty()) {
            WITH_BODY.forEach((status, why) -> byStatus.put(status, problemResponse(why)));
        }
        operation.problems().forEach((status, why) -> byStatus.put(status, problemResponse(why)));
        for (Answer answer : operation.answers()) {
            ObjectNode response = response(answer.description());
            String type = answer.mediaType();
            if (type != null) {
                ObjectNode media = response.putObject("content").putObject(type);
                ObjectNode schema = answer.schema();
                media.set("schema", schema == null ? Schema.text("Text.") : schema);
            }
            byStatus.put(answer.status(), response);
        }
        ObjectNode responses = node();
        byStatus.forEach((status, response) -> responses.set(Integer.toString(status), response));
        return responses;
    }

    private static ObjectNode problemResponse(String description) {
        ObjectNode response = response(description);
        response.putObject("content")
                .putObject(Reply.PROBLEM_JSON)
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        return response;
    }

    private static ObjectNode response(String description) {
        ObjectNode response = node().put("description", description);
        response.putObject("headers")
                .putObject("Remit-Correlation-Id")
                .put("description", "What remit explain takes.")
                .put("required", true)
                .set("schema", Schema.text("26 characters."));
        return response;
    }

    private static ObjectNode problem() {
        return Schema.object()
                .has("type", Schema.text("urn:remit:problem: and the code."))
                .has("title", Schema.text("The code in words."))
                .has("status", Schema.whole("The HTTP status.", 400))
                .has("detail", Schema.text("What happened and what to do next."))
                .has("code", Schema.text("A fixed code."))
                .has("correlation_id", Schema.text("What remit explain takes."))
                .mayHave("say", Schema.text("Words that the contract gives the agent for its customer."))
                .mayHave("retry_after", Schema.whole("In how many seconds trying again may help.", 0))
                .closed();
    }

    private static void scheme(ObjectNode schemes, String name, String description) {
        schemes.putObject(name).put("type", "http").put("scheme", "bearer").put("description", description);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
