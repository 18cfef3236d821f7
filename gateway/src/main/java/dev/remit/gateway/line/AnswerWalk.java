package dev.remit.gateway.line;

import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.guard.AnswerGuard;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way to the customer: checked → record → reply. It counts as a call. One of which something is withheld
 * counts as a look-up that found nothing, too: who tries values in answers has no more tries than by looking them up.
 */
final class AnswerWalk {
    private final @Nullable AnswerGuard guard;
    private final Doorkeeper.Visitor.Known visitor;
    private final Workflow workflow;
    private final Conversation conversation;
    private final Walk walk;

    AnswerWalk(Steps steps, Doorkeeper.Visitor.Known visitor, Walk walk) {
        this.guard = steps.guard();
        this.visitor = visitor;
        this.workflow = visitor.effective().workflow();
        this.conversation = visitor.grant().conversation();
        this.walk = walk;
    }

    CallResult checked(String text) {
        return walk.enter(admitted -> admitted(text, admitted));
    }

    private CallResult admitted(String text, Admission.Admitted admitted) {
        if (walk.stopped()) {
            return deny(admitted, Reason.STOPPED);
        }
        if (guard == null) {
            return deny(admitted, Reason.GUARD_OFF);
        }
        if (!conversation.mayMiss(workflow.limits())) {
            return deny(admitted, Reason.BUDGET_MISSES);
        }
        try {
            return switch (TextCheck.of(guard, text, visitor, walk.context())) {
                case TextCheck.Read read -> release(read, admitted);
                case TextCheck.Unread unread ->
                    walk.deny(admitted, unread.onRecord(walk.facts()), unread.reason(), Used.NOTHING);
            };
        } finally {
            conversation.lookedUp();
        }
    }

    private CallResult release(TextCheck.Read read, Admission.Admitted admitted) {
        if (walk.stopped()) {
            return deny(admitted, Reason.STOPPED);
        }
        return walk.release(
                OperationView.object()
                        .put("text", read.checked().released().text())
                        .put("withheld", read.withheld()),
                read.onRecord(walk.facts()
                        .put("decision", read.whole() ? "allow" : "modify")
                        .put("outcome", "released")),
                admitted,
                new Used(0, 0, !read.whole(), false, Set.of()),
                List::of);
    }

    private CallResult deny(Admission.Admitted admitted, Reason reason) {
        return walk.deny(admitted, walk.facts().denied(reason), reason, Used.NOTHING);
    }
}
