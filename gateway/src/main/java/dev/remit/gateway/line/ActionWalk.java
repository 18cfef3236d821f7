package dev.remit.gateway.line;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.Fact;
import dev.remit.core.contract.ActionGrant;
import dev.remit.core.contract.Allowance;
import dev.remit.core.contract.Approval;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.ActionDecision;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problems;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.Conversation.Admission;
import dev.remit.gateway.grant.Conversation.Used;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Keep;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.Spending;
import dev.remit.gateway.tool.ActionArguments;
import dev.remit.gateway.tool.ActionArguments.Read.Told;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent's call of an action on its way: check its text → facts → decide → reserve and record the intent → perform → record the outcome.
 * Between intent and outcome the journal says {@code started}; who finds that after a crash finds out what became of it.
 * Used once, by one thread.
 */
final class ActionWalk {
    /** Operations of one conversation that may wait for people at once. */
    private static final int MOST_WAITING = 20;

    private static final List<Allowance> TEN =
            List.of(new Allowance(BigDecimal.TEN, null, Allowance.Per.GRANT, Duration.ofDays(1)));

    private final Steps steps;
    private final Doorkeeper.Visitor.Known visitor;
    private final Workflow workflow;
    private final Conversation conversation;
    private final Walk walk;
    private final Instant now;

    ActionWalk(Steps steps, Doorkeeper.Visitor.Known visitor, Walk walk, Instant now) {
        this.steps = steps;
        this.visitor = visitor;
        this.workflow = visitor.effective().workflow();
        this.conversation = visitor.grant().conversation();
        this.walk = walk;
        this.now = now;
    }

    CallResult act(ActionGrant grant, Told told, Admission.Admitted admitted) {
        return act(grant, told, null, admitted);
    }

    private CallResult act(ActionGrant grant, Told told, @Nullable Operation undoing, Admission.Admitted admitted) {
        if (grant.ofSubject() && admitted.facts().subject() == null) {
            return deny(grant, admitted, Reason.VERIFY_FIRST, Used.NOTHING);
        }
        String key = told.key();
        if (key == null) {
            return judge(grant, told, undoing, admitted);
        }
        Lock alone = steps.book().lock(conversation.facts().id() + '/' + key);
        alone.lock();
        try {
            Operation before = steps.state()
                    .operations()
                    .byKey(conversation.facts().id(), grant.action().name(), key);
            if (before == null || told.dryRun()) {
                return judge(grant, told, undoing, admitted);
            }
            return before.what().digest().equals(told.digest())
                    ? say(before, facts(grant).put("repeats", before.id()), admitted)
                    : deny(grant, admitted, Reason.IDEMPOTENCY_CONFLICT, Used.NOTHING);
        } finally {
            alone.unlock();
        }
    }

    private CallResult judge(ActionGrant grant, Told told, @Nullable Operation undoing, Admission.Admitted admitted) {
        // What is taken back was checked when it was done; of what takes it back the agent words nothing.
        ActionText text = undoing == null ? ActionText.of(steps, grant.action(), told) : ActionText.NONE;
        boolean mayMiss = text.any() || grant.facts().values().stream().anyMatch(fact -> fact instanceof Fact.Row);
        if (mayMiss && !conversation.mayMiss(workflow.limits())) {
            return deny(grant, admitted, Reason.BUDGET_MISSES, Used.NOTHING);
        }
        try {
            CallResult withheld = text.withheld(visitor, walk, facts(grant), admitted);
            if (withheld != null) {
                return withheld;
            }
            Acting.Job job = new Acting.Job(version(), grant, admitted.facts(), told.values(), workflow.name());
            return switch (steps.acting().judge(job, now)) {
                case Acting.Judged.Missing missing -> deny(grant, admitted, Reason.NOT_FOUND, missed());
                case Acting.Judged.Failed(SourceFailure failure) -> walk.failed(failure, facts(grant), admitted);
                case Acting.Judged.Decided decided -> decided(job, told, decided, undoing, admitted);
            };
        } finally {
            if (mayMiss) {
                conversation.lookedUp();
            }
        }
    }

    private CallResult decided(
            Acting.Job job,
            Told told,
            Acting.Judged.Decided decided,
            @Nullable Operation undoing,
            Admission.Admitted admitted) {
        ActionGrant grant = job.grant();
        Facts facts = facts(grant).put("decision", decided.decision().text()).put("keys", decided.keys());
        if (decided.decision() instanceof ActionDecision.Deny(Reason reason)) {
            return walk.deny(admitted, facts, reason, Used.NOTHING);
        }
        if (told.dryRun()) {
            return dryRun(decided.decision(), facts, admitted);
        }
        List<Spending.Bounded> claims =
                Claims.of(grant, admitted.facts(), told.values(), decided.values(), steps.claims(), now);
        if (claims == null) {
            return walk.deny(admitted, facts, Reason.CONDITION_NOT_MET, Used.NOTHING);
        }
        return switch (decided.decision()) {
            case ActionDecision.Deny(Reason reason) -> walk.deny(admitted, facts, reason, Used.NOTHING);
            case ActionDecision.Defer defer ->
                new EscalationWalk(steps, visitor, walk).leave(grant.action().name(), facts, admitted);
            case ActionDecision.Allow allow -> {
                Operation operation = operation(grant, told, Status.STARTED, claims, null, undoing);
                Results results = Results.of(grant.action());
                if (!results.begin(conversation, workflow)) {
                    yield deny(grant, admitted, Reason.CLASSES_APART, Used.NOTHING);
                }
                boolean begun;
                try {
                    begun = begin(operation, claims, facts, "action.intent", results.used(), admitted);
                } finally {
                    results.end(conversation, workflow);
                }
                yield begun
                        ? perform(job, operation, decided)
                        : deny(grant, admitted, Reason.BUDGET_ACTION, Used.NOTHING);
            }
            case ActionDecision.StepUp(Approval need, List<String> because) ->
                wait(grant, told, Status.WAITING, need(need, because, decided), claims, facts, undoing, admitted);
            case ActionDecision.Draft(Approval need) ->
                wait(
                        grant,
                        told,
                        Status.DRAFT,
                        need(need, List.of("draft"), decided),
                        claims,
                        facts,
                        undoing,
                        admitted);
        };
    }

    private CallResult dryRun(ActionDecision decision, Facts facts, Admission.Admitted admitted) {
        ObjectNode answer = OperationView.object().put("status", "dry_run").put("decision", decision.text());
        if (decision instanceof ActionDecision.StepUp stepUp) {
            stepUp.because().forEach(answer.putArray("because")::add);
        }
        return walk.release(answer, facts.put("outcome", "dry_run"), admitted);
    }

    private CallResult wait(
            ActionGrant grant,
            Told told,
            Status status,
            Operation.Need need,
            List<Spending.Bounded> claims,
            Facts facts,
            @Nullable Operation undoing,
            Admission.Admitted admitted) {
        Operation operation = operation(grant, told, status, claims, need, undoing);
        facts.put("because", String.join(" ", need.because()))
                .put("outcome", status == Status.DRAFT ? "draft" : "waiting");
        conversation.asking().lock();
        try {
            long waiting = steps.state().operations().of(conversation.facts().id()).stream()
                    .filter(one -> one.status().waits())
                    .count();
            if (waiting >= MOST_WAITING) {
                return deny(grant, admitted, Reason.TOO_MANY_WAITING, Used.NOTHING);
            }
            if (!begin(operation, claims, facts, "action.wait", Used.NOTHING, admitted)) {
                return deny(grant, admitted, Reason.BUDGET_ACTION, Used.NOTHING);
            }
        } finally {
            conversation.asking().unlock();
        }
        steps.book().waits(operation);
        return new CallResult.Released(OperationView.of(operation)).about(TaskView.of(operation));
    }

    private Operation.Need need(Approval need, List<String> because, Acting.Judged.Decided decided) {
        return new Operation.Need(
                Set.copyOf(need.by().stream().map(Approval.Approver::label).toList()),
                need.people(),
                need.fourEyes(),
                need.tellWhy(),
                now.plus(need.within()),
                because,
                FactsJson.compact(FactsJson.of(decided.values())).toString());
    }

    private Operation operation(
            ActionGrant grant,
            Told told,
            Status status,
            List<Spending.Bounded> claims,
            Operation.@Nullable Need need,
            @Nullable Operation undoing) {
        ConversationFacts facts = conversation.facts();
        Operation.What what = new Operation.What(
                facts.id(),
                visitor.grant().facts().id(),
                facts.agent(),
                facts.actor(),
                facts.workflow(),
                facts.tenant(),
                facts.subject(),
                workflow.digest(),
                grant.action().name(),
                told.json(),
                told.digest(),
                told.key(),
                told.statedReason(),
                undoing == null ? null : undoing.id(),
                facts.caseId(),
                Keep.days(workflow.retention()));
        return new Operation(
                steps.book().nextId(),
                what,
                status,
                claims.stream().map(Spending.Bounded::claim).toList(),
                need,
                List.of(),
                null,
                null,
                null,
                now,
                now);
    }

    /**
     * Reserves and records; returns when that is durable.
     *
     * @param serving what its answer will serve, which is on record before there is one
     * @return false where a budget has no room, and nothing was recorded
     * @throws RecordException if it is not on record: nothing may be done
     */
    private boolean begin(
            Operation operation,
            List<Spending.Bounded> claims,
            Facts facts,
            String event,
            Used serving,
            Admission.Admitted admitted) {
        Recorder.Prepared prepared = walk.prepare(
                admitted,
                facts.put("operation", operation.id())
                        .put("arguments", operation.what().digest()),
                event);
        Recorder.Submitted submitted = steps.state()
                .spending()
                .reserve(
                        claims,
                        now,
                        spent -> conversation.settle(visitor.grant(), admitted, serving, changes -> {
                            List<Change> all = new ArrayList<>(changes);
                            all.addAll(spent);
                            all.add(new Change.OperationSet(operation));
                            return steps.recorder().submit(prepared, all);
                        }));
        if (submitted == null) {
            return false;
        }
        try {
            submitted.await();
        } catch (RecordException e) {
            steps.state().spending().giveBack(operation.claims(), now, spent -> spent);
            throw e;
        }
        steps.state().operations().set(operation);
        return true;
    }

    private CallResult perform(Acting.Job job, Operation operation, Acting.Judged.Decided decided) {
        Operation after = steps.carryOut()
                .perform(
                        job,
                        operation,
                        decided,
                        decision -> false,
                        () -> steps.carryOut().lastWord(operation),
                        walk.context(),
                        now);
        if (after == null) {
            return walk.refused(Reason.JOURNAL_UNAVAILABLE);
        }
        return answer(after);
    }

    private CallResult answer(Operation after) {
        return switch (after.status()) {
            case UNDONE -> walk.refused(OperationView.reason(after));
            case UNKNOWN ->
                new CallResult.Refused(Problems.of(
                        Reason.OUTCOME_UNKNOWN,
                        Reason.OUTCOME_UNKNOWN.detail() + " It is operation " + after.id() + ".",
                        walk.context(),
                        workflow.boundary()));
            default -> new CallResult.Released(OperationView.of(after));
        };
    }

    /** What became of one that came before. */
    CallResult check(String id, Admission.Admitted admitted) {
        CallResult escalation = new EscalationWalk(steps, visitor, walk).check(id, admitted);
        if (escalation != null) {
            return escalation;
        }
        Operation operation = own(id);
        return operation == null
                ? walk.deny(admitted, walk.facts().denied(Reason.UNKNOWN_OPERATION), Reason.UNKNOWN_OPERATION, missed())
                : say(operation, walk.facts(), admitted);
    }

    private CallResult say(Operation operation, Facts facts, Admission.Admitted admitted) {
        Facts said = facts.put("decision", "allow")
                .put("operation", operation.id())
                .put("outcome", OperationView.status(operation));
        CallResult answer = released(operation, said, admitted);
        return answer instanceof CallResult.Released released ? released.about(TaskView.of(operation)) : answer;
    }

    /** What it gave back is left out where it must stay apart from what was served before. */
    private CallResult released(Operation operation, Facts said, Admission.Admitted admitted) {
        Action action =
                version().contracts().catalog().actions().get(operation.what().action());
        Results results = operation.result() == null || action == null ? null : Results.of(action);
        if (results == null || !results.begin(conversation, workflow)) {
            return walk.release(OperationView.of(operation.gave(null), workflow), said, admitted);
        }
        try {
            return walk.release(OperationView.of(operation, workflow), said, admitted, results.used(), List::of);
        } finally {
            results.end(conversation, workflow);
        }
    }

    /** Lets go of one that waits. Who has a part of a grant lets go of nothing that was asked for under another. */
    CallResult withdraw(String id, Admission.Admitted admitted) {
        Operation operation = own(id);
        String grant = visitor.grant().facts().id();
        if (operation == null
                || (visitor.grant().parent() != null
                        && !operation.what().grant().equals(grant))) {
            return walk.deny(
                    admitted, walk.facts().denied(Reason.UNKNOWN_OPERATION), Reason.UNKNOWN_OPERATION, missed());
        }
        return switch (steps.operations().withdraw(id, walk.context())) {
            case OperationDesk.Acted.Now(Operation after) -> say(after, walk.facts(), admitted);
            case OperationDesk.Acted.No no ->
                walk.deny(
                        admitted,
                        walk.facts().denied(Reason.JOURNAL_UNAVAILABLE),
                        Reason.JOURNAL_UNAVAILABLE,
                        Used.NOTHING);
        };
    }

    private @Nullable Operation own(String id) {
        Operation operation = steps.state().operations().get(id);
        return operation != null
                        && operation
                                .what()
                                .conversation()
                                .equals(conversation.facts().id())
                ? operation
                : null;
    }

    /** Takes one back: the action that undoes it is called with what it was told, under its own rules. */
    CallResult undo(String id, Admission.Admitted admitted) {
        Operation operation = own(id);
        if (operation == null) {
            return walk.deny(
                    admitted, walk.facts().denied(Reason.UNKNOWN_OPERATION), Reason.UNKNOWN_OPERATION, missed());
        }
        ActionGrant granted = workflow.actions().get(operation.what().action());
        if (granted == null || !granted.undo()) {
            return walk.deny(admitted, walk.facts().denied(Reason.NOT_UNDOABLE), Reason.NOT_UNDOABLE, Used.NOTHING);
        }
        Lock alone = steps.book().lock(operation.id());
        alone.lock();
        try {
            Undoing undoing = Undoing.of(
                    steps.state().operations().get(id),
                    workflow,
                    version().contracts().catalog());
            return undoing == null || steps.book().undoing(operation)
                    ? walk.deny(admitted, walk.facts().denied(Reason.NOT_UNDOABLE), Reason.NOT_UNDOABLE, Used.NOTHING)
                    : act(undoing.grant(), undoing.told(), operation, admitted);
        } finally {
            alone.unlock();
        }
    }

    /** The call that takes an operation back. */
    record Undoing(ActionGrant grant, Told told) {
        /** Null where nothing takes it back, or it is not done, or is taken back already. */
        static @Nullable Undoing of(@Nullable Operation operation, Workflow workflow, Catalog catalog) {
            Action action = operation == null
                    ? null
                    : catalog.actions().get(operation.what().action());
            String name = action == null ? null : action.undo();
            Action undo = name == null ? null : catalog.actions().get(name);
            if (operation == null
                    || undo == null
                    || operation.status() != Status.DONE
                    || operation.undoneBy() != null) {
                return null;
            }
            ActionGrant granted = workflow.actions().get(undo.name());
            ActionGrant grant = granted != null ? granted : ungranted(undo, TEN);
            ObjectNode told = OperationView.toldTo(undo, operation);
            return ActionArguments.read(grant, told) instanceof Told fits ? new Undoing(grant, fits) : null;
        }
    }

    /** An action that no contract names, as the catalog declares it. */
    static ActionGrant ungranted(Action action, List<Allowance> budget) {
        return new ActionGrant(
                action,
                "",
                ActionGrant.Level.of(action.effect()),
                action.facts(),
                List.of(),
                List.of(),
                budget,
                ActionGrant.AfterReading.APPROVE,
                false);
    }

    private Version version() {
        return visitor.effective().version();
    }

    private static Used missed() {
        return new Used(0, 0, true, false, Set.of());
    }

    private Facts facts(ActionGrant grant) {
        return walk.facts()
                .put("action", grant.action().name())
                .put("effect", grant.action().effect().label());
    }

    private CallResult deny(ActionGrant grant, Admission.Admitted admitted, Reason reason, Used used) {
        return walk.deny(admitted, facts(grant).denied(reason), reason, used);
    }
}
