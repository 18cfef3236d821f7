package dev.remit.gateway.grant;

import dev.remit.core.catalog.DataClass;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation at one moment: one agent, actor, tenant, customer and case, over renewals and sub-grants.
 *
 * @param actor the user that the agent says it acts for, or null
 * @param caseId the case in the system of record, or null
 * @param subject the customer, or null where none is bound; once bound it never changes
 * @param endsAt when no renewal goes on any more
 * @param served classes that were released
 * @param hasReadText whether it was served text that people wrote, which may say anything
 */
public record ConversationFacts(
        String id,
        String agent,
        @Nullable String actor,
        String workflow,
        String tenant,
        @Nullable String caseId,
        Assurance assurance,
        @Nullable String subject,
        Instant startedAt,
        Instant endsAt,
        Usage usage,
        Set<DataClass> served,
        boolean hasReadText) {
    public ConversationFacts {
        served = Set.copyOf(served);
    }

    ConversationFacts with(Usage used) {
        return new ConversationFacts(
                id,
                agent,
                actor,
                workflow,
                tenant,
                caseId,
                assurance,
                subject,
                startedAt,
                endsAt,
                used,
                served,
                hasReadText);
    }

    ConversationFacts served(Set<DataClass> all) {
        return new ConversationFacts(
                id,
                agent,
                actor,
                workflow,
                tenant,
                caseId,
                assurance,
                subject,
                startedAt,
                endsAt,
                usage,
                all,
                hasReadText);
    }

    /** From here on it has read what somebody wrote; that is never forgotten. */
    ConversationFacts readingText() {
        return new ConversationFacts(
                id, agent, actor, workflow, tenant, caseId, assurance, subject, startedAt, endsAt, usage, served, true);
    }

    ConversationFacts bound(String toSubject, Assurance by) {
        if (subject != null) {
            throw new IllegalStateException("a conversation has one customer, for good");
        }
        return new ConversationFacts(
                id,
                agent,
                actor,
                workflow,
                tenant,
                caseId,
                by,
                toSubject,
                startedAt,
                endsAt,
                usage,
                served,
                hasReadText);
    }
}
