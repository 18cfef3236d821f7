package dev.remit.gateway.line;

import dev.remit.core.contract.Escalate;
import dev.remit.core.contract.Fallback;
import dev.remit.core.contract.Workflow;
import dev.remit.core.escalation.Topic;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.grant.Conversation;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Escalation.Status;
import dev.remit.gateway.state.Keep;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks people to take over conversations, and asks others where nobody answers in time. A conversation has at most one
 * escalation that its agent waits for. Thread-safe.
 */
final class AskPeople {
    private static final Logger LOG = LoggerFactory.getLogger(AskPeople.class);

    private final State state;
    private final EscalationBook book;
    private final Serving serving;
    private final InstantSource clock;

    AskPeople(State state, EscalationBook book, Serving serving, InstantSource clock) {
        this.state = state;
        this.book = book;
        this.serving = serving;
        this.clock = clock;
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

    String redacted(String text) {
        return Redaction.of(text, serving.current().text());
    }

    /**
     * Asks for a person. Where one is asked already, that escalation stands, with what is new added to it.
     *
     * @throws RecordException if it is not on record: then nobody was asked
     */
    Escalation open(Doorkeeper.Visitor.Known visitor, Cause cause, CallContext context) {
        Conversation conversation = visitor.grant().conversation();
        return book.alone(conversation.facts().id(), () -> {
            Escalation held = book.holding(conversation.facts().id());
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
            book.alone(conversation, () -> {
                boolean before = book.of(conversation).stream()
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
                facts.subject(),
                Keep.days(workflow.retention()));
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
                book.nextId(),
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
        book.record(escalation, null, "escalation.open", cause.rules(), List.of(), context, now);
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
        book.record(more, null, "escalation.more", cause.rules(), List.of(), context, now);
        return more;
    }

    private static List<String> labels(Collection<Topic> topics) {
        return topics.stream().sorted().map(Topic::label).toList();
    }

    /**
     * What nobody answered or decided in time: others are asked where the contract says so, and the agent is given the
     * fallback words from now on. What is not on record yet is tried again the next time.
     */
    void expire(Supplier<CallContext> contexts) {
        state.operations()
                .where(one -> one.status() == Operation.Status.EXPIRED)
                .forEach(one -> undecided(one, contexts));
        Instant now = clock.instant();
        for (Escalation due : book.where(
                one -> one.status().holds() && one.status() != Status.EXPIRED && now.isAfter(one.deadline()))) {
            book.alone(due.where().conversation(), () -> {
                Escalation escalation = book.get(due.id());
                if (escalation != null && escalation.status() == due.status()) {
                    Escalation passedOn = passedOn(escalation, now);
                    book.record(
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
        book.alone(what.conversation(), () -> {
            boolean asked = book.of(what.conversation()).stream()
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
                    what.caseId(),
                    what.subject(),
                    Keep.days(workflow.retention()));
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
}
