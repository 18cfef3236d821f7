package dev.remit.gateway.line;

import dev.remit.core.contract.Workflow;
import dev.remit.core.escalation.Topic;
import dev.remit.core.escalation.TopicRules;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Message;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of a conversation on its way: what is it about → does a person have to hear it → kept without personal data →
 * record. A message counts as a call; what it says reaches a person even where the budget of calls is used up.
 */
final class MessageWalk {
    private final Steps steps;
    private final Doorkeeper.Visitor.Known visitor;
    private final Workflow workflow;
    private final Conversation conversation;
    private final Walk walk;
    private final Instant now;

    MessageWalk(Steps steps, Doorkeeper.Visitor.Known visitor, Walk walk, Instant now) {
        this.steps = steps;
        this.visitor = visitor;
        this.workflow = visitor.effective().workflow();
        this.conversation = visitor.grant().conversation();
        this.walk = walk;
        this.now = now;
    }

    CallResult heard(Message message) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        List<String> rules = new ArrayList<>();
        if (message.role() == Message.Role.CUSTOMER) {
            for (TopicRules.Found found : TopicRules.find(message.text())) {
                if (workflow.escalate().topics().contains(found.topic())) {
                    topics.add(found.topic());
                    rules.add(found.rule());
                }
            }
        }
        return walk.enter(() -> escalate(topics, rules), admitted -> kept(message, topics, rules, admitted));
    }

    private CallResult kept(Message message, Set<Topic> topics, List<String> rules, Admission.Admitted admitted) {
        boolean customer = message.role() == Message.Role.CUSTOMER;
        Said.Message redacted =
                new Said.Message(message.role().label(), steps.people().redacted(message.text()), now);
        Facts facts = walk.facts()
                .put("decision", "allow")
                .put("role", message.role().label())
                .put("topics", Facts.joined(" ", topics, Topic::label))
                .put("rules", String.join(" ", rules))
                .put("outcome", "heard");
        Recorder.Prepared prepared = walk.prepare(admitted, facts, "message");
        Used used = new Used(0, 0, false, false, Set.of(), customer);
        conversation
                .settle(visitor.grant(), admitted, used, changes -> {
                    Said said = steps.state()
                            .escalations()
                            .said(conversation.facts().id())
                            .and(redacted);
                    steps.state().escalations().set(said);
                    List<Change> all = new ArrayList<>(changes);
                    all.add(new Change.SaidSet(said));
                    return steps.recorder().submit(prepared, all);
                })
                .await();
        return answer(topics, escalate(topics, rules));
    }

    private @Nullable Escalation escalate(Set<Topic> topics, List<String> rules) {
        return topics.isEmpty()
                ? steps.escalated().holding(conversation.facts().id())
                : steps.people()
                        .open(
                                visitor,
                                new AskPeople.Cause(Escalation.By.RULE, topics, rules, null, null),
                                walk.context());
    }

    private CallResult answer(Set<Topic> topics, @Nullable Escalation escalation) {
        ObjectNode answer = OperationView.object().put("escalated", escalation != null);
        ArrayNode labels = answer.putArray("topics");
        topics.forEach(topic -> labels.add(topic.label()));
        if (escalation != null) {
            answer.put("say", EscalationView.words(escalation, workflow));
        }
        return new CallResult.Released(answer);
    }
}
