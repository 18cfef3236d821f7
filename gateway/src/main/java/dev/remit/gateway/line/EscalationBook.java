package dev.remit.gateway.line;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Escalation;
import dev.remit.gateway.state.Escalation.Status;
import dev.remit.gateway.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Escalations as they are on record: what changes about one is durable before it holds. Whoever changes one is alone with its
 * conversation. Thread-safe.
 */
final class EscalationBook {
    private final State state;
    private final Recorder recorder;
    private final Serving serving;
    private final Supplier<String> ids;
    private final Stripes locks = new Stripes();
    private final List<Consumer<Escalation>> watching = new CopyOnWriteArrayList<>();

    /** @param ids names escalations and their records */
    EscalationBook(State state, Recorder recorder, Serving serving, Supplier<String> ids) {
        this.state = state;
        this.recorder = recorder;
        this.serving = serving;
        this.ids = ids;
    }

    /** Is told of each escalation that is opened or changes. Short. */
    void watch(Consumer<Escalation> watcher) {
        watching.add(watcher);
    }

    String nextId() {
        return ids.get();
    }

    @Nullable
    Escalation get(String id) {
        return state.escalations().get(id);
    }

    /** Those of a conversation, the oldest first. */
    List<Escalation> of(String conversation) {
        return state.escalations().of(conversation);
    }

    /** All that fit, the oldest first. */
    List<Escalation> where(Predicate<Escalation> fits) {
        return state.escalations().where(fits);
    }

    /** The one that a conversation's agent has to wait for, or null. */
    @Nullable
    Escalation holding(String conversation) {
        return state.escalations().holding(conversation);
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

    /** Does something while nobody else changes an escalation of a conversation. */
    <T extends @Nullable Object> T alone(String conversation, Supplier<T> step) {
        Lock lock = locks.of(conversation);
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts on record how an escalation stands, and keeps it.
     *
     * @param more what has to hold together with it
     * @throws RecordException if it is not durable: then nothing changed
     */
    void record(
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
                .kept(serving.current().workflow(where.workflow()))
                .person(person)
                .put("cause", context.correlationId());
        List<Change> changes = new ArrayList<>(more);
        changes.add(new Change.EscalationSet(escalation));
        // The record of the call that led here has the correlation id already; this one has its own.
        CallContext own = new CallContext(context.wire(), ids.get(), context.traceParent());
        recorder.write(facts.entry(own, now, event, Facts.about(where.tenant(), where.subject())), changes);
        Escalation before = state.escalations().get(escalation.id());
        state.escalations().set(escalation);
        if (!escalation.equals(before)) {
            watching.forEach(watcher -> watcher.accept(escalation));
        }
    }
}
