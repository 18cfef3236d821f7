package dev.remit.gateway.line;

import dev.remit.core.catalog.Action;
import dev.remit.core.contract.Workflow;
import dev.remit.core.decision.ActionDecision;
import dev.remit.core.decision.Reason;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.key.KeyedHash;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.Spending;
import dev.remit.gateway.state.State;
import dev.remit.gateway.tool.ActionArguments;
import dev.remit.gateway.tool.ActionArguments.Read.Told;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do about calls of actions that were accepted: allow, deny, edit and send, take back; and what becomes of those
 * that nobody decides about. An approval is good for one call with exactly these arguments, once. Thread-safe.
 */
public final class OperationDesk {
    private final State state;
    private final OperationBook book;
    private final CarryOut carryOut;
    private final Acting acting;
    private final KeyedHash hash;
    private final InstantSource clock;
    private final Instant opened;
    private final Set<String> leftBehind;

    /**
     * Made before anybody is served: what is under way in the state now was left behind by a gateway before.
     *
     * @param hash names what amounts are counted by
     */
    OperationDesk(
            State state, OperationBook book, CarryOut carryOut, Acting acting, KeyedHash hash, InstantSource clock) {
        this.state = state;
        this.book = book;
        this.carryOut = carryOut;
        this.acting = acting;
        this.hash = hash;
        this.clock = clock;
        this.opened = clock.instant();
        this.leftBehind = state.operations().where(one -> one.status() == Status.STARTED).stream()
                .map(Operation::id)
                .collect(Collectors.toSet());
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
        ROLE("Your role does not do this; remit desk show says whose yes is needed, and docs/desk.md who does what."),
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
        book.watch(watcher);
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

    /** What it does, as the catalog says now; empty where the contract does not allow it any more. */
    public Optional<Action> action(Operation operation) {
        return Optional.ofNullable(carryOut.job(operation))
                .map(job -> job.grant().action());
    }

    /** What an approver needs to see: the facts as they are now, and what the decision would be now. */
    public Preview preview(Operation operation) {
        Acting.Job job = carryOut.job(operation);
        if (job == null) {
            return new Preview("deny", Reason.CONTRACT_CHANGED.code(), null, List.of());
        }
        return switch (acting.judge(job, clock.instant())) {
            case Acting.Judged.Missing missing -> new Preview("deny", Reason.NOT_FOUND.code(), null, List.of());
            case Acting.Judged.Failed failed -> new Preview("none", Reason.SOURCE_UNAVAILABLE.code(), null, List.of());
            case Acting.Judged.Decided decided -> {
                ObjectNode facts = FactsJson.of(decided.values());
                Operation.Need need = operation.need();
                Reason word = carryOut.lastWord(operation);
                Reason stale = word == null && CarryOut.changed(job, operation, decided.values())
                        ? Reason.CHANGED_MEANWHILE
                        : word;
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
            boolean enough = votes.stream().filter(this::counts).count() >= need.people();
            Acted recorded =
                    keep(enough ? voted.now(Status.STARTED, now) : voted, person, "action.approve", context, now);
            return enough && recorded instanceof Acted.Now(Operation started)
                    ? now(carryOut.carryOut(started, context))
                    : recorded;
        });
    }

    /** Whether somebody said yes who was not turned away since: what a stolen account allowed is not allowed. */
    private boolean counts(Operation.Vote vote) {
        Account account = state.account(vote.account());
        return vote.allowed() && (account == null || !account.revoked());
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
                && sameName(person.account(), operation.what().actor())) {
            return Objection.FOUR_EYES;
        }
        boolean twice =
                operation.votes().stream().anyMatch(vote -> vote.account().equals(person.account()));
        return allowed && twice ? Objection.TWICE : null;
    }

    /** Accounts are written in small letters; what an agent calls who it acts for may be written as people write names. */
    private static boolean sameName(String account, @Nullable String actor) {
        return actor != null && account.equalsIgnoreCase(actor.strip());
    }

    /** Changes what a draft says; what people said of the old text does not count. */
    public Acted edit(String id, Person person, ObjectNode arguments, CallContext context) {
        return alone(id, operation -> {
            Instant now = clock.instant();
            Objection objection = operation.status() == Status.DRAFT
                    ? objection(operation, operation.need(), person, false, now)
                    : Objection.OVER;
            Acting.Job job = objection == null ? carryOut.job(operation) : null;
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
            return switch (book.exchange(operation, edited, claims, person, "action.edit", context, now)) {
                case DONE -> new Acted.Now(edited);
                case NO_ROOM -> new Acted.No(Objection.BUDGET);
                case NOT_RECORDED -> new Acted.No(Objection.NOT_RECORDED);
            };
        });
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

    /** Lets go of something that waits, for the agent that asked for it; what is decided stays as it is. */
    Acted withdraw(String id, CallContext context) {
        return alone(id, operation -> {
            Instant now = clock.instant();
            return operation.status().undecided()
                    ? keep(
                            operation.now(Status.DROPPED, now).because("withdrawn"),
                            null,
                            "action.withdraw",
                            context,
                            now)
                    : new Acted.Now(operation);
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
                    return new Unwound(undone, one, unfinished(undo));
                }
                case Acted.Now(Operation undo) -> undone.add(undo);
            }
        }
        return new Unwound(undone, null, null);
    }

    private static String unfinished(Operation undo) {
        return switch (undo.status()) {
            case UNDONE ->
                "Operation " + undo.id() + ", which was to take it back, was not done: " + undo.reason() + ".";
            case UNKNOWN -> "Nobody can tell whether operation " + undo.id() + " took it back.";
            default -> "Operation " + undo.id() + ", which is to take it back, is " + OperationView.status(undo) + ".";
        };
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
            Acting.Job job = carryOut.job(operation);
            if (job == null) {
                return new Acted.No(Objection.CHANGED);
            }
            Workflow workflow = carryOut.workflow(operation, job.version());
            ActionWalk.Undoing undoing = workflow == null
                    ? null
                    : ActionWalk.Undoing.of(
                            operation, workflow, job.version().contracts().catalog());
            if (workflow == null || undoing == null) {
                return new Acted.No(Objection.NOT_UNDOABLE);
            }
            if (book.undoing(operation)) {
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
                    book.nextId(),
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
            return recorded instanceof Acted.Now ? now(carryOut.carryOut(undo, context)) : recorded;
        });
    }

    private interface Step {
        Acted on(Operation operation);
    }

    private Acted alone(String id, Step change) {
        Lock alone = book.lock(id);
        alone.lock();
        try {
            Operation operation = get(id);
            return operation == null ? new Acted.No(Objection.UNKNOWN) : change.on(operation);
        } finally {
            alone.unlock();
        }
    }

    private static Acted now(@Nullable Operation recorded) {
        return recorded == null ? new Acted.No(Objection.NOT_RECORDED) : new Acted.Now(recorded);
    }

    private Acted keep(Operation after, @Nullable Person person, String event, CallContext context, Instant now) {
        return book.record(after, person, event, context, now)
                ? new Acted.Now(after)
                : new Acted.No(Objection.NOT_RECORDED);
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
                return carryOut.withdrawn(operation)
                        ? now(carryOut.end(operation, Reason.NOT_ALLOWED, contexts.get(), now))
                        : new Acted.Now(operation);
            });
        }
    }

    /**
     * Finds out what became of operations that were under way when the gateway ended, and of those that nobody could tell.
     * What cannot be found out waits for a person; nothing is done again. What this gateway has begun itself is left alone.
     */
    public void recover(Supplier<CallContext> contexts) {
        List<Operation> open = state.operations()
                .where(one -> one.status() == Status.UNKNOWN
                        || (one.status() == Status.STARTED && leftBehind.contains(one.id())));
        for (Operation each : open) {
            alone(each.id(), operation -> {
                if (operation.status() != each.status()) {
                    return new Acted.No(Objection.OVER);
                }
                Instant now = clock.instant();
                Instant sentBefore = operation.status() == Status.STARTED ? opened : operation.changedAt();
                Operation after = carryOut.resolved(operation, sentBefore, now);
                return after.status() == operation.status()
                        ? new Acted.Now(operation)
                        : keep(after, null, "action.resolve", contexts.get(), now);
            });
        }
    }
}
