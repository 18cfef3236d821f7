package dev.remit.gateway.state;

import dev.remit.gateway.grant.ConversationFacts;
import org.jspecify.annotations.Nullable;

/**
 * Whom something that is kept is about, and for which job: what a legal hold may name.
 *
 * @param subject the customer, or null where none was known
 */
public record Whose(
        String workflow,
        String tenant,
        @Nullable String subject,
        @Nullable String caseId) {
    static Whose of(ConversationFacts facts) {
        return new Whose(facts.workflow(), facts.tenant(), facts.subject(), facts.caseId());
    }

    /** Says for which job, and not whom. */
    @Override
    public String toString() {
        return "Whose[" + workflow + "]";
    }
}
