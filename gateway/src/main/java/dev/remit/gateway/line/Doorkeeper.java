package dev.remit.gateway.line;

import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.state.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is this, and for which job? Asked again on every request: the token, its expiry and revocation, the agent behind
 * it, the contract as it stands today, the kill switches. Unauthenticated noise is refused here and not put on record. Thread-safe.
 */
public final class Doorkeeper {
    private final State state;
    private final Tokens tokens;
    private final Serving serving;

    public Doorkeeper(State state, Tokens tokens, Serving serving) {
        this.state = state;
        this.tokens = tokens;
        this.serving = serving;
    }

    /** Who came with a grant's token. */
    public sealed interface Visitor {
        record Known(LiveGrant grant, Agent agent, Effective effective) implements Visitor {}

        record Turned(Problem problem) implements Visitor {}
    }

    /** Who came with an agent's own credential. */
    public sealed interface Caller {
        record Known(Agent agent) implements Caller {}

        record Turned(Problem problem) implements Caller {}
    }

    public Visitor visitor(@Nullable String bearer, CallContext context, Instant now) {
        if (bearer == null || !Tokens.wellFormed(bearer, Tokens.GRANT)) {
            return new Visitor.Turned(Problems.unauthenticated(
                    context,
                    bearer != null && Tokens.wellFormed(bearer, Tokens.AGENT)
                            ? "This is an agent's own credential, which only opens grants; use the grant's token."
                            : "A grant's token is needed as Bearer; open a grant with POST /v1/grants."));
        }
        LiveGrant grant = state.grantByToken(tokens.hash(bearer));
        if (grant == null) {
            return new Visitor.Turned(Problems.unauthenticated(context, "The grant is unknown, or long over."));
        }
        if (!grant.live(now)) {
            return new Visitor.Turned(
                    Problems.unauthenticated(context, "The grant has expired or was revoked; open a new one."));
        }
        Agent agent = state.agent(grant.conversation().facts().agent());
        if (agent == null || !agent.live(now)) {
            return new Visitor.Turned(Problems.unauthenticated(context, "The agent's identity is no longer good."));
        }
        return switch (Effective.of(grant, serving.current())) {
            case Effective.Worth.Something(Effective effective) -> {
                var facts = grant.conversation().facts();
                yield state.stops().allowed(agent, facts.workflow(), facts.tenant())
                        ? new Visitor.Known(grant, agent, effective)
                        : new Visitor.Turned(Problems.of(
                                Reason.STOPPED, context, effective.workflow().boundary()));
            }
            case Effective.Worth.Nothing(Reason reason) -> new Visitor.Turned(Problems.of(reason, context, null));
        };
    }

    public Caller caller(@Nullable String bearer, CallContext context, Instant now) {
        if (bearer == null || !Tokens.wellFormed(bearer, Tokens.AGENT)) {
            return new Caller.Turned(
                    Problems.unauthenticated(context, "An agent's own credential is needed as Bearer."));
        }
        String hash = tokens.hash(bearer);
        Agent agent = state.agentByCredential(hash);
        if (agent != null && agent.live(now) && agent.accepts(hash, now)) {
            return new Caller.Known(agent);
        }
        return new Caller.Turned(
                Problems.unauthenticated(context, "The credential is unknown, expired or was revoked."));
    }
}
