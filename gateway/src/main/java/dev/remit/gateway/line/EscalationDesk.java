package dev.remit.gateway.line;

import dev.remit.core.contract.Escalate;
import dev.remit.core.contract.Fallback;
import dev.remit.core.contract.Workflow;
import dev.remit.core.escalation.Topic;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Escalation.Status;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conversations that a person was asked to take over: how they come to be, and what people do with them. A conversation has
 * at most one that its agent waits for. Everything is on record before it holds, but for the end of an agent's rights,
 * which holds at once. Thread-safe.
 */
public final class EscalationDesk {
    /** The longest answer to an agent, in chars. */
    public static final int LONGEST_ANSWER = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(EscalationDesk.class);
    private static final int STRIPES = 256;
    private static final Set<String> LOOKING = Set.of("viewer", "approver", "operator", "admin");
    private static final Set<String> ACTING = Set.of("approver", "operator", "admin");

    private final State state;
    private final Recorder recorder;
    private final Serving serving;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);
    private final List<Consumer<Escalation>> watching = new CopyOnWriteArrayList<>();

    EscalationDesk(State state, Recorder recorder, Serving serving, InstantSource clock, Supplier<String> ids) {
        this.state = state;
        this.recorder = recorder;
        this.serving = serving;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Why a person is asked.
     *
     * @param rules which rules told it, for the record
     * @param reason the agent's own words, or null
     */
    record Cause(
            Escalation.By by,
            Set<Topic> topics,
            List<String> rules,
            @Nullable String action,
            @Nullable String reason) {
        static Cause boundary(String code) {
            return new Cause(Escalation.By.BOUNDARY, EnumSet.of(Topic.BOUNDARY), List.of(code), null, null);
        }

        static Cause action(String name) {
            return new Cause(Escalation.By.ACTION, EnumSet.noneOf(Topic.class), List.of(), name, null);
        }

        static Cause fallback(Fallback.Cause failed, @Nullable String action) {
            return new Cause(
                    Escalation.By.FALLBACK, EnumSet.noneOf(Topic.class), List.of(failed.label()), action, null);
        }
    }

    /** What came of what a person did. */
    public sealed interface Acted {
        /** It is on record, and this is how it stands now. */
        record Now(Escalation escalation) implements Acted {}

        /** It may not be so, and nothing changed. */
        record No(Objection objection) implements Acted {}
    }

    /** Why a person may not do something. */
    public enum Objection {
        UNKNOWN("There is no such escalation."),
        OVER("The escalation is over."),
        ROLE("Another role looks after escalations."),
        TAKEN("Somebody else looks after it; an admin may still act."),
        TEXT("An answer has 1 to 4000 characters."),
        NOT_RECORDED("The record cannot be written now, so nothing was changed; try again later.");

        private final String text;

        Objection(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Is told of each escalation that is opened or changes. Short. */
    public void watch(Consumer<Escalation> watcher) {
        watching.add(watcher);
    }

    String redacted(String text) {
        return Redaction.of(text, serving.current().text());
    }

    /** The one that a conversation's agent has to wait for, or null. */
    @Nullable
    Escalation holding(String conversation) {
        return state.escalations().holding(conversation);
    }

    /**
     * Asks for a person. Where one is asked already, that escalation stands, with what is new added to it.
     *
     * @throws RecordException if it is not on record: then nobody was asked
     */
    Escalation open(Doorkeeper.Visitor.Known visitor, Cause cause, CallContext context) {
        Conversation conversation = visitor.grant().conversation();
        return alone(conversation.facts().id(), () -> {
            Escalation held = holding(conversation.facts().id());
            return held == null ? begin(visitor, cause, context) : add(held, visitor, cause, context);
        });
    }

    /** Opens one where the agent is at a boundary, once in a conversation; a record that fails changes nothing else. */
    void boundary(Doorkeeper.Visitor.Known visitor, String code, CallContext context) {
        String conversation = visitor.grant().conversation().facts().id();
        if (!visitor.effective().workflow().escalate().topics().contains(Topic.BOUNDARY)) {
            return;
        }
        try {
            alone(conversation, () -> {
                boolean before = state.escalations().of(conversation).stream()
                        .anyMatch(one -> one.topics().contains(Topic.BOUNDARY.label()));
                return before ? null : open(visitor, Cause.boundary(code), context);
            });
        } catch (RecordException e) {
            LOG.error("{}: an escalation is not on record: {}", context.correlationId(), e.getMessage());
        }
    }

    private Escalation begin(Doorkeeper.Visitor.Known visitor, Cause cause, CallContext context) {
        Workflow workflow = visitor.effective().workflow();
        ConversationFacts facts = visitor.grant().conversation().facts();
        Escalation.Where where = new Escalation.Where(
                facts.id(),
                visitor.grant().facts().id(),
                facts.agent(),
                facts.workflow(),
                workflow.digest(),
                facts.tenant(),
                facts.caseId(),
                facts.subject());
        ObjectNode handOver = HandOver.of(visitor.grant().conversation(), workflow, state);
        Escalate rules = workflow.escalate();
        return begin(where, handOver, rules.to(), rules.within(), cause, context);
    }

    private Escalation begin(
            Escalation.Where where,
            ObjectNode handOver,
            String queue,
            Duration within,
            Cause cause,
            CallContext context) {
        Instant now = clock.instant();
        Escalation escalation = new Escalation(
                ids.get(),
                where,
                labels(cause.topics()),
                cause.by(),
                cause.action(),
                cause.reason() == null ? null : redacted(cause.reason()),
                queue,
                handOver.toString(),
                now.plus(within),
                Status.OPEN,
                null,
                null,
                false,
                now,
                now);
        record(escalation, null, "escalation.open", cause.rules(), List.of(), context, now);
        return escalation;
    }

    private Escalation add(Escalation held, Doorkeeper.Visitor.Known visitor, Cause cause, CallContext context) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (Topic topic : Topic.values()) {
            if (cause.topics().contains(topic) || held.topics().contains(topic.label())) {
                topics.add(topic);
            }
        }
        if (topics.size() == held.topics().size()) {
            return held;
        }
        Instant now = clock.instant();
        Escalation more = new Escalation(
                held.id(),
                held.where(),
                labels(topics),
                held.by(),
                held.action() == null ? cause.action() : held.action(),
                held.reason(),
                held.queue(),
                HandOver.of(visitor.grant().conversation(), visitor.effective().workflow(), state)
                        .toString(),
                held.deadline(),
                held.status(),
                held.claimedBy(),
                held.answer(),
                held.told(),
                held.createdAt(),
                now);
        record(more, null, "escalation.more", cause.rules(), List.of(), context, now);
        return more;
    }

    private static List<String> labels(Collection<Topic> topics) {
        return topics.stream().sorted().map(Topic::label).toList();
    }

    /** Topics that a person has looked at already in a conversation, because of what the data said. */
    Set<String> settled(String conversation) {
        Set<String> topics = new HashSet<>();
        for (Escalation one : state.escalations().of(conversation)) {
            if (one.by() == Escalation.By.DATA && !one.status().holds()) {
                topics.addAll(one.topics());
            }
        }
        return topics;
    }

    /** What a person answered that the agent was not given yet, or null. */
    @Nullable
    Escalation untold(String conversation) {
        return state.escalations().of(conversation).stream()
                .filter(one -> one.status() == Status.ANSWERED && !one.told())
                .findFirst()
                .orElse(null);
    }

    /** Of a conversation's own, the one of that id, or null. */
    @Nullable
    Escalation own(String conversation, String id) {
        Escalation escalation = state.escalations().get(id);
        return escalation != null && escalation.where().conversation().equals(conversation) ? escalation : null;
    }

    /** What is to be put on record with an answer that tells an agent of an escalation. */
    List<Change> telling(Escalation escalation) {
        if (escalation.answer() == null || escalation.told()) {
            return List.of();
        }
        Escalation told = escalation.toldTheAgent();
        state.escalations().set(told);
        return List.of(new Change.EscalationSet(told));
    }

    /** The record that says that the agent was told is not durable, so the agent was not. */
    void notTold(Escalation escalation) {
        if (escalation.answer() != null) {
            state.escalations().set(escalation);
        }
    }

    /** With the customer who is bound now, so that they are forgotten with that customer. */
    List<Change> binding(String conversation, String subject) {
        List<Change> changes = new ArrayList<>();
        for (Escalation one : state.escalations().of(conversation)) {
            if (one.where().subject() == null) {
                Escalation about = one.about(subject);
                state.escalations().set(about);
                changes.add(new Change.EscalationSet(about));
            }
        }
        return changes;
    }

    /** Those that wait for people, the oldest first; null where the role may not look. */
    public @Nullable List<Escalation> waiting(Person person) {
        return LOOKING.contains(person.role())
                ? state.escalations().where(one -> one.status().holds())
                : null;
    }

    /** How many wait for people. */
    public long waiting() {
        return state.escalations().where(one -> one.status().holds()).size();
    }

    /** One with its hand-over; who looked is on record. */
    public Acted show(String id, Person person, CallContext context) {
        if (!LOOKING.contains(person.role())) {
            return new Acted.No(Objection.ROLE);
        }
        Escalation known = state.escalations().get(id);
        return known == null
                ? new Acted.No(Objection.UNKNOWN)
                : alone(known.where().conversation(), () -> {
                    Escalation now = state.escalations().get(id);
                    return now == null
                            ? new Acted.No(Objection.UNKNOWN)
                            : kept(now, person, "escalation.show", List.of(), context, clock.instant());
                });
    }

    /** What a person sees of its conversation. */
    public static ObjectNode handOver(Escalation escalation) {
        return (ObjectNode) JsonMapper.shared().readTree(escalation.handOver());
    }

    /** Says that a person looks after it. */
    public Acted claim(String id, Person person, CallContext context) {
        return act(id, person, "escalation.claim", context, one -> one.claimed(person.account()), Status.CLAIMED);
    }

    /** Tells the agent how to go on; from then on it may. */
    public Acted answer(String id, Person person, String text, CallContext context) {
        if (text.isBlank() || text.length() > LONGEST_ANSWER) {
            return new Acted.No(Objection.TEXT);
        }
        return act(
                id,
                person,
                "escalation.answer",
                context,
                one -> one.claimed(person.account()).answered(text),
                Status.ANSWERED);
    }

    /** Ends it; the agent may go on, if it has a grant. */
    public Acted close(String id, Person person, CallContext context) {
        return act(id, person, "escalation.close", context, one -> one, Status.CLOSED);
    }

    /** Ends the agent's grants of this conversation; the person goes on alone. */
    public Acted takeOver(String id, Person person, CallContext context) {
        return checked(id, person, escalation -> {
            Instant now = clock.instant();
            List<Change> revoked = new ArrayList<>();
            for (LiveGrant grant : state.grants()) {
                if (grant.conversation().facts().id().equals(escalation.where().conversation())
                        && grant.facts().revokedAt() == null) {
                    grant.revoke(now);
                    revoked.add(new Change.GrantSet(grant.facts()));
                }
            }
            Escalation taken = escalation.claimed(person.account()).now(Status.CLAIMED, now);
            return kept(taken, person, "escalation.take_over", revoked, context, now);
        });
    }

    private Acted act(
            String id,
            Person person,
            String event,
            CallContext context,
            UnaryOperator<Escalation> change,
            Status status) {
        return checked(id, person, escalation -> {
            Instant now = clock.instant();
            return kept(change.apply(escalation).now(status, now), person, event, List.of(), context, now);
        });
    }

    private Acted checked(String id, Person person, Function<Escalation, Acted> step) {
        if (!ACTING.contains(person.role())) {
            return new Acted.No(Objection.ROLE);
        }
        Escalation known = state.escalations().get(id);
        if (known == null) {
            return new Acted.No(Objection.UNKNOWN);
        }
        return alone(known.where().conversation(), () -> {
            Escalation escalation = state.escalations().get(id);
            if (escalation == null) {
                return new Acted.No(Objection.UNKNOWN);
            }
            if (!escalation.status().holds()) {
                return new Acted.No(Objection.OVER);
            }
            String claimed = escalation.claimedBy();
            boolean others = escalation.status() == Status.CLAIMED
                    && claimed != null
                    && !claimed.equals(person.account())
                    && !person.admin();
            return others ? new Acted.No(Objection.TAKEN) : step.apply(escalation);
        });
    }

    private Acted kept(
            Escalation after, Person person, String event, List<Change> more, CallContext context, Instant now) {
        try {
            record(after, person, event, List.of(), more, context, now);
            return new Acted.Now(after);
        } catch (RecordException e) {
            LOG.error("{}: escalation {} is not on record: {}", context.correlationId(), after.id(), e.getMessage());
            return new Acted.No(Objection.NOT_RECORDED);
        }
    }

    /**
     * What nobody answered or decided in time: others are asked where the contract says so, and the agent is given the
     * fallback words from now on. What is not on record yet is tried again the next time.
     */
    public void expire(Supplier<CallContext> contexts) {
        state.operations()
                .where(one -> one.status() == Operation.Status.EXPIRED)
                .forEach(one -> undecided(one, contexts));
        Instant now = clock.instant();
        for (Escalation due : state.escalations()
                .where(one -> one.status().holds() && one.status() != Status.EXPIRED && now.isAfter(one.deadline()))) {
            alone(due.where().conversation(), () -> {
                Escalation escalation = state.escalations().get(due.id());
                if (escalation != null && escalation.status() == due.status()) {
                    Escalation passedOn = passedOn(escalation, now);
                    record(
                            passedOn == null ? escalation.now(Status.EXPIRED, now) : passedOn,
                            null,
                            passedOn == null ? "escalation.expire" : "escalation.pass_on",
                            List.of(),
                            List.of(),
                            contexts.get(),
                            now);
                }
                return escalation;
            });
        }
    }

    /** In the queue that is asked next; null where none is, or where somebody looks after it. */
    private @Nullable Escalation passedOn(Escalation escalation, Instant now) {
        Workflow workflow =
                contract(escalation.where().workflow(), escalation.where().contract());
        Next next = workflow == null ? null : next(workflow);
        return next == null
                        || escalation.status() != Status.OPEN
                        || next.queue().equals(escalation.queue())
                ? null
                : escalation.passedOn(next.queue(), now.plus(next.within()), now);
    }

    /** Nobody decided about an operation in time. A person is asked once, unless one was since, or is. */
    private void undecided(Operation expired, Supplier<CallContext> contexts) {
        Operation.What what = expired.what();
        Workflow workflow = contract(what.workflow(), what.contract());
        Next next = workflow == null ? null : next(workflow);
        if (workflow == null || next == null) {
            return;
        }
        alone(what.conversation(), () -> {
            boolean asked = state.escalations().of(what.conversation()).stream()
                    .anyMatch(one -> one.status().holds() || !one.changedAt().isBefore(expired.changedAt()));
            Conversation live = state.conversation(what.conversation());
            ConversationFacts facts = live == null ? OperationFacts.of(expired) : live.facts();
            Escalation.Where where = new Escalation.Where(
                    what.conversation(),
                    what.grant(),
                    what.agent(),
                    what.workflow(),
                    what.contract(),
                    what.tenant(),
                    facts.caseId(),
                    what.subject());
            return asked
                    ? null
                    : begin(
                            where,
                            HandOver.of(facts, live == null ? List.of() : live.seen(), workflow, state),
                            next.queue(),
                            next.within(),
                            Cause.fallback(Fallback.Cause.NOBODY_ANSWERS, what.action()),
                            contexts.get());
        });
    }

    /** Who is asked where nobody answered. */
    private record Next(String queue, Duration within) {}

    private static @Nullable Next next(Workflow workflow) {
        Fallback fallback = workflow.boundary().fallback(Fallback.Cause.NOBODY_ANSWERS);
        String queue = fallback == null || fallback.then() != Fallback.Then.ESCALATE ? null : fallback.to();
        Duration within = fallback == null ? null : fallback.within();
        return queue == null
                ? null
                : new Next(queue, within == null ? workflow.escalate().within() : within);
    }

    /** The version that something began under; where that is forgotten, today's. */
    private @Nullable Workflow contract(String workflow, String digest) {
        Version version = serving.current();
        Workflow then = version.byDigest(digest);
        return then == null ? version.workflow(workflow) : then;
    }

    private <T extends @Nullable Object> T alone(String conversation, Supplier<T> step) {
        Lock lock = locks[Math.floorMod(conversation.hashCode(), STRIPES)];
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private void record(
            Escalation escalation,
            @Nullable Person person,
            String event,
            List<String> rules,
            List<Change> more,
            CallContext context,
            Instant now) {
        Escalation.Where where = escalation.where();
        Facts facts = Facts.by(context)
                .put("agent", where.agent())
                .put("conversation", where.conversation())
                .put("grant", where.grant())
                .put("tenant", where.tenant())
                .put("case", where.caseId())
                .put("workflow", where.workflow())
                .put("contract", where.contract())
                .put("escalation", escalation.id())
                .put("queue", escalation.queue())
                .put("by", escalation.by().name().toLowerCase(Locale.ROOT))
                .put("topics", String.join(" ", escalation.topics()))
                .put("rules", rules.isEmpty() ? null : String.join(" ", rules))
                .put("action", escalation.action())
                .put("outcome", EscalationView.status(escalation))
                .kept(serving.current().workflow(where.workflow()));
        if (person != null) {
            facts.put("account", person.account()).put("role", person.role());
        }
        Entry.About about = where.subject() == null ? null : new Entry.About(where.tenant(), where.subject());
        List<Change> changes = new ArrayList<>(more);
        changes.add(new Change.EscalationSet(escalation));
        // The record of the call that led here has the correlation id already; this one has its own.
        CallContext own = new CallContext(context.wire(), ids.get(), context.traceParent());
        recorder.write(facts.put("cause", context.correlationId()).entry(own, now, event, about), changes);
        Escalation before = state.escalations().get(escalation.id());
        state.escalations().set(escalation);
        if (!escalation.equals(before)) {
            watching.forEach(watcher -> watcher.accept(escalation));
        }
    }
}
