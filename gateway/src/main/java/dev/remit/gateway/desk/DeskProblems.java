package dev.remit.gateway.desk;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.line.OperationDesk.Objection;
import dev.remit.gateway.trail.TrailException;
import java.time.Duration;

/** Why something was not done at the desk, as problems. */
final class DeskProblems {
    private static final Duration SOON = Duration.ofSeconds(2);

    private DeskProblems() {}

    static Problem of(Objection objection, CallContext context) {
        return switch (objection) {
            case UNKNOWN -> problem("unknown_operation", 404, objection.text(), context);
            case OVER -> problem("not_waiting", 409, objection.text(), context);
            case EXPIRED -> problem("expired", 409, objection.text(), context);
            case ROLE -> problem("wrong_role", 403, objection.text(), context);
            case FOUR_EYES -> problem("four_eyes", 403, objection.text(), context);
            case TWICE -> problem("approved_already", 409, objection.text(), context);
            case OTHER_CALL -> problem("other_arguments", 409, objection.text(), context);
            case ARGUMENTS -> problem("invalid_argument", 400, objection.text(), context);
            case CONDITION -> problem("condition_not_met", 409, objection.text(), context);
            case BUDGET -> problem("budget_action", 409, objection.text(), context);
            case CHANGED -> problem("contract_changed", 409, objection.text(), context);
            case NOT_UNDOABLE -> problem("not_undoable", 409, objection.text(), context);
            case UNDOING -> problem("undo_not_over", 409, objection.text(), context);
            case SOURCE -> later("source_unavailable", objection.text(), context);
            case NOT_RECORDED -> later("journal_unavailable", objection.text(), context);
        };
    }

    static Problem of(TrailException failure, CallContext context) {
        return switch (failure.code()) {
            case TOO_BROAD -> problem("too_broad", 422, failure.text(), context);
            case UNSUPPORTED -> problem("not_supported", 501, failure.text(), context);
            case NOT_RECORDED -> later("journal_unavailable", failure.text(), context);
            case UNREADABLE ->
                later("ledger_unreadable", "The ledger cannot be read. Tell the operator the correlation id.", context);
        };
    }

    static Problem problem(String code, int status, String detail, CallContext context) {
        return new Problem(code, status, detail, context.correlationId(), null, null);
    }

    private static Problem later(String code, String detail, CallContext context) {
        return new Problem(code, 503, detail, context.correlationId(), null, SOON);
    }
}
