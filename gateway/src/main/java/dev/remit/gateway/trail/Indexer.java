package dev.remit.gateway.trail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries durable records into the index, in their order, many in one transaction. What is handed over as it becomes
 * durable needs not be opened again; what was not, because the gateway ended before or because too much came at once, is
 * read from the records. If the index fails, the gateway goes on serving, and says so on {@code /ready}.
 */
public final class Indexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** The most rows of one transaction. */
    private static final int BATCH = 2_000;

    /** The most records that wait in memory; what comes then is read from the records later. */
    private static final int MOST_WAITING = 5_000;

    private final Index index;
    private final Records records;
    private final HashedNames names;
    private final ConcurrentLinkedQueue<Arrival> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final TreeMap<Long, Arrival> early = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition bell = lock.newCondition();
    private final Condition carried = lock.newCondition();
    private boolean hurried; // under the lock
    private volatile boolean closing;
    private final Thread thread;
    private volatile @Nullable String failure;

    public Indexer(Index index, Records records, HashedNames names) {
        this.index = index;
        this.records = records;
        this.names = names;
        this.thread = Thread.ofPlatform().name("remit-indexer").daemon(true).unstarted(this::run);
    }

    /**
     * Begins to carry. Returns at once: an index that is far behind catches up while the gateway serves.
     *
     * @throws TrailException if the index cannot be used
     */
    public Indexer start() {
        if (index.next() > records.size()) {
            LOG.warn("The index is ahead of the records, as after a restore; it is made again from them");
            index.clear();
        }
        thread.start();
        return this;
    }

    private record Arrival(long sequence, Supplier<Records.Opened> record) {}

    /** Takes a record that has become durable. Short, never waits. */
    void durable(Records.Opened record) {
        durable(record.sequence(), () -> record);
    }

    /**
     * The same where even to put the record together would take too long here.
     *
     * @param record called later, once, on another thread
     */
    public void durable(long sequence, Supplier<Records.Opened> record) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return;
        }
        arrived.add(new Arrival(sequence, record));
    }

    /** Why the index stands still, or null while it does not. */
    public @Nullable String failure() {
        return failure;
    }

    /** How many records are durable and not in the index. */
    public long behind() {
        return Math.max(0, records.size() - index.next());
    }

    /**
     * Carries on at once, and waits until what is durable now is in the index: who asks after an answer finds it.
     *
     * @return how many records are not in the index after so long, or because it stands still
     */
    long catchUp(Duration atMost) {
        long wanted = records.size();
        if (index.next() >= wanted) {
            return 0;
        }
        lock.lock();
        try {
            hurried = true;
            bell.signal();
            long nanos = atMost.toNanos();
            while (index.next() < wanted && failure == null && !closing && nanos > 0) {
                nanos = carried.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Math.max(0, wanted - index.next());
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!paused());
            attempt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a little, unless somebody waits for the index; returns whether it was closed meanwhile. */
    private boolean paused() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            carried.signalAll();
            long nanos = PAUSE.toNanos();
            while (!closing && !hurried && nanos > 0) {
                nanos = bell.awaitNanos(nanos);
            }
            hurried = false;
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private void attempt() {
        try {
            carry();
            failure = null;
        } catch (RuntimeException e) {
            if (failure == null) {
                LOG.error("The index stands still; it is brought up to date when that works again", e);
            }
            failure = "the index stands still: " + e.getMessage();
        }
    }

    private void carry() {
        do {
            for (Arrival one = arrived.poll(); one != null; one = arrived.poll()) {
                early.put(one.sequence(), one);
            }
            int added = index.add(this::batch);
            waiting.addAndGet(-forgetUntil(index.next()));
            if (added == 0) {
                return;
            }
        } while (!closing || (behind() > 0 && !early.isEmpty()));
    }

    /** What was handed over from a place on, or else what the records have there. */
    private List<Row> batch(long next) {
        List<Row> rows = new ArrayList<>();
        for (long at = next; rows.size() < BATCH && early.containsKey(at); at++) {
            rows.add(names.row(early.get(at).record().get()));
        }
        if (!rows.isEmpty()) {
            return rows;
        }
        Long known = early.ceilingKey(next);
        long to = Math.min(records.size(), known == null ? Long.MAX_VALUE : known);
        for (long at = next; rows.size() < BATCH && at < to; at++) {
            rows.add(names.row(records.read(at)));
        }
        return rows;
    }

    private int forgetUntil(long next) {
        var done = early.headMap(next);
        int count = done.size();
        done.clear();
        return count;
    }

    /** Carries what was handed over, then ends; what is far behind is carried after the next start. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            bell.signal();
            carried.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
