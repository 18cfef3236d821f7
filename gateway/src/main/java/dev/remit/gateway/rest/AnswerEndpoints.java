package dev.remit.gateway.rest;

import dev.remit.gateway.call.AnswerService;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What is about to be said to customers, over HTTP. */
public final class AnswerEndpoints {
    private final AnswerService answers;

    private AnswerEndpoints(AnswerService answers) {
        this.answers = answers;
    }

    public static List<Endpoint> of(AnswerService answers) {
        return List.of(new Endpoint("POST", "/v1/answers", operation(), new AnswerEndpoints(answers)::check));
    }

    private Reply check(Exchange exchange) {
        return switch (exchange.json()) {
            case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
            case Exchange.Input.Read read -> {
                Fields fields = new Fields(read.object());
                String text = fields.text("text", AnswerService.LONGEST);
                List<String> mistakes = fields.mistakes();
                yield mistakes.isEmpty()
                        ? MessageEndpoints.result(
                                answers.answer(exchange.bearer().token(), text, exchange.context(GrantEndpoints.WIRE)))
                        : Reply.problem(
                                Refusal.INVALID_REQUEST.problem(exchange.correlationId(), String.join(" ", mistakes)));
            }
        };
    }

    private static Operation operation() {
        ObjectNode body = Schema.object()
                .has("text", Schema.text("What is about to be said to the customer.", AnswerService.LONGEST))
                .closed();
        ObjectNode answer = Schema.object()
                .has("text", Schema.text("What may be said: with [redacted] in the place of what may not."))
                .has("withheld", Schema.whole("How many places that is.", 0))
                .closed();
        return new Operation(
                "checkAnswer",
                "Takes out of an answer what this conversation may not say.",
                Credential.GRANT,
                Map.of(Reply.JSON, body),
                List.of(new Answer(200, "What may go out of it.", Reply.JSON, answer)),
                Map.of(
                        401, "The grant token is missing, unknown, expired or revoked.",
                        404, "This gateway does not check answers.",
                        429, "Too many requests, or a budget is spent.",
                        500, "The answer could not be checked, so nothing of it may go out.",
                        503, "Answers cannot be checked yet, or the gateway cannot record it."));
    }
}
