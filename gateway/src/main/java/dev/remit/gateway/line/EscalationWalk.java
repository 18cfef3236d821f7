package dev.remit.gateway.line;

import dev.remit.core.contract.Fallback;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.Reason;
import dev.remit.core.escalation.Topic;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.tool.Arguments.Parsed;
import dev.remit.gateway.tool.ToolSpec;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's call where it meets people: it asks for one, waits for one, or runs into a boundary. Used by one thread. */
final class EscalationWalk {
    private static final Logger LOG = LoggerFactory.getLogger(EscalationWalk.class);

    private final Steps steps;
    private final Doorkeeper.Visitor.Known visitor;
    private final Workflow workflow;
    private final Conversation conversation;
    private final Walk walk;

    EscalationWalk(Steps steps, Doorkeeper.Visitor.Known visitor, Walk walk) {
        this.steps = steps;
        this.visitor = visitor;
        this.workflow = visitor.effective().workflow();
        this.conversation = visitor.grant().conversation();
        this.walk = walk;
    }

    /** The escalation that stands in the way of a tool, or null. */
    @Nullable
    Escalation inTheWay(ToolSpec spec) {
        if (spec instanceof ToolSpec.Checks
                || spec instanceof ToolSpec.Escalates
                || workflow.escalate().then().contains(spec.tool().name())) {
            return null;
        }
        return steps.escalated().holding(id());
    }

    /**
     * Asks for a person where the contract's conditions on data say so, before anything is read or done; once for each
     * topic. Null where the call goes on: nobody is asked, or its tool works while somebody is.
     */
    @Nullable
    CallResult watch(String tool, Admission.Admitted admitted, Instant now) {
        if (workflow.escalate().watches().isEmpty() || steps.escalated().holding(id()) != null) {
            return null;
        }
        Set<String> settled = steps.escalated().settled(id());
        return switch (DataWatch.look(visitor.effective().version(), workflow, admitted.facts(), settled, now)) {
            case DataWatch.Seen.Nothing nothing -> null;
            case DataWatch.Seen.Failed(SourceFailure failure) -> walk.failed(failure, walk.facts(), admitted);
            case DataWatch.Seen.Somebody(Set<Topic> topics, List<String> rules) -> {
                Escalation escalation = steps.people()
                        .open(
                                visitor,
                                new AskPeople.Cause(Escalation.By.DATA, topics, rules, null, null),
                                walk.context());
                yield workflow.escalate().then().contains(tool) ? null : waits(escalation, admitted);
            }
        };
    }

    CallResult waits(Escalation escalation, Admission.Admitted admitted) {
        CallResult refused = walk.deny(
                admitted,
                walk.facts().denied(Reason.ESCALATED).put("escalation", escalation.id()),
                Reason.ESCALATED,
                Used.NOTHING);
        return refused instanceof CallResult.Refused(Problem problem)
                        && problem.code().equals(Reason.ESCALATED.code())
                ? new CallResult.Refused(new Problem(
                        problem.code(),
                        problem.status(),
                        problem.detail(),
                        problem.correlationId(),
                        EscalationView.words(escalation, workflow),
                        null))
                : refused;
    }

    CallResult ask(Parsed.Asks asks, Admission.Admitted admitted) {
        Escalation escalation = steps.escalated().untold(id());
        return say(escalation == null ? open(asks.topic(), asks.reason()) : escalation, walk.facts(), admitted);
    }

    /** Asks for a person where the budget of calls is used up: nothing of a customer is in the answer. */
    @Nullable
    CallResult askAtTheDoor(ToolSpec spec, @Nullable Parsed parsed) {
        if (!(spec instanceof ToolSpec.Escalates) || !(parsed instanceof Parsed.Asks asks)) {
            return null;
        }
        try {
            Escalation held = steps.escalated().holding(id());
            return new CallResult.Released(
                    EscalationView.forAgent(held == null ? open(asks.topic(), asks.reason()) : held, workflow));
        } catch (RecordException e) {
            LOG.error("{}: an escalation is not on record: {}", walk.context().correlationId(), e.getMessage());
            return walk.refused(Reason.JOURNAL_UNAVAILABLE);
        }
    }

    private Escalation open(@Nullable Topic topic, @Nullable String reason) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        if (topic != null) {
            topics.add(topic);
        }
        return steps.people()
                .open(
                        visitor,
                        new AskPeople.Cause(Escalation.By.AGENT, topics, List.of(), null, reason),
                        walk.context());
    }

    /** An action that the contract leaves to people. */
    CallResult leave(String action, Facts facts, Admission.Admitted admitted) {
        Escalation escalation = steps.people().open(visitor, AskPeople.Cause.action(action), walk.context());
        return say(escalation, facts, admitted);
    }

    /** An escalation of this conversation of that id, or null: then there may be an operation. */
    @Nullable
    CallResult check(String id, Admission.Admitted admitted) {
        Escalation escalation = steps.escalated().own(id(), id);
        return escalation == null ? null : say(escalation, walk.facts(), admitted);
    }

    private CallResult say(Escalation escalation, Facts facts, Admission.Admitted admitted) {
        try {
            return walk.release(
                    EscalationView.forAgent(escalation, workflow),
                    facts.put("decision", "allow")
                            .put("escalation", escalation.id())
                            .put("outcome", EscalationView.status(escalation)),
                    admitted,
                    () -> steps.escalated().telling(escalation));
        } catch (RecordException e) {
            steps.escalated().notTold(escalation);
            throw e;
        }
    }

    /**
     * Has a person look where the agent is at the end of what it may do, or where something failed that the contract
     * sends to people.
     *
     * @return what is answered instead, because the words of the first answer would promise a person whom nobody asked;
     *     null otherwise
     */
    @Nullable
    CallResult met(Reason reason, boolean deniedField) {
        Fallback.Cause failed = reason.cause();
        if (failed != null && workflow.boundary().escalates(failed)) {
            try {
                steps.people().open(visitor, AskPeople.Cause.fallback(failed, null), walk.context());
                return null;
            } catch (RecordException e) {
                LOG.error(
                        "{}: an escalation is not on record: {}", walk.context().correlationId(), e.getMessage());
                return walk.refused(Reason.JOURNAL_UNAVAILABLE);
            }
        }
        boundary(reason, deniedField);
        return null;
    }

    private void boundary(Reason reason, boolean deniedField) {
        boolean limit = switch (reason) {
            case VERIFY_LIMIT, BUDGET_ACTION -> true;
            // A part that was passed on has budgets of its own, and its end is not the conversation's.
            case BUDGET_CALLS, BUDGET_ROWS, BUDGET_BYTES, BUDGET_MISSES ->
                visitor.grant().parent() == null;
            default -> false;
        };
        boolean notGranted = deniedField
                || switch (reason) {
                    case UNKNOWN_TOOL, CLASSES_APART, ACTION_REFUSED -> true;
                    default -> false;
                };
        if (limit || (notGranted && conversation.deniedAgain())) {
            steps.people().boundary(visitor, reason.code(), walk.context());
        }
    }

    private String id() {
        return conversation.facts().id();
    }
}
