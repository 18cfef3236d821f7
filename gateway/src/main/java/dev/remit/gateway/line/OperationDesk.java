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
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.Writer;
import dev.remit.gateway.source.Written;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.Spending;
import dev.remit.gateway.state.State;
import dev.remit.gateway.tool.ActionArguments;
import dev.remit.gateway.tool.ActionArguments.Read.Told;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls of actions after they were accepted: what people allow, deny, edit and send, what is found out after a crash, what
 * expires. An approval is good for one call with exactly these arguments, once; it is judged again when it is done.
 * Thread-safe.
 */
public final class OperationDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OperationDesk.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int STRIPES = 256;

    private final State state;
    private final Recorder recorder;
    private final Acting acting;
    private final Serving serving;
    private final KeyedHash hash;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);
    private final List<Consumer<Operation>> watching = new CopyOnWriteArrayList<>();

    OperationDesk(
            State state,
            Recorder recorder,
            Acting acting,
            Serving serving,
            KeyedHash hash,
            InstantSource clock,
            Supplier<String> ids) {
        this.state = state;
        this.recorder = recorder;
        this.acting = acting;
        this.serving = serving;
        this.hash = hash;
        this.clock = clock;
        this.ids = ids;
    }

    /** A person at the desk. */
    public record Person(String account, String role) {
        boolean admin() {
            return role.equals(Approval.Approver.ADMIN.label());
        }
    }

    /** What came of what a person did. */
    public sealed interface Acted {
        /** It is on record, and this is how the operation stands now. */
        record Now(Operation operation) implements Acted {}

        /** It may not be so, and nothing changed. */
        record No(Objection objection) implements Acted {}
    }

    /** Why a person may not do something. */
    public enum Objection {
        UNKNOWN("There is no such operation."),
        OVER("The operation does not wait for this, or not any more."),
        EXPIRED("Nobody decided in time."),
        ROLE("Another role decides about this."),
        FOUR_EYES("Who asked for something cannot allow it."),
        TWICE("You have said yes already; another person has to say so, too."),
        OTHER_CALL("What you looked at is not what waits now. Look again, and say its digest."),
        ARGUMENTS("The arguments do not fit the action, or name something that is not this customer's."),
        CONDITION("The contract does not allow this with these arguments."),
        BUDGET("A budget has no room for this."),
        CHANGED("The contract does not allow this any more."),
        NOT_UNDOABLE("Nothing takes this back, or it is not done, or it is taken back already."),
        UNDOING("Something takes this back already and is not over. Find out what became of that first."),
        SOURCE("The source does not answer now; try again later."),
        NOT_RECORDED("The record cannot be written now, so nothing was changed; try again later.");

        private final String text;

        Objection(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Is told of each operation that begins to wait for a person, or stops waiting. Short. */
    public void watch(Consumer<Operation> watcher) {
        watching.add(watcher);
    }

    void waits(Operation operation) {
        watching.forEach(watcher -> watcher.accept(operation));
    }

    String nextId() {
        return ids.get();
    }

    Lock lock(String of) {
        return locks[Math.floorMod(of.hashCode(), STRIPES)];
    }

    /** Those that fit, the oldest first. */
    public List<Operation> waiting() {
        return state.operations().where(operation -> operation.status().waits());
    }

    public @Nullable Operation get(String id) {
        return state.operations().get(id);
    }

    public List<Operation> of(String conversation) {
        return state.operations().of(conversation);
    }

    /** Whether something that is not over yet takes it back. */
    boolean undoing(Operation operation) {
        return of(operation.what().conversation()).stream()
                .anyMatch(other -> operation.id().equals(other.what().undoes())
                        && !other.status().over());
    }

    /** What it does, as the catalog says now; empty where the contract does not allow it any more. */
    public Optional<Action> action(Operation operation) {
        return Optional.ofNullable(job(operation)).map(job -> job.grant().action());
    }

    /** What an approver needs to see: the facts as they are now, and what the decision would be now. */
    public Preview preview(Operation operation) {
        Acting.Job job = job(operation);
        if (job == null) {
            return new Preview("deny", Reason.CONTRACT_CHANGED.code(), null, List.of());
        }
        return switch (acting.judge(job, clock.instant())) {
            case Acting.Judged.Missing missing -> new Preview("deny", Reason.NOT_FOUND.code(), null, List.of());
            case Acting.Judged.Failed failed -> new Preview("none", Reason.SOURCE_UNAVAILABLE.code(), null, List.of());
            case Acting.Judged.Decided decided -> {
                ObjectNode facts = FactsJson.of(decided.values());
                Operation.Need need = operation.need();
                Reason stale = lastWord(operation);
                String reason = decided.decision() instanceof ActionDecision.Deny(Reason why) ? why.code() : null;
                yield new Preview(
                        stale == null ? decided.decision().text() : "deny",
                        stale == null ? reason : stale.code(),
                        facts,
                        need == null
                                ? List.of()
                                : FactsJson.changes(need.asked(), facts).stream()
                                        .map(each -> new Changed(each.fact(), each.was(), each.now()))
                                        .toList());
            }
        };
    }

    /**
     * What would be decided now.
     *
     * @param decision {@code none} where it cannot be told
     * @param reason why not, where it is no
     * @param facts what the gateway looked up just now, by name; null where it could not
     * @param changed what is not as it was when it was asked for
     */
    public record Preview(
            String decision,
            @Nullable String reason,
            @Nullable ObjectNode facts,
            List<Changed> changed) {}

    /** A fact that is not now what it was; a long one as a hash. */
    public record Changed(
            String fact, @Nullable JsonNode was, @Nullable JsonNode now) {}

    /**
     * Says yes to something that waits; with the last yes that it needs, it is done.
     *
     * @param digest of what the person looked at: the yes is good for that and nothing else
     */
    public Acted approve(String id, Person person, String digest, @Nullable String note, CallContext context) {
        return vote(id, person, digest, true, note, context);
    }

    /** Says no to something that waits; with the first no it is over. */
    public Acted deny(String id, Person person, @Nullable String note, CallContext context) {
        return vote(id, person, null, false, note, context);
    }

    private Acted vote(
            String id,
            Person person,
            @Nullable String digest,
            boolean allowed,
            @Nullable String note,
            CallContext context) {
        return alone(id, operation -> {
            Instant now = clock.instant();
            Operation.Need need = operation.need();
            Objection objection = objection(operation, need, person, allowed, now);
            if (objection == null
                    && digest != null
                    && !digest.equals(operation.what().digest())) {
                objection = Objection.OTHER_CALL;
            }
            if (objection != null || need == null) {
                return new Acted.No(objection == null ? Objection.OVER : objection);
            }
            List<Operation.Vote> votes = new ArrayList<>(operation.votes());
            votes.add(new Operation.Vote(person.account(), person.role(), allowed, note, now));
            Operation voted = operation.voted(votes);
            if (!allowed) {
                return keep(voted.now(Status.DENIED, now).because("denied"), person, "action.deny", context, now);
            }
            boolean enough = votes.stream().filter(Operation.Vote::allowed).count() >= need.people();
            Acted recorded =
                    keep(enough ? voted.now(Status.STARTED, now) : voted, person, "action.approve", context, now);
            return enough && recorded instanceof Acted.Now(Operation started) ? carryOut(started, context) : recorded;
        });
    }

    private static @Nullable Objection objection(
            Operation operation, Operation.@Nullable Need need, Person person, boolean allowed, Instant now) {
        if (!operation.status().undecided()) {
            return Objection.OVER;
        }
        if (need == null || now.isAfter(need.deadline())) {
            return Objection.EXPIRED;
        }
        if (!person.admin() && !need.roles().contains(person.role())) {
            return Objection.ROLE;
        }
        if (allowed
                && need.fourEyes()
                && person.account().equals(operation.what().actor())) {
            return Objection.FOUR_EYES;
        }
        boolean twice =
                operation.votes().stream().anyMatch(vote -> vote.account().equals(person.account()));
        return allowed && twice ? Objection.TWICE : null;
    }

    /** Changes what a draft says; what people said of the old text does not count. */
    public Acted edit(String id, Person person, ObjectNode arguments, CallContext context) {
        return alone(id, operation -> {
            Instant now = clock.instant();
            Objection objection = operation.status() == Status.DRAFT
                    ? objection(operation, operation.need(), person, false, now)
                    : Objection.OVER;
            Acting.Job job = objection == null ? job(operation) : null;
            Operation.Need need = operation.need();
            if (objection != null || job == null || need == null) {
                return new Acted.No(objection == null ? Objection.CHANGED : objection);
            }
            if (!(ActionArguments.read(job.grant(), arguments) instanceof Told told)
                    || told.key() != null
                    || told.dryRun()
                    || told.statedReason() != null) {
                return new Acted.No(Objection.ARGUMENTS);
            }
            Acting.Job other =
                    new Acting.Job(job.version(), job.grant(), job.conversation(), told.values(), job.workflow());
            Acting.Judged.Decided decided;
            switch (acting.judge(other, now)) {
                case Acting.Judged.Missing missing -> {
                    return new Acted.No(Objection.ARGUMENTS);
                }
                case Acting.Judged.Failed failed -> {
                    return new Acted.No(Objection.SOURCE);
                }
                case Acting.Judged.Decided(ActionDecision.Deny deny, var values, var keys) -> {
                    return new Acted.No(Objection.CONDITION);
                }
                case Acting.Judged.Decided fits -> decided = fits;
            }
            List<Spending.Bounded> claims =
                    Claims.of(job.grant(), job.conversation(), told.values(), decided.values(), hash, now);
            if (claims == null) {
                return new Acted.No(Objection.CONDITION);
            }
            List<Operation.Claim> taken =
                    claims.stream().map(Spending.Bounded::claim).toList();
            Operation edited = operation
                    .telling(operation.what().telling(told.json(), told.digest()))
                    .claiming(taken)
                    .needing(need.asking(
                            FactsJson.compact(FactsJson.of(decided.values())).toString()));
            return exchange(operation, edited, claims, person, context, now);
        });
    }

    /** An edited draft takes of budgets what its new text does. */
    private Acted exchange(
            Operation before,
            Operation after,
            List<Spending.Bounded> claims,
            Person person,
            CallContext context,
            Instant now) {
        try {
            Recorder.Prepared prepared = recorder.prepare(entry(after, person, "action.edit", context, now));
            Recorder.Submitted submitted = state.spending().exchange(before.claims(), claims, now, spent -> {
                List<Change> changes = new ArrayList<>(spent);
                changes.add(new Change.OperationSet(after));
                return recorder.submit(prepared, changes);
            });
            if (submitted == null) {
                return new Acted.No(Objection.BUDGET);
            }
            try {
                submitted.await();
            } catch (RecordException e) {
                state.spending().exchange(after.claims(), unbounded(before.claims()), now, spent -> spent);
                throw e;
            }
        } catch (RecordException e) {
            LOG.error("{}: operation {} is not on record: {}", context.correlationId(), after.id(), e.getMessage());
            return new Acted.No(Objection.NOT_RECORDED);
        }
        state.operations().set(after);
        waits(after);
        return new Acted.Now(after);
    }

    private static List<Spending.Bounded> unbounded(List<Operation.Claim> claims) {
        return claims.stream()
                .map(claim -> new Spending.Bounded(claim, BigDecimal.valueOf(Long.MAX_VALUE)))
                .toList();
    }

    /** Lets go of a draft, or of something that waits. */
    public Acted drop(String id, Person person, @Nullable String note, CallContext context) {
        return alone(id, operation -> {
            Instant now = clock.instant();
            Objection objection = objection(operation, operation.need(), person, false, now);
            List<Operation.Vote> votes = new ArrayList<>(operation.votes());
            votes.add(new Operation.Vote(person.account(), person.role(), false, note, now));
            return objection != null
                    ? new Acted.No(objection)
                    : keep(
                            operation.voted(votes).now(Status.DROPPED, now).because("dropped"),
                            person,
                            "action.drop",
                            context,
                            now);
        });
    }

    /** Says what became of something that nobody could tell. */
    public Acted resolve(String id, Person person, boolean done, @Nullable String note, CallContext context) {
        return alone(id, operation -> {
            if (operation.status() != Status.UNKNOWN) {
                return new Acted.No(Objection.OVER);
            }
            Instant now = clock.instant();
            List<Operation.Vote> votes = new ArrayList<>(operation.votes());
            votes.add(new Operation.Vote(person.account(), person.role(), done, note, now));
            Operation settled = operation.voted(votes).now(done ? Status.DONE : Status.UNDONE, now);
            return done
                    ? keep(settled, person, "action.resolve", context, now)
                    : keep(settled.because("resolved"), person, "action.resolve", context, now);
        });
    }

    /**
     * Takes back all that one conversation did, the last first. Stops at the first that cannot be taken back: what came
     * before it may stand on it.
     */
    public Unwound undoAll(String conversation, Person person, CallContext context) {
        List<Operation> undone = new ArrayList<>();
        List<Operation> done = of(conversation).stream()
                .filter(one -> one.status() == Status.DONE
                        && one.undoneBy() == null
                        && one.what().undoes() == null)
                .sorted(Comparator.comparing(Operation::changedAt)
                        .thenComparing(Operation::createdAt)
                        .thenComparing(Operation::id)
                        .reversed())
                .toList();
        for (Operation one : done) {
            switch (undo(one.id(), person, context)) {
                case Acted.No(Objection objection) -> {
                    return new Unwound(undone, one, objection.text());
                }
                case Acted.Now(Operation undo)
                when undo.status() != Status.DONE -> {
                    return new Unwound(
                            undone,
                            one,
                            "Taking it back, as operation " + undo.id() + ", is " + OperationView.status(undo) + ".");
                }
                case Acted.Now(Operation undo) -> undone.add(undo);
            }
        }
        return new Unwound(undone, null, null);
    }

    /**
     * What came of taking back everything.
     *
     * @param undone what took something back, in the order in which it was done
     * @param stoppedAt what could not be taken back, or null where all was
     * @param why it could not, as a sentence
     */
    public record Unwound(
            List<Operation> undone,
            @Nullable Operation stoppedAt,
            @Nullable String why) {
        public Unwound {
            undone = List.copyOf(undone);
        }
    }

    /** Takes one operation back, for a person, who thereby allows it. */
    public Acted undo(String id, Person person, CallContext context) {
        return alone(id, operation -> {
            Acting.Job job = job(operation);
            if (job == null) {
                return new Acted.No(Objection.CHANGED);
            }
            Workflow workflow = workflow(operation, job.version());
            ActionWalk.Undoing undoing = workflow == null
                    ? null
                    : ActionWalk.Undoing.of(
                            operation, workflow, job.version().contracts().catalog());
            if (workflow == null || undoing == null) {
                return new Acted.No(Objection.NOT_UNDOABLE);
            }
            if (undoing(operation)) {
                return new Acted.No(Objection.UNDOING);
            }
            Instant now = clock.instant();
            Operation.What what = operation
                    .what()
                    .takenBack(
                            operation.id(),
                            workflow.digest(),
                            undoing.grant().action().name(),
                            undoing.told().json(),
                            undoing.told().digest());
            Operation undo = new Operation(
                    nextId(),
                    what,
                    Status.STARTED,
                    List.of(),
                    null,
                    List.of(new Operation.Vote(person.account(), person.role(), true, null, now)),
                    null,
                    null,
                    null,
                    now,
                    now);
            Acted recorded = keep(undo, person, "action.intent", context, now);
            return recorded instanceof Acted.Now ? carryOut(undo, context) : recorded;
        });
    }

    private interface Step {
        Acted on(Operation operation);
    }

    private Acted alone(String id, Step change) {
        Lock alone = lock(id);
        alone.lock();
        try {
            Operation operation = get(id);
            return operation == null ? new Acted.No(Objection.UNKNOWN) : change.on(operation);
        } finally {
            alone.unlock();
        }
    }

    /** Does what people have allowed: decided again, on the contract as it stands now. */
    private Acted carryOut(Operation operation, CallContext context) {
        Instant now = clock.instant();
        Acting.Job job = job(operation);
        Reason stale = job == null ? Reason.CONTRACT_CHANGED : lastWord(operation);
        if (job == null || stale != null) {
            return undone(operation, stale == null ? Reason.CONTRACT_CHANGED : stale, context, now);
        }
        Operation after = switch (acting.judge(job, now)) {
            case Acting.Judged.Missing missing -> finished(operation, undone(Reason.NOT_FOUND), job, context);
            case Acting.Judged.Failed failed -> finished(operation, undone(Reason.SOURCE_UNAVAILABLE), job, context);
            case Acting.Judged.Decided(ActionDecision.Deny(Reason reason), var values, var keys) ->
                finished(operation, undone(reason), job, context);
            case Acting.Judged.Decided decided
            when !covers(operation, decided.decision()) ->
                finished(operation, undone(Reason.CONDITION_NOT_MET), job, context);
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
        return after == null ? new Acted.No(Objection.NOT_RECORDED) : new Acted.Now(after);
    }

    private static Written undone(Reason reason) {
        return new Written.Undone(reason, "not done");
    }

    private Acted undone(Operation operation, Reason reason, CallContext context, Instant now) {
        return keep(operation.now(Status.UNDONE, now).because(reason.code()), null, "action.outcome", context, now);
    }

    /** Whether those who said yes are who a decision asks for; nothing that a rule asked for later is taken as said. */
    private static boolean covers(Operation operation, ActionDecision decision) {
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
        if (operation.need() == null
                && what.undoes() != null
                && !operation.votes().isEmpty()) {
            return state.stops().allowed(what.action()) ? null : Reason.STOPPED;
        }
        Agent agent = state.agent(what.agent());
        if (withdrawn(operation) || agent == null || !agent.live(clock.instant())) {
            return Reason.NOT_ALLOWED;
        }
        return state.stops().allowed(agent, what.workflow(), what.tenant(), what.action()) ? null : Reason.STOPPED;
    }

    /** Whether the grant was revoked; one that is forgotten cannot be asked, so nothing is done under it. */
    private boolean withdrawn(Operation operation) {
        LiveGrant grant = state.grant(operation.what().grant());
        return grant == null || grant.withdrawn();
    }

    private @Nullable Workflow workflow(Operation operation, Version version) {
        Workflow today = version.workflow(operation.what().workflow());
        Workflow opening = version.byDigest(operation.what().contract());
        return today == null || today.phase() == Phase.OFF
                ? null
                : opening == null || opening.digest().equals(today.digest()) ? today : Rights.intersect(opening, today);
    }

    /** The operation as something to judge and to do, or null where the contract does not allow it any more. */
    private Acting.@Nullable Job job(Operation operation) {
        Version version = serving.current();
        Workflow workflow = workflow(operation, version);
        if (workflow == null) {
            return null;
        }
        ActionGrant grant = workflow.actions().get(operation.what().action());
        String undoes = operation.what().undoes();
        Operation original = undoes == null ? null : get(undoes);
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
        return record(after, null, "action.outcome", context, now) ? after : null;
    }

    private Acted keep(Operation after, @Nullable Person person, String event, CallContext context, Instant now) {
        return record(after, person, event, context, now) ? new Acted.Now(after) : new Acted.No(Objection.NOT_RECORDED);
    }

    /** Puts an operation's new status on record and keeps it; false where that is not durable. */
    private boolean record(Operation after, @Nullable Person person, String event, CallContext context, Instant now) {
        boolean surelyNot = after.status().over() && after.status() != Status.DONE;
        try {
            Recorder.Prepared prepared = recorder.prepare(entry(after, person, event, context, now));
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.OperationSet(after));
            Operation original =
                    after.what().undoes() == null ? null : get(after.what().undoes());
            Operation takenBack =
                    original == null || after.status() != Status.DONE ? null : original.undoneBy(after.id());
            if (takenBack != null) {
                changes.add(new Change.OperationSet(takenBack));
            }
            state.spending()
                    .giveBack(surelyNot ? after.claims() : List.of(), now, spent -> {
                        changes.addAll(spent);
                        return recorder.submit(prepared, changes);
                    })
                    .await();
            state.operations().set(after);
            if (takenBack != null) {
                state.operations().set(takenBack);
            }
            waits(after);
            return true;
        } catch (RecordException e) {
            LOG.error("{}: operation {} is not on record: {}", context.correlationId(), after.id(), e.getMessage());
            return false;
        }
    }

    private Entry entry(Operation operation, @Nullable Person person, String event, CallContext context, Instant now) {
        Operation.What what = operation.what();
        Facts facts = Facts.by(context)
                .put("agent", what.agent())
                .put("actor", what.actor())
                .put("conversation", what.conversation())
                .put("grant", what.grant())
                .put("tenant", what.tenant())
                .put("workflow", what.workflow())
                .put("contract", what.contract())
                .put("action", what.action())
                .put("operation", operation.id())
                .put("arguments", what.digest())
                .put("undoes", what.undoes())
                .put("outcome", OperationView.status(operation))
                .put("reason", operation.reason())
                .kept(serving.current().workflow(what.workflow()));
        if (person != null) {
            facts.put("account", person.account()).put("role", person.role());
        }
        String subject = what.subject();
        return facts.entry(context, now, event, subject == null ? null : new Entry.About(what.tenant(), subject));
    }

    /** What nobody decided in time is over, and what nobody may allow any more. */
    public void expire(Supplier<CallContext> contexts) {
        for (Operation one : state.operations().where(each -> each.status().undecided())) {
            alone(one.id(), operation -> {
                Instant now = clock.instant();
                Operation.Need need = operation.need();
                if (!operation.status().undecided() || need == null) {
                    return new Acted.No(Objection.OVER);
                }
                if (now.isAfter(need.deadline())) {
                    return keep(
                            operation.now(Status.EXPIRED, now).because("expired"),
                            null,
                            "action.expire",
                            contexts.get(),
                            now);
                }
                return withdrawn(operation)
                        ? undone(operation, Reason.NOT_ALLOWED, contexts.get(), now)
                        : new Acted.Now(operation);
            });
        }
    }

    /**
     * Finds out what became of operations that were under way when the gateway ended, and of those that nobody could tell.
     * What cannot be found out waits for a person; nothing is done again.
     *
     * @param begunBefore only those that were begun before this gateway, which are not under way any more
     */
    public void recover(Instant begunBefore, Supplier<CallContext> contexts) {
        List<Operation> open = state.operations()
                .where(one -> one.status() == Status.UNKNOWN
                        || (one.status() == Status.STARTED && one.changedAt().isBefore(begunBefore)));
        for (Operation each : open) {
            alone(each.id(), operation -> {
                if (operation.status() != each.status()) {
                    return new Acted.No(Objection.OVER);
                }
                Instant now = clock.instant();
                Acting.Job job = job(operation);
                Instant sentBefore = operation.status() == Status.STARTED ? begunBefore : operation.changedAt();
                Writer.Resolution known =
                        job == null ? Writer.Resolution.UNKNOWN : resolution(job, operation, sentBefore, now);
                Operation after = switch (known) {
                    case DONE -> operation.now(Status.DONE, now).because(null);
                    case UNDONE -> operation.now(Status.UNDONE, now).because("not_done");
                    case UNKNOWN -> operation.now(Status.UNKNOWN, now).because(Reason.OUTCOME_UNKNOWN.code());
                };
                return after.status() == operation.status()
                        ? new Acted.Now(operation)
                        : keep(after, null, "action.resolve", contexts.get(), now);
            });
        }
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
