package dev.remit.gateway.record;

import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Operations;
import dev.remit.gateway.state.Projection;
import dev.remit.gateway.state.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries durable records into the projection, in their order, many in one transaction. It may lag behind; what it has
 * not carried is carried from the journal at the next start. If the projection fails, the gateway goes on serving, and
 * says so in its log and on {@code /ready}.
 */
public final class Projector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_LOOKS = 100;

    private final Projection projection;
    private final ConcurrentLinkedQueue<Arrival> arrived = new ConcurrentLinkedQueue<>();
    private final Map<Long, Durable> early = new HashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long next;
    private volatile @Nullable String failure;

    /** In one queue, because what was forgotten may be set again by a record that comes after. */
    private sealed interface Arrival {}

    private record Durable(long sequence, List<Change> changes) implements Arrival {}

    private record Reached(CompletableFuture<Long> next) implements Arrival {}

    private record Swept(State.Swept swept) implements Arrival {}

    /** @param next the position of the first record that is not in the projection */
    public Projector(Projection projection, long next) {
        this.projection = projection;
        this.next = next;
        this.thread = Thread.ofPlatform().name("remit-projector").daemon(true).unstarted(this::run);
    }

    public Projector start() {
        thread.start();
        return this;
    }

    /** Short, never waits: it runs on the journal's thread. */
    void durable(long sequence, List<Change> changes) {
        arrived.add(new Durable(sequence, changes));
    }

    /** Forgets what holds no more; what arrives later may set it again. */
    public void forget(State.Swept swept) {
        if (!swept.forgotten().isEmpty() || !swept.bared().isEmpty()) {
            arrived.add(new Swept(swept));
        }
    }

    /**
     * Returns when all records before a position are in the projection.
     *
     * @throws RecordException if they are not within a time that is much longer than it takes
     */
    void await(long position) {
        try {
            for (int looks = 0; looks < MOST_LOOKS; looks++) {
                CompletableFuture<Long> reached = new CompletableFuture<>();
                arrived.add(new Reached(reached));
                if (reached.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS) >= position) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new RecordException("the state database does not keep up; try again", e);
        }
        throw new RecordException("the state database does not keep up; try again", null);
    }

    /** Why the projection stands still, or null while it does not. */
    public @Nullable String failure() {
        return failure;
    }

    private void run() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                carry();
            }
            carry();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry() {
        for (Arrival one = arrived.poll(); one != null; one = arrived.poll()) {
            switch (one) {
                case Durable durable -> early.put(durable.sequence(), durable);
                case Reached(CompletableFuture<Long> reached) -> {
                    apply();
                    reached.complete(next);
                }
                case Swept(State.Swept swept) -> {
                    apply();
                    attempt(() -> forgetNow(swept)); // what stays is forgotten after the next start
                }
            }
        }
        apply();
    }

    private void forgetNow(State.Swept swept) throws SQLException {
        projection.forget(swept.forgotten());
        for (Operations.Bared one : swept.bared()) {
            projection.replace(new Change.OperationSet(one.before()), new Change.OperationSet(one.after()));
        }
    }

    private void apply() {
        Map<String, Change> changes = new LinkedHashMap<>();
        List<Durable> batch = new ArrayList<>();
        long position = next;
        for (Durable one = early.remove(position); one != null; one = early.remove(position)) {
            batch.add(one);
            for (Change change : one.changes()) {
                changes.put(change.getClass().getSimpleName() + '/' + change.id(), change);
            }
            position++;
        }
        if (batch.isEmpty()) {
            return;
        }
        long after = position;
        if (attempt(() -> projection.apply(changes.values(), after))) {
            next = after;
        } else {
            batch.forEach(one -> early.put(one.sequence(), one));
        }
    }

    /** Something that is done to the projection. */
    private interface Write {
        void run() throws SQLException;
    }

    private boolean attempt(Write write) {
        try {
            write.run();
            failure = null;
            return true;
        } catch (SQLException e) {
            if (failure == null) {
                LOG.error("The state database cannot be written; it is brought up to date when that works again", e);
            }
            failure = "the state database cannot be written: " + e.getMessage();
            return false;
        }
    }

    /** Carries what has arrived, then ends. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
