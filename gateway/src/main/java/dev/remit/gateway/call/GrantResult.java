package dev.remit.gateway.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of asking for a grant. */
public sealed interface GrantResult {
    /**
     * A live grant.
     *
     * @param token shown this once; stored only as a keyed hash
     * @param conversation the id that stays the same over renewals and sub-grants
     * @param assurance how sure the gateway is of the customer: {@code none}, {@code case}, {@code claimed}
     */
    record Opened(
            String id,
            String token,
            String conversation,
            String workflow,
            String tenant,
            @Nullable String caseId,
            Instant expiresAt,
            String assurance)
            implements GrantResult {}

    /** No grant. */
    record Refused(Problem problem) implements GrantResult {}
}
