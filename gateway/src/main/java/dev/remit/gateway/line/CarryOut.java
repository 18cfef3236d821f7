package dev.remit.gateway.line;

import dev.remit.core.catalog.Action;
import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.Approval;
import dev.remit.core.contract.Phase;
import dev.remit.core.contract.Rights;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.ActionDecision;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.identity.Agent;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.source.Written;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.State;
import dev.remit.gateway.tool.ActionArguments;
import dev.remit.gateway.tool.ActionArguments.Read.Told;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does what is on record as begun, and puts on record what came of it; where the gateway ended in between, finds that out.
 * What people allowed is decided again first, on the contract as it stands now. Thread-safe.
 */
final class CarryOut {
    private static final Logger LOG = LoggerFactory.getLogger(CarryOut.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final State state;
    private final OperationBook book;
    private final Acting acting;
    private final Serving serving;
    private final InstantSource clock;

    CarryOut(State state, OperationBook book, Acting acting, Serving serving, InstantSource clock) {
        this.state = state;
        this.book = book;
        this.acting = acting;
        this.serving = serving;
        this.clock = clock;
    }

    /**
     * Does what people have allowed: decided again, on the contract as it stands now.
     *
     * @return how it stands; null where that is not on record
     */
    @Nullable
    Operation carryOut(Operation operation, CallContext context) {
        Instant now = clock.instant();
        Acting.Job job = job(operation);
        Reason stale = job == null ? Reason.CONTRACT_CHANGED : lastWord(operation);
        if (job == null || stale != null) {
            return end(operation, stale == null ? Reason.CONTRACT_CHANGED : stale, context, now);
        }
        return switch (acting.judge(job, now)) {
            case Acting.Judged.Missing missing -> finished(operation, undone(Reason.NOT_FOUND), job, context);
            case Acting.Judged.Failed failed -> finished(operation, undone(Reason.SOURCE_UNAVAILABLE), job, context);
            case Acting.Judged.Decided(ActionDecision.Deny(Reason reason), var values, var keys) ->
                finished(operation, undone(reason), job, context);
            case Acting.Judged.Decided decided
            when !covers(operation, decided.decision()) ->
                finished(operation, undone(Reason.CONDITION_NOT_MET), job, context);
            case Acting.Judged.Decided decided
            when changed(job, operation, decided.values()) ->
                finished(operation, undone(Reason.CHANGED_MEANWHILE), job, context);
            case Acting.Judged.Decided decided ->
                perform(
                        job,
                        operation,
                        decided,
                        decision -> covers(operation, decision),
                        () -> lastWord(operation),
                        context,
                        now);
        };
    }

    /**
     * Whether a sum or count is another one than when people were asked: what they allow, and what was set aside of budgets,
     * is that one.
     */
    static boolean changed(Acting.Job job, Operation operation, Map<String, Object> values) {
        Operation.Need need = operation.need();
        return need != null
                && FactsJson.changes(need.asked(), FactsJson.of(values)).stream()
                        .anyMatch(change -> Acting.total(job.grant().facts().get(change.fact())));
    }

    private static Written undone(Reason reason) {
        return new Written.Undone(reason, "not done");
    }

    /** Puts on record that something is over and was not done; null where that is not on record. */
    @Nullable
    Operation end(Operation operation, Reason reason, CallContext context, Instant now) {
        Operation after = operation.now(Status.UNDONE, now).because(reason.code());
        return book.record(after, null, "action.outcome", context, now) ? after : null;
    }

    /**
     * Whether those who said yes are who a decision asks for; nothing that a rule asked for later is taken as said. That
     * the conversation has read text is not in the way of a person who takes back: no text talks an agent into that.
     */
    private static boolean covers(Operation operation, ActionDecision decision) {
        if (takenBackByAPerson(operation)
                && decision instanceof ActionDecision.StepUp(var anybody, List<String> because)
                && because.equals(List.of("has_read_text"))) {
            return true;
        }
        Approval need = switch (decision) {
            case ActionDecision.StepUp(Approval asked, var because) -> asked;
            case ActionDecision.Draft(Approval asked) -> asked;
            case ActionDecision.Allow allow -> null;
            case ActionDecision.Defer defer -> null;
            case ActionDecision.Deny deny -> null;
        };
        if (need == null) {
            return decision instanceof ActionDecision.Allow;
        }
        long yes = operation.votes().stream()
                .filter(vote -> vote.allowed()
                        && (vote.role().equals(Approval.Approver.ADMIN.label())
                                || need.by().stream()
                                        .anyMatch(role -> role.label().equals(vote.role()))))
                .count();
        return yes >= need.people();
    }

    /**
     * What may have happened since it was asked for: a kill switch, the grant revoked, the agent's identity gone. What a
     * person takes back is the person's doing: only a stop of that action, or of everything, holds it.
     */
    @Nullable
    Reason lastWord(Operation operation) {
        Operation.What what = operation.what();
        if (takenBackByAPerson(operation)) {
            return state.stops().allowed(what.action()) ? null : Reason.STOPPED;
        }
        Agent agent = state.agent(what.agent());
        if (withdrawn(operation) || agent == null || !agent.live(clock.instant())) {
            return Reason.NOT_ALLOWED;
        }
        return state.stops().allowed(agent, what.workflow(), what.tenant(), what.action()) ? null : Reason.STOPPED;
    }

    /** What an agent takes back has nobody's yes, or asks for one. */
    private static boolean takenBackByAPerson(Operation operation) {
        return operation.need() == null
                && operation.what().undoes() != null
                && !operation.votes().isEmpty();
    }

    /** Whether the grant was revoked; one that is forgotten cannot be asked, so nothing is done under it. */
    boolean withdrawn(Operation operation) {
        LiveGrant grant = state.grant(operation.what().grant());
        return grant == null || grant.withdrawn();
    }

    @Nullable
    Workflow workflow(Operation operation, Version version) {
        Workflow today = version.workflow(operation.what().workflow());
        Workflow opening = version.byDigest(operation.what().contract());
        return today == null || today.phase() == Phase.OFF
                ? null
                : opening == null || opening.digest().equals(today.digest()) ? today : Rights.intersect(opening, today);
    }

    /** The operation as something to judge and to do, or null where the contract does not allow it any more. */
    Acting.@Nullable Job job(Operation operation) {
        Version version = serving.current();
        Workflow workflow = workflow(operation, version);
        if (workflow == null) {
            return null;
        }
        ActionGrant grant = workflow.actions().get(operation.what().action());
        String undoes = operation.what().undoes();
        Operation original = undoes == null ? null : book.get(undoes);
        if (grant == null && original != null) {
            ActionWalk.Undoing undoing = ActionWalk.Undoing.of(
                    original.undoneBy() == null ? original : null,
                    workflow,
                    version.contracts().catalog());
            grant = undoing == null ? null : undoing.grant();
        }
        if (grant == null
                || !(ActionArguments.read(grant, (ObjectNode)
                                JSON.readTree(operation.what().arguments()))
                        instanceof Told told)) {
            return null;
        }
        return new Acting.Job(version, grant, conversation(operation), told.values(), workflow.name());
    }

    /** The operation as the catalog declares it, whoever may do it; null where the catalog has nothing like it any more. */
    private Acting.@Nullable Job asDeclared(Operation operation) {
        Version version = serving.current();
        Action action =
                version.contracts().catalog().actions().get(operation.what().action());
        if (action == null) {
            return null;
        }
        ActionGrant grant = ActionWalk.ungranted(action, List.of());
        return ActionArguments.read(grant, (ObjectNode)
                                JSON.readTree(operation.what().arguments()))
                        instanceof Told told
                ? new Acting.Job(
                        version,
                        grant,
                        conversation(operation),
                        told.values(),
                        operation.what().workflow())
                : null;
    }

    /** The conversation as it stands; where it is forgotten already, what the operation knows of it. */
    private ConversationFacts conversation(Operation operation) {
        Conversation live = state.conversation(operation.what().conversation());
        return live != null ? live.facts() : OperationFacts.of(operation);
    }

    /**
     * Performs something whose intent is durable, and puts the outcome on record.
     *
     * @return how it stands; null where the outcome is not on record: then nothing may be said of it
     */
    @Nullable
    Operation perform(
            Acting.Job job,
            Operation operation,
            Acting.Judged.Decided decided,
            Acting.Allowed allowed,
            Acting.LastWord stopped,
            CallContext context,
            Instant now) {
        return finished(operation, acting.perform(job, operation, decided, allowed, stopped, now), job, context);
    }

    private @Nullable Operation finished(Operation operation, Written written, Acting.Job job, CallContext context) {
        Instant now = clock.instant();
        Operation after = switch (written) {
            case Written.Done(Map<String, @Nullable Object> values) -> {
                ObjectNode shaped = values.isEmpty() ? null : acting.shaped(job, values);
                yield operation.now(Status.DONE, now).gave(shaped == null ? null : shaped.toString());
            }
            case Written.Undone(Reason reason, String detail) -> {
                LOG.info("{}: operation {} was not done: {}", context.correlationId(), operation.id(), detail);
                yield operation.now(Status.UNDONE, now).because(reason.code());
            }
            case Written.Unknown(String detail) -> {
                LOG.warn("{}: operation {}: {}", context.correlationId(), operation.id(), detail);
                yield operation.now(Status.UNKNOWN, now).because(Reason.OUTCOME_UNKNOWN.code());
            }
        };
        return book.record(after, null, "action.outcome", context, now) ? after : null;
    }

    /**
     * An operation that was under way when the gateway ended, or that nobody could tell, as it is known to stand now.
     * Nothing is done again, and what a contract allows now is not asked: it may have been changed because of the crash.
     *
     * @param sentBefore when at the latest it was sent
     */
    Operation resolved(Operation operation, Instant sentBefore, Instant now) {
        Acting.Job job = asDeclared(operation);
        Writer.Resolution known = job == null ? Writer.Resolution.UNKNOWN : resolution(job, operation, sentBefore, now);
        return switch (known) {
            case DONE -> operation.now(Status.DONE, now).because(null);
            case UNDONE -> operation.now(Status.UNDONE, now).because("not_done");
            case UNKNOWN -> operation.now(Status.UNKNOWN, now).because(Reason.OUTCOME_UNKNOWN.code());
        };
    }

    /** What is under way may be done yet: that it is not is believed only when it cannot be any more. */
    private static Writer.Resolution resolution(Acting.Job job, Operation operation, Instant sentBefore, Instant now) {
        if (!job.grant().action().resolvable()) {
            return Writer.Resolution.UNKNOWN;
        }
        try {
            Writer writer = job.version().writer(job.grant().action().source());
            Writer.Resolution known = writer.resolve(Acting.deed(job, operation, Map.of()));
            boolean settled = !now.isBefore(sentBefore.plus(writer.settles()));
            return known == Writer.Resolution.UNDONE && !settled ? Writer.Resolution.UNKNOWN : known;
        } catch (IllegalStateException e) {
            // One source that cannot be written to any more must not keep the others from being asked.
            LOG.warn("Operation {} cannot be resolved: {}", operation.id(), e.getMessage());
            return Writer.Resolution.UNKNOWN;
        }
    }
}
