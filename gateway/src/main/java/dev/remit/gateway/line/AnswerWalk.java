package dev.remit.gateway.line;

import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.guard.AnswerGuard;
import dev.remit.gateway.record.RecordException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer on its way to the customer: checked → record → reply. It counts as a call. One of which something is withheld
 * counts as a look-up that found nothing, too: who tries values in answers has no more tries than by looking them up.
 */
final class AnswerWalk {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerWalk.class);

    private final @Nullable AnswerGuard guard;
    private final Doorkeeper.Visitor.Known visitor;
    private final Workflow workflow;
    private final Conversation conversation;
    private final Walk walk;
    private final CallContext context;
    private final Instant now;

    AnswerWalk(Steps steps, Doorkeeper.Visitor.Known visitor, Walk walk, CallContext context, Instant now) {
        this.guard = steps.guard();
        this.visitor = visitor;
        this.workflow = visitor.effective().workflow();
        this.conversation = visitor.grant().conversation();
        this.walk = walk;
        this.context = context;
        this.now = now;
    }

    CallResult checked(String text) {
        switch (conversation.admit(visitor.grant(), workflow.limits(), 0, now.getEpochSecond() / 60)) {
            case Admission.Refused(Reason reason, boolean first) -> {
                return walk.refusedAtTheDoor(reason, first);
            }
            case Admission.Admitted admitted -> {
                try {
                    return admitted(text, admitted);
                } catch (RecordException e) {
                    LOG.error("{}: nothing is released: {}", context.correlationId(), e.getMessage());
                    return walk.refused(Reason.JOURNAL_UNAVAILABLE);
                }
            }
        }
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
            return switch (guard.check(
                    text,
                    conversation,
                    workflow.unsourced(),
                    visitor.effective().version().text())) {
                case AnswerGuard.Outcome.NotReady() -> failed(admitted, Reason.GUARD_NOT_READY);
                case AnswerGuard.Outcome.Failed(Throwable cause) -> {
                    LOG.error(
                            "{}: an answer is not released: it cannot be checked: {}",
                            context.correlationId(),
                            Traces.of(cause));
                    yield failed(admitted, Reason.SHAPE_FAILED);
                }
                case AnswerGuard.Outcome.Checked checked -> release(checked, admitted);
            };
        } finally {
            conversation.lookedUp();
        }
    }

    private CallResult release(AnswerGuard.Outcome.Checked checked, Admission.Admitted admitted) {
        if (walk.stopped()) {
            return deny(admitted, Reason.STOPPED);
        }
        int withheld = checked.released().withheld();
        boolean whole = withheld == 0;
        Facts facts = walk.facts()
                .put("decision", whole ? "allow" : "modify")
                .put("outcome", "released")
                .put("withheld", withheld);
        if (!whole) {
            facts.put("other_customers", checked.others())
                    .put("unsourced", withheld - checked.others())
                    .put("shapes", String.join(" ", checked.shapes()))
                    .put("references", String.join(" ", checked.references()));
        }
        return walk.release(
                OperationView.object().put("text", checked.released().text()).put("withheld", withheld),
                facts,
                admitted,
                new Used(0, 0, !whole, false, Set.of()),
                List::of);
    }

    private CallResult failed(Admission.Admitted admitted, Reason reason) {
        return walk.deny(
                admitted, walk.facts().put("outcome", "failed").put("error", reason.code()), reason, Used.NOTHING);
    }

    private CallResult deny(Admission.Admitted admitted, Reason reason) {
        return walk.deny(admitted, walk.facts().denied(reason), reason, Used.NOTHING);
    }
}
