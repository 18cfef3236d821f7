package dev.remit.gateway.rest;

import dev.remit.core.escalation.TopicRules;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Message;
import dev.remit.gateway.call.MessageService;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is said in a conversation, over HTTP. */
public final class MessageEndpoints {
    private final MessageService messages;

    private MessageEndpoints(MessageService messages) {
        this.messages = messages;
    }

    public static List<Endpoint> of(MessageService messages) {
        return List.of(
                new Endpoint("POST", "/v1/grants/{grant}/messages", operation(), new MessageEndpoints(messages)::say));
    }

    private Reply say(Exchange exchange) {
        return switch (exchange.json()) {
            case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
            case Exchange.Input.Read read -> {
                Fields fields = new Fields(read.object());
                String role = fields.text("role", 20);
                String text = fields.text("text", TopicRules.LONGEST);
                List<String> mistakes = new ArrayList<>(fields.mistakes());
                Message.Role said = role(role);
                if (said == null && !role.isEmpty()) {
                    mistakes.add("role is customer or agent.");
                }
                yield said == null || !mistakes.isEmpty()
                        ? Reply.problem(
                                Refusal.INVALID_REQUEST.problem(exchange.correlationId(), String.join(" ", mistakes)))
                        : result(messages.message(
                                exchange.bearer().token(),
                                exchange.path("grant"),
                                new Message(said, text),
                                exchange.context(GrantEndpoints.WIRE)));
            }
        };
    }

    private static Message.@Nullable Role role(String label) {
        for (Message.Role role : Message.Role.values()) {
            if (role.label().equals(label)) {
                return role;
            }
        }
        return null;
    }

    static Reply result(CallResult result) {
        return switch (result) {
            case CallResult.Refused refused -> Reply.problem(refused.problem());
            case CallResult.Released released -> Reply.bytes(200, Reply.JSON, released.bytes());
        };
    }

    private static Operation operation() {
        ObjectNode body = Schema.object()
                .has("role", Schema.oneOf("Who said it.", "customer", "agent"))
                .has("text", Schema.text("What was said.", TopicRules.LONGEST))
                .closed();
        ObjectNode answer = Schema.object()
                .has("escalated", Schema.truth("Whether a person is asked to take over."))
                .has("topics", Schema.list(Schema.text("What this message is about, where a person should hear it.")))
                .mayHave("say", Schema.text("What to tell the customer."))
                .closed();
        return new Operation(
                "sayMessage",
                "Tells the gateway what was said, so that a person hears what a person should.",
                Credential.GRANT,
                Map.of(Reply.JSON, body),
                List.of(new Answer(200, "What becomes of it.", Reply.JSON, answer)),
                Map.of(
                        401, "The grant token is missing, unknown, expired or revoked.",
                        403, "The token belongs to another grant.",
                        429, "Too many requests, or a budget is spent.",
                        503, "The gateway cannot record it, so it is not heard."));
    }
}
