package dev.remit.gateway.line;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.RecordException;
import dev.remit.gateway.record.Recorder;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Operation;
import dev.remit.gateway.state.Operation.Status;
import dev.remit.gateway.state.Spending;
import dev.remit.gateway.state.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations as they are on record: what changes about one is durable before anybody is told, together with what it takes
 * of budgets or gives back. Whoever changes one holds its lock. Thread-safe.
 */
final class OperationBook {
    private static final Logger LOG = LoggerFactory.getLogger(OperationBook.class);

    private final State state;
    private final Recorder recorder;
    private final Serving serving;
    private final Supplier<String> ids;
    private final Stripes locks = new Stripes();
    private final List<Consumer<Operation>> watching = new CopyOnWriteArrayList<>();

    /** @param ids names operations */
    OperationBook(State state, Recorder recorder, Serving serving, Supplier<String> ids) {
        this.state = state;
        this.recorder = recorder;
        this.serving = serving;
        this.ids = ids;
    }

    /** Is told of each operation that begins to wait for a person, or stops waiting. Short. */
    void watch(Consumer<Operation> watcher) {
        watching.add(watcher);
    }

    void waits(Operation operation) {
        watching.forEach(watcher -> watcher.accept(operation));
    }

    String nextId() {
        return ids.get();
    }

    Lock lock(String of) {
        return locks.of(of);
    }

    @Nullable
    Operation get(String id) {
        return state.operations().get(id);
    }

    List<Operation> of(String conversation) {
        return state.operations().of(conversation);
    }

    /** Whether something that is not over yet takes it back. */
    boolean undoing(Operation operation) {
        return of(operation.what().conversation()).stream()
                .anyMatch(other -> operation.id().equals(other.what().undoes())
                        && !other.status().over());
    }

    /** What came of changing what something takes of budgets. */
    enum Exchanged {
        DONE,
        NO_ROOM,
        NOT_RECORDED
    }

    /** Puts an operation on record that takes something else of budgets than it took before. */
    Exchanged exchange(
            Operation before,
            Operation after,
            List<Spending.Bounded> claims,
            Person person,
            String event,
            CallContext context,
            Instant now) {
        try {
            Recorder.Prepared prepared = recorder.prepare(entry(after, person, event, context, now));
            Recorder.Submitted submitted = state.spending().exchange(before.claims(), claims, now, spent -> {
                List<Change> changes = new ArrayList<>(spent);
                changes.add(new Change.OperationSet(after));
                return recorder.submit(prepared, changes);
            });
            if (submitted == null) {
                return Exchanged.NO_ROOM;
            }
            try {
                submitted.await();
            } catch (RecordException e) {
                state.spending().exchange(after.claims(), unbounded(before.claims()), now, spent -> spent);
                throw e;
            }
        } catch (RecordException e) {
            LOG.error("{}: operation {} is not on record: {}", context.correlationId(), after.id(), e.getMessage());
            return Exchanged.NOT_RECORDED;
        }
        state.operations().set(after);
        waits(after);
        return Exchanged.DONE;
    }

    private static List<Spending.Bounded> unbounded(List<Operation.Claim> claims) {
        return claims.stream()
                .map(claim -> new Spending.Bounded(claim, BigDecimal.valueOf(Long.MAX_VALUE)))
                .toList();
    }

    /** Puts an operation's new status on record and keeps it; false where that is not durable. */
    boolean record(Operation after, @Nullable Person person, String event, CallContext context, Instant now) {
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
                .kept(serving.current().workflow(what.workflow()))
                .person(person);
        return facts.entry(context, now, event, Facts.about(what.tenant(), what.subject()));
    }
}
