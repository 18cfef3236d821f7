package dev.remit.gateway.trail;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.AccountDesk;
import dev.remit.gateway.identity.Tokens;
import org.jspecify.annotations.Nullable;

/** Lets auditors in, and nobody else: an agent that could read the ledger would have all customers' data. Thread-safe. */
public final class AuditDesk {
    private final Trail trail;
    private final AccountDesk accounts;

    public AuditDesk(Trail trail, AccountDesk accounts) {
        this.trail = trail;
        this.accounts = accounts;
    }

    /** What came of asking. */
    public sealed interface Access {
        record Granted(Audit audit) implements Access {}

        record Refused(Problem problem) implements Access {}
    }

    /** @param bearer the credential that the request carries, or null */
    public Access access(@Nullable String bearer, CallContext context) {
        if (bearer != null && (Tokens.wellFormed(bearer, Tokens.AGENT) || Tokens.wellFormed(bearer, Tokens.GRANT))) {
            return refused(
                    "auditors_only",
                    403,
                    "Agents' credentials and grants' tokens open nothing of the ledger. Use an auditor's credential:"
                            + " remit account add NAME --role auditor",
                    context);
        }
        Account account = bearer == null ? null : accounts.holder(bearer);
        if (account == null) {
            return refused(
                    "unauthenticated",
                    401,
                    "The credential is missing, unknown, expired or revoked. Ask the operator for one of an auditor.",
                    context);
        }
        if (account.role() != Account.Role.AUDITOR) {
            return refused(
                    "auditors_only",
                    403,
                    "This account does not have the role auditor, which asking the ledger takes. Ask the operator for one"
                            + " that has.",
                    context);
        }
        return new Access.Granted(trail.asks("account", account.name(), context));
    }

    private static Access refused(String code, int status, String detail, CallContext context) {
        return new Access.Refused(new Problem(code, status, detail, context.correlationId(), null, null));
    }
}
