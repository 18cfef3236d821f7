package dev.remit.gateway.line;

import dev.remit.core.contract.Limits;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Introspection;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.state.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grants that are open: what they are, and their end. Thread-safe. */
public final class Custody {
    private static final Logger LOG = LoggerFactory.getLogger(Custody.class);

    private final Steps steps;
    private final Doorkeeper doorkeeper;
    private final Tokens tokens;
    private final Serving serving;
    private final InstantSource clock;

    Custody(Steps steps, Doorkeeper doorkeeper, Tokens tokens, Serving serving, InstantSource clock) {
        this.steps = steps;
        this.doorkeeper = doorkeeper;
        this.tokens = tokens;
        this.serving = serving;
        this.clock = clock;
    }

    Introspection introspect(@Nullable String bearer, String token, CallContext context) {
        Instant now = clock.instant();
        LiveGrant asked = find(token);
        Problem turned = turned(bearer, asked, context, now);
        if (turned != null) {
            return new Introspection.Refused(turned);
        }
        if (asked == null || !asked.live(now) || !agentMayGoOn(asked, now)) {
            return new Introspection.Inactive();
        }
        if (!(Effective.of(asked, serving.current()) instanceof Effective.Worth.Something(Effective effective))) {
            return new Introspection.Inactive();
        }
        return active(asked, effective.workflow());
    }

    /** A live grant as its opener and its holder may see it. */
    public static Introspection.Active active(LiveGrant grant, Workflow workflow) {
        ConversationFacts facts = grant.conversation().facts();
        Limits limits = workflow.limits();
        Usage usage = facts.usage();
        Map<String, Long> budgets = new LinkedHashMap<>();
        budgets.put("calls", (long) Math.max(0, limits.calls() - usage.calls()));
        budgets.put("rows", (long) Math.max(0, limits.rows() - usage.rows()));
        budgets.put("bytes", Math.max(0, limits.bytes() - usage.bytes()));
        budgets.put("misses", (long) Math.max(0, limits.misses() - usage.misses()));
        return new Introspection.Active(
                grant.facts().id(),
                facts.id(),
                facts.agent(),
                facts.workflow(),
                facts.tenant(),
                facts.caseId(),
                facts.assurance().label(),
                workflow.digest(),
                grant.facts().issuedAt(),
                grant.facts().expiresAt(),
                budgets);
    }

    @Nullable
    Problem revoke(@Nullable String bearer, String token, CallContext context) {
        Instant now = clock.instant();
        LiveGrant asked = find(token);
        Problem turned = turned(bearer, asked, context, now);
        if (turned != null) {
            return turned;
        }
        return asked == null ? null : revoke(asked, "holder", context, now);
    }

    /**
     * Revokes: in force at once, then on record.
     *
     * @param by who did it, for the record
     * @return why it could not be put on record, or null; it is in force all the same, until a restart
     */
    public @Nullable Problem revoke(LiveGrant grant, String by, CallContext context, Instant now) {
        if (grant.facts().revokedAt() != null) {
            return null;
        }
        grant.revoke(now);
        ConversationFacts facts = grant.conversation().facts();
        try {
            steps.recorder()
                    .write(
                            Facts.by(context)
                                    .conversation(facts)
                                    .put("agent", facts.agent())
                                    .put("workflow", facts.workflow())
                                    .kept(serving.current().workflow(facts.workflow()))
                                    .put("grant", grant.facts().id())
                                    .put("by", by)
                                    .put("outcome", "revoked")
                                    .entry(context, now, "grant.revoke", Facts.about(facts)),
                            List.of(new Change.GrantSet(grant.facts())));
            return null;
        } catch (RecordException e) {
            LOG.error("{}: a revocation is not on record: {}", context.correlationId(), e.getMessage());
            return Problems.of(Reason.JOURNAL_UNAVAILABLE, context, null);
        }
    }

    private boolean agentMayGoOn(LiveGrant grant, Instant now) {
        ConversationFacts facts = grant.conversation().facts();
        Agent agent = steps.state().agent(facts.agent());
        return agent != null
                && agent.live(now)
                && steps.state().stops().allowed(agent, facts.workflow(), facts.tenant());
    }

    private @Nullable LiveGrant find(String token) {
        return Tokens.wellFormed(token, Tokens.GRANT) ? steps.state().grantByToken(tokens.hash(token)) : null;
    }

    /** Why the asker may not ask about that grant: only its opener, its holder, and whoever passed it on. */
    private @Nullable Problem turned(
            @Nullable String bearer, @Nullable LiveGrant asked, CallContext context, Instant now) {
        if (bearer != null && Tokens.wellFormed(bearer, Tokens.GRANT)) {
            LiveGrant own = find(bearer);
            if (own == null) {
                return Problems.unauthenticated(context, "The grant is unknown, or long over.");
            }
            for (LiveGrant one = asked; one != null; one = one.parent()) {
                if (one == own) {
                    return null;
                }
            }
            if (!own.live(now)) {
                return Problems.unauthenticated(context, "The grant has expired or was revoked; open a new one.");
            }
            return asked == null ? null : Problems.of(Reason.NOT_ALLOWED, context, null);
        }
        return switch (doorkeeper.caller(bearer, context, now)) {
            case Doorkeeper.Caller.Turned(Problem problem) -> problem;
            case Doorkeeper.Caller.Known(Agent agent) ->
                asked == null || asked.conversation().facts().agent().equals(agent.name())
                        ? null
                        : Problems.of(Reason.NOT_ALLOWED, context, null);
        };
    }
}
