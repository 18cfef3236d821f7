package dev.remit.core.contract;

import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.ActionCondition;
import dev.remit.core.escalation.Topic;
import java.util.List;

/**
 * A condition on data that sends a conversation to a person. Where it cannot be judged, it sends it, too.
 *
 * @param facts what the gateway looks up for it; nothing that a call is told is in them
 */
public record Watch(Topic topic, ActionCondition when, List<Fact> facts) {
    public Watch {
        facts = List.copyOf(facts);
    }

    /** Whether it can be judged only where it is known who the customer is. */
    public boolean ofSubject() {
        return facts.stream().anyMatch(fact -> fact.resource().scope() instanceof Scope.OfSubject);
    }
}
