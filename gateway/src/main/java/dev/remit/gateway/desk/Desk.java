package dev.remit.gateway.desk;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.DeskRight;
import dev.remit.gateway.identity.Tokens;
import dev.remit.gateway.line.OperationDesk;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.state.State;
import dev.remit.gateway.trail.Trail;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets people in who have an account with a role for the desk, and nobody else. Thread-safe. */
public final class Desk {
    private final Parts parts;
    private final AccountDesk accounts;

    /** What a person at the desk works with. */
    record Parts(
            OperationDesk operations,
            State state,
            Recorder recorder,
            Serving serving,
            Trail trail,
            InstantSource clock) {}

    public Desk(
            OperationDesk operations,
            State state,
            Recorder recorder,
            Serving serving,
            Trail trail,
            AccountDesk accounts,
            InstantSource clock) {
        this.parts = new Parts(operations, state, recorder, serving, trail, clock);
        this.accounts = accounts;
    }

    /** What came of asking to be let in. */
    public sealed interface Access {
        record Granted(Seat seat) implements Access {}

        record Refused(Problem problem) implements Access {}
    }

    /** @param bearer the credential that the request carries, or null */
    public Access access(@Nullable String bearer, CallContext context) {
        if (bearer != null && (Tokens.wellFormed(bearer, Tokens.AGENT) || Tokens.wellFormed(bearer, Tokens.GRANT))) {
            return refused(
                    "people_only",
                    403,
                    "Agents' credentials and grants' tokens open nothing of the desk. Use a person's:"
                            + " remit account add NAME --role approver",
                    context);
        }
        Account account = bearer == null ? null : accounts.holder(bearer);
        if (account == null) {
            return refused(
                    "unauthenticated",
                    401,
                    "The credential is missing, unknown, expired or revoked. Ask the operator for an account.",
                    context);
        }
        if (!DeskRight.QUEUE.of(account.role())) {
            return refused(
                    "wrong_role",
                    403,
                    "The role " + account.role().label()
                            + " has nothing to do at the desk. Ask the operator for an account" + " with another.",
                    context);
        }
        return new Access.Granted(new Seat(parts, account, context));
    }

    private static Access refused(String code, int status, String detail, CallContext context) {
        return new Access.Refused(new Problem(code, status, detail, context.correlationId(), null, null));
    }
}
