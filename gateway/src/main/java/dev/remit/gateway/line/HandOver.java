package dev.remit.gateway.line;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.contract.Limits;
import dev.remit.core.contract.Workflow;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Said;
import dev.remit.gateway.state.State;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person is told of a conversation: the least that helps. Names of fields and how often, never values; actions and
 * how they stand; what is left of budgets; the last messages, redacted when they were kept.
 */
final class HandOver {
    private HandOver() {}

    static ObjectNode of(Conversation conversation, Workflow workflow, State state) {
        return of(conversation.facts(), conversation.seen(), workflow, state);
    }

    /** @param all what was seen, as far as it is remembered */
    static ObjectNode of(ConversationFacts facts, Collection<Conversation.Seen> all, Workflow workflow, State state) {
        ObjectNode node = OperationView.object();
        node.put("case", facts.caseId()).put("assurance", facts.assurance().label());
        node.put("began", facts.startedAt().toString()).put("has_read_text", facts.hasReadText());
        ArrayNode classes = node.putArray("classes");
        facts.served().stream().map(DataClass::label).sorted().forEach(classes::add);
        ArrayNode seen = node.putArray("seen");
        for (Conversation.Seen one : all) {
            ObjectNode each = seen.addObject().put("resource", one.resource());
            one.fields().forEach(each.putArray("fields")::add);
            each.put("calls", one.calls()).put("rows", one.rows());
        }
        ArrayNode done = node.putArray("done");
        for (Operation operation : state.operations().of(facts.id())) {
            done.addObject()
                    .put("operation", operation.id())
                    .put("action", operation.what().action())
                    .put("status", OperationView.status(operation));
        }
        node.set("budgets", budgets(facts.usage(), workflow.limits()));
        ArrayNode messages = node.putArray("messages");
        for (Said.Message message : state.escalations().said(facts.id()).messages()) {
            messages.addObject()
                    .put("role", message.role())
                    .put("text", message.text())
                    .put("at", message.at().toString());
        }
        return node;
    }

    private static ObjectNode budgets(Usage usage, Limits limits) {
        return OperationView.object()
                .put("calls", Math.max(0, limits.calls() - usage.calls()))
                .put("rows", Math.max(0, limits.rows() - usage.rows()))
                .put("bytes", Math.max(0, limits.bytes() - usage.bytes()))
                .put("misses", Math.max(0, limits.misses() - usage.misses()));
    }
}
