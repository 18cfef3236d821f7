package dev.remit.gateway.rest;

import dev.remit.gateway.desk.EscalationSeat;
import dev.remit.gateway.desk.EscalationSeat.Step;
import dev.remit.gateway.desk.Told;
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

/** Escalations over HTTP, for people with an account. */
public final class EscalationEndpoints {
    private static final String ONE = "/v1/desk/escalations/{escalation}";

    private static final Map<Integer, String> PROBLEMS = Map.of(
            401, "The credential is missing, unknown, expired or revoked.",
            403, "The credential is no account's, or another role looks after escalations.",
            404, "There is no such escalation.",
            409, "The escalation is over, or somebody else looks after it.",
            503, "The gateway cannot record what it would do, so it does nothing.");

    private final EscalationSeat seat;

    private EscalationEndpoints(EscalationSeat seat) {
        this.seat = seat;
    }

    public static List<Endpoint> of(EscalationSeat seat) {
        EscalationEndpoints endpoints = new EscalationEndpoints(seat);
        ObjectNode list = Schema.object()
                .has("escalations", Schema.list(Schema.anything("An escalation, without its hand-over.")))
                .closed();
        ObjectNode one = Schema.anything("The escalation with its hand-over.");
        ObjectNode text = Schema.object()
                .has("text", Schema.text("What the agent is to do or say.", EscalationSeat.LONGEST_ANSWER))
                .closed();
        return List.of(
                new Endpoint(
                        "GET",
                        "/v1/desk/escalations",
                        operation("listEscalations", "Those that wait for people, the oldest first.", Map.of(), list),
                        endpoints::list),
                new Endpoint(
                        "GET",
                        ONE,
                        operation("showEscalation", "One, with its hand-over. Looking is on record.", Map.of(), one),
                        exchange -> endpoints.acting(exchange, Step.SHOW)),
                new Endpoint(
                        "POST",
                        ONE + "/claim",
                        operation("claimEscalation", "Says that you look after it.", Map.of(), one),
                        exchange -> endpoints.acting(exchange, Step.CLAIM)),
                new Endpoint(
                        "POST",
                        ONE + "/answer",
                        operation(
                                "answerEscalation",
                                "Tells the agent how to go on; from then on it may.",
                                Map.of(Reply.JSON, text),
                                one),
                        endpoints::answer),
                new Endpoint(
                        "POST",
                        ONE + "/take-over",
                        operation("takeOverEscalation", "Ends the agent's grants of this conversation.", Map.of(), one),
                        exchange -> endpoints.acting(exchange, Step.TAKE_OVER)),
                new Endpoint(
                        "POST",
                        ONE + "/close",
                        operation("closeEscalation", "Ends it; the agent may go on.", Map.of(), one),
                        exchange -> endpoints.acting(exchange, Step.CLOSE)));
    }

    private static Operation operation(String name, String summary, Map<String, ObjectNode> body, ObjectNode answer) {
        return new Operation(
                name,
                summary,
                Credential.ACCOUNT,
                body,
                List.of(new Answer(200, "How it stands.", Reply.JSON, answer)),
                PROBLEMS);
    }

    private Reply list(Exchange exchange) {
        return reply(seat.list(exchange.bearer().token(), exchange.context(GrantEndpoints.WIRE)));
    }

    private Reply answer(Exchange exchange) {
        return switch (exchange.json()) {
            case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
            case Exchange.Input.Read read -> {
                Fields fields = new Fields(read.object());
                String text = fields.text("text", EscalationSeat.LONGEST_ANSWER);
                List<String> mistakes = fields.mistakes();
                yield mistakes.isEmpty()
                        ? reply(seat.answer(
                                exchange.path("escalation"),
                                text,
                                exchange.bearer().token(),
                                exchange.context(GrantEndpoints.WIRE)))
                        : Reply.problem(
                                Refusal.INVALID_REQUEST.problem(exchange.correlationId(), String.join(" ", mistakes)));
            }
        };
    }

    private Reply acting(Exchange exchange, Step step) {
        return reply(seat.act(
                step, exchange.path("escalation"), exchange.bearer().token(), exchange.context(GrantEndpoints.WIRE)));
    }

    private static Reply reply(Told told) {
        return switch (told) {
            case Told.Answer answer -> Reply.json(200, answer.body());
            case Told.No no -> Reply.problem(no.problem());
        };
    }
}
