package dev.remit.gateway.line;

import dev.remit.core.catalog.Fact;
import dev.remit.core.condition.ActionCondition.Outcome;
import dev.remit.core.contract.Watch;
import dev.remit.core.contract.Workflow;
import dev.remit.core.escalation.Topic;
import dev.remit.gateway.facts.FactFetch;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.SourceFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks whether a customer's data sends a conversation to a person: the contract's conditions, on facts that are looked up
 * now. What cannot be judged, because a value is absent or there is too much of it, sends it; where a source does not
 * answer, nothing is known, and the call fails. Used once, by one thread.
 */
final class DataWatch {
    private final Version version;
    private final ConversationFacts conversation;
    private final Instant now;
    private final Map<String, Object> known = new HashMap<>();
    private final IdentityHashMap<Fact, FactFetch.Found> fetched = new IdentityHashMap<>();

    private DataWatch(Version version, Workflow workflow, ConversationFacts conversation, Instant now) {
        this.version = version;
        this.conversation = conversation;
        this.now = now;
        known.put("grant", Acting.grant(conversation, workflow.name()));
        known.put("now", now);
    }

    /** What was seen. */
    sealed interface Seen {
        record Nothing() implements Seen {}

        /**
         * A person has to look.
         *
         * @param rules which conditions, for the record; never a value
         */
        record Somebody(Set<Topic> topics, List<String> rules) implements Seen {}

        record Failed(SourceFailure failure) implements Seen {}
    }

    /** @param settled topics that a person has looked at already in this conversation, because of data */
    static Seen look(
            Version version, Workflow workflow, ConversationFacts conversation, Set<String> settled, Instant now) {
        DataWatch watch = new DataWatch(version, workflow, conversation, now);
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        List<String> rules = new ArrayList<>();
        for (Watch one : workflow.escalate().watches()) {
            boolean unknown = one.ofSubject() && conversation.subject() == null;
            if (unknown || settled.contains(one.topic().label())) {
                continue;
            }
            Map<String, Object> values = new HashMap<>(watch.known);
            for (Fact fact : one.facts()) {
                switch (watch.fetch(fact)) {
                    case FactFetch.Found.All(var found, var keys) -> values.putAll(found);
                    case FactFetch.Found.Missing missing -> {
                        // Left out, so that every test of it is undecided.
                    }
                    case FactFetch.Found.Failed(SourceFailure failure)
                    when failure.reason() != SourceFailure.Reason.TOO_LARGE -> {
                        return new Seen.Failed(failure);
                    }
                    case FactFetch.Found.Failed tooLarge -> {
                        // As above.
                    }
                }
            }
            Outcome outcome = one.when().test(values);
            if (outcome != Outcome.FALSE) {
                topics.add(one.topic());
                rules.add("if." + one.topic().label() + (outcome == Outcome.TRUE ? "" : ".undecided"));
            }
        }
        return topics.isEmpty() ? new Seen.Nothing() : new Seen.Somebody(topics, rules);
    }

    private FactFetch.Found fetch(Fact fact) {
        return fetched.computeIfAbsent(
                fact,
                one -> FactFetch.fetch(
                        version,
                        List.of(one),
                        Map.of(),
                        new FactFetch.Scope(conversation.tenant(), conversation.subject()),
                        now));
    }
}
