package dev.remit.gateway.call;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a token is (RFC 7662, section 2.2). */
public sealed interface Introspection {
    /**
     * A live grant.
     *
     * @param budgets what is left, by budget
     */
    record Active(
            String id,
            String conversation,
            String agent,
            String workflow,
            String tenant,
            @Nullable String caseId,
            String assurance,
            String contract,
            Instant issuedAt,
            Instant expiresAt,
            Map<String, Long> budgets)
            implements Introspection {}

    /** Not live, unknown, or not the asker's to know. */
    record Inactive() implements Introspection {}

    /** The asker's own credential is no good. */
    record Refused(Problem problem) implements Introspection {}
}
