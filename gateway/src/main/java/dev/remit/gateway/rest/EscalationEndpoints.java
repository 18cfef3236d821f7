package dev.remit.gateway.rest;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Reply;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.line.EscalationDesk;
import dev.remit.gateway.line.EscalationDesk.Acted;
import dev.remit.gateway.line.EscalationDesk.Objection;
import dev.remit.gateway.line.EscalationView;
import dev.remit.gateway.line.OperationDesk.Person;
import dev.remit.gateway.state.Escalation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
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

    private final EscalationDesk desk;
    private final AccountDesk accounts;

    private EscalationEndpoints(EscalationDesk desk, AccountDesk accounts) {
        this.desk = desk;
        this.accounts = accounts;
    }

    public static List<Endpoint> of(EscalationDesk desk, AccountDesk accounts) {
        EscalationEndpoints endpoints = new EscalationEndpoints(desk, accounts);
        ObjectNode list = Schema.object()
                .has("escalations", Schema.list(Schema.anything("An escalation, without its hand-over.")))
                .closed();
        ObjectNode one = Schema.anything("The escalation with its hand-over.");
        ObjectNode text = Schema.object()
                .has("text", Schema.text("What the agent is to do or say.", EscalationDesk.LONGEST_ANSWER))
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
                        exchange -> endpoints.acting(exchange, endpoints.desk::show)),
                new Endpoint(
                        "POST",
                        ONE + "/claim",
                        operation("claimEscalation", "Says that you look after it.", Map.of(), one),
                        exchange -> endpoints.acting(exchange, endpoints.desk::claim)),
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
                        exchange -> endpoints.acting(exchange, endpoints.desk::takeOver)),
                new Endpoint(
                        "POST",
                        ONE + "/close",
                        operation("closeEscalation", "Ends it; the agent may go on.", Map.of(), one),
                        exchange -> endpoints.acting(exchange, endpoints.desk::close)));
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

    private interface Step {
        Acted on(String id, Person person, CallContext context);
    }

    private interface Asking {
        Reply by(Person person);
    }

    private Reply list(Exchange exchange) {
        return known(exchange, person -> {
            List<Escalation> waiting = desk.waiting(person);
            if (waiting == null) {
                return no(exchange, Objection.ROLE);
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            ArrayNode all = answer.putArray("escalations");
            waiting.forEach(one -> all.add(EscalationView.brief(one)));
            return Reply.json(200, answer);
        });
    }

    private Reply answer(Exchange exchange) {
        return known(exchange, person -> switch (exchange.json()) {
            case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
            case Exchange.Input.Read read -> {
                Fields fields = new Fields(read.object());
                String text = fields.text("text", EscalationDesk.LONGEST_ANSWER);
                List<String> mistakes = fields.mistakes();
                yield mistakes.isEmpty()
                        ? said(
                                exchange,
                                desk.answer(
                                        exchange.path("escalation"),
                                        person,
                                        text,
                                        exchange.context(GrantEndpoints.WIRE)))
                        : Reply.problem(
                                Refusal.INVALID_REQUEST.problem(exchange.correlationId(), String.join(" ", mistakes)));
            }
        });
    }

    private Reply acting(Exchange exchange, Step step) {
        return known(
                exchange,
                person -> said(
                        exchange, step.on(exchange.path("escalation"), person, exchange.context(GrantEndpoints.WIRE))));
    }

    private Reply known(Exchange exchange, Asking asking) {
        String bearer = exchange.bearer().token();
        Account account = bearer == null ? null : accounts.holder(bearer);
        return account == null
                ? Reply.problem(new Problem(
                        "unauthenticated",
                        401,
                        "The credential is missing, unknown, expired or revoked; it has to be an account's.",
                        exchange.correlationId(),
                        null,
                        null))
                : asking.by(new Person(account.name(), account.role().label()));
    }

    private static Reply said(Exchange exchange, Acted acted) {
        return switch (acted) {
            case Acted.Now(Escalation escalation) ->
                Reply.json(200, EscalationView.whole(escalation, EscalationDesk.handOver(escalation)));
            case Acted.No(Objection objection) -> no(exchange, objection);
        };
    }

    private static Reply no(Exchange exchange, Objection objection) {
        int status = switch (objection) {
            case UNKNOWN -> 404;
            case ROLE -> 403;
            case OVER, TAKEN -> 409;
            case TEXT -> 422;
            case NOT_RECORDED -> 503;
        };
        return Reply.problem(new Problem(
                "escalation_" + objection.name().toLowerCase(Locale.ROOT),
                status,
                objection.text(),
                exchange.correlationId(),
                null,
                null));
    }
}
