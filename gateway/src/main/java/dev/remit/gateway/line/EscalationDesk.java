package dev.remit.gateway.line;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.grant.LiveGrant;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Escalation.Status;
import dev.remit.gateway.state.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do about conversations that they were asked to take over. Everything is on record before it holds, but for the
 * end of an agent's rights, which holds at once. Thread-safe.
 */
public final class EscalationDesk {
    /** The longest answer to an agent, in chars. */
    public static final int LONGEST_ANSWER = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(EscalationDesk.class);
    private static final Set<String> LOOKING = Set.of("viewer", "approver", "operator", "admin");
    private static final Set<String> ACTING = Set.of("approver", "operator", "admin");

    private final State state;
    private final EscalationBook book;
    private final AskPeople asking;
    private final InstantSource clock;

    EscalationDesk(State state, EscalationBook book, AskPeople asking, InstantSource clock) {
        this.state = state;
        this.book = book;
        this.asking = asking;
        this.clock = clock;
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
        book.watch(watcher);
    }

    /** Those that wait for people, the oldest first; null where the role may not look. */
    public @Nullable List<Escalation> waiting(Person person) {
        return LOOKING.contains(person.role()) ? book.where(one -> one.status().holds()) : null;
    }

    /** How many wait for people. */
    public long waiting() {
        return book.where(one -> one.status().holds()).size();
    }

    /** One with its hand-over; who looked is on record. */
    public Acted show(String id, Person person, CallContext context) {
        if (!LOOKING.contains(person.role())) {
            return new Acted.No(Objection.ROLE);
        }
        Escalation known = book.get(id);
        return known == null
                ? new Acted.No(Objection.UNKNOWN)
                : book.alone(known.where().conversation(), () -> {
                    Escalation now = book.get(id);
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
        Escalation known = book.get(id);
        if (known == null) {
            return new Acted.No(Objection.UNKNOWN);
        }
        return book.alone(known.where().conversation(), () -> {
            Escalation escalation = book.get(id);
            if (escalation == null) {
                return new Acted.No(Objection.UNKNOWN);
            }
            if (!escalation.status().holds()) {
                return new Acted.No(Objection.OVER);
            }
            String claimed = escalation.claimedBy();
            boolean others = escalation.status() == Status.CLAIMED
                    && claimed != null
                    && !gone(claimed)
                    && !claimed.equals(person.account())
                    && !person.admin();
            return others ? new Acted.No(Objection.TAKEN) : step.apply(escalation);
        });
    }

    /** Whoever was turned away looks after nothing any more. */
    private boolean gone(String claimed) {
        Account account = state.account(claimed);
        return account != null && account.revoked();
    }

    private Acted kept(
            Escalation after, Person person, String event, List<Change> more, CallContext context, Instant now) {
        try {
            book.record(after, person, event, List.of(), more, context, now);
            return new Acted.Now(after);
        } catch (RecordException e) {
            LOG.error("{}: escalation {} is not on record: {}", context.correlationId(), after.id(), e.getMessage());
            return new Acted.No(Objection.NOT_RECORDED);
        }
    }

    /** What nobody answered or decided in time: see {@link AskPeople#expire}. */
    public void expire(Supplier<CallContext> contexts) {
        asking.expire(contexts);
    }
}
