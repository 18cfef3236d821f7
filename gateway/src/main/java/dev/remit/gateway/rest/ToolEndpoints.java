package dev.remit.gateway.rest;

import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.call.Tool;
import dev.remit.gateway.call.ToolService;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A grant's tools over HTTP. */
final class ToolEndpoints {
    private static final Map<Integer, String> LIST_PROBLEMS = Map.of(
            401, "The grant token is missing, unknown, expired or revoked.",
            403, "The grant does not allow this.",
            429, "Too many requests or a budget is spent.",
            503, "The gateway cannot record what it would release, so it releases nothing.");

    private static final Map<Integer, String> CALL_PROBLEMS = withCodes(Map.of(
            400, "The request is malformed, or the arguments do not fit the tool.",
            401, "The grant token is missing, unknown, expired or revoked.",
            403, "The contract does not allow this call as it stands.",
            404, "There is no such tool, or no such thing for this customer.",
            409, "The call does not fit what is there.",
            429, "Too many requests, or a budget is spent.",
            500, "Something went wrong in the gateway, and nothing was released.",
            502, "A source failed.",
            503, "A source cannot answer, or the gateway cannot record what it would release: so it releases nothing.",
            504, "A source took too long."));

    private final ToolService tools;

    ToolEndpoints(ToolService tools) {
        this.tools = tools;
    }

    /** Each sentence with the codes of {@code Problem.code} that a call can end with under its status. */
    private static Map<Integer, String> withCodes(Map<Integer, String> sentences) {
        Map<Integer, String> coded = new TreeMap<>(sentences);
        Problems.codes()
                .forEach((status, codes) -> coded.merge(
                        status, "Codes: " + String.join(", ", codes) + ".", (sentence, list) -> sentence + " " + list));
        return coded;
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("GET", "/v1/tools", listing(), this::list),
                new Endpoint("POST", "/v1/tools/{name}", calling(), this::call));
    }

    private Reply list(Exchange exchange) {
        CallContext context = exchange.context(GrantEndpoints.WIRE);
        return switch (tools.access(exchange.bearer().token(), context)) {
            case Access.Refused refused -> Reply.problem(refused.problem());
            case Access.Granted granted -> Reply.json(200, described(granted.session()));
        };
    }

    private Reply call(Exchange exchange) {
        CallContext context = exchange.context(GrantEndpoints.WIRE);
        // The token first: whoever has none does not get to make the gateway read and parse a body.
        return switch (tools.access(exchange.bearer().token(), context)) {
            case Access.Refused refused -> Reply.problem(refused.problem());
            case Access.Granted granted ->
                switch (exchange.json()) {
                    case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
                    case Exchange.Input.Read read ->
                        result(granted.session().call(exchange.path("name"), read.object(), context));
                };
        };
    }

    private static Reply result(CallResult result) {
        return switch (result) {
            case CallResult.Refused refused -> Reply.problem(refused.problem());
            case CallResult.Released released -> Reply.bytes(200, Reply.JSON, released.bytes());
        };
    }

    private static ObjectNode described(Session session) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("instructions", session.instructions());
        ArrayNode list = node.putArray("tools");
        for (Tool tool : session.tools()) {
            ObjectNode entry = list.addObject()
                    .put("name", tool.name())
                    .put("title", tool.title())
                    .put("description", tool.description())
                    .put("effect", tool.effect().name().toLowerCase(Locale.ROOT));
            entry.set("input_schema", tool.inputSchema());
            ObjectNode output = tool.outputSchema();
            if (output != null) {
                entry.set("output_schema", output);
            }
        }
        return node;
    }

    private static Operation listing() {
        ObjectNode tool = Schema.object()
                .has("name", Schema.text("What to call it by."))
                .has("title", Schema.text("For people."))
                .has("description", Schema.text("For the model."))
                .has("effect", Schema.oneOf("What calling it may change.", "read", "draft", "write", "irreversible"))
                .has("input_schema", Schema.anything("A JSON Schema of the arguments."))
                .mayHave("output_schema", Schema.anything("A JSON Schema that every result satisfies."))
                .closed();
        ObjectNode answer = Schema.object()
                .has("instructions", Schema.text("What the grant is for and where to begin, for the model."))
                .has("tools", Schema.list(tool))
                .closed();
        return new Operation(
                "listTools",
                "Lists the grant's tools: its whole contract, always.",
                Credential.GRANT,
                Map.of(),
                List.of(new Answer(200, "The tools.", Reply.JSON, answer)),
                LIST_PROBLEMS);
    }

    private static Operation calling() {
        return new Operation(
                "callTool",
                "Calls a tool.",
                Credential.GRANT,
                Map.of(Reply.JSON, Schema.anything("The arguments, as the tool's input_schema has them.")),
                List.of(new Answer(
                        200,
                        "The result, as the tool's output_schema has it.",
                        Reply.JSON,
                        Schema.anything("The result."))),
                CALL_PROBLEMS);
    }
}
