package dev.remit.gateway.trail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index anew from the records while the gateway serves. One that was broken off, by the end of the process too,
 * goes on where it was. Thread-safe.
 */
public final class Reindex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reindex.class);
    private static final int BATCH = 1_000;
    private static final Duration CATCHING_UP = Duration.ofMillis(50);

    private final Index index;
    private final Records records;
    private final HashedNames names;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Status status = new Status.Idle();
    private @Nullable Thread thread;

    /** @param nanos a clock that only goes forward, like {@link System#nanoTime} */
    public Reindex(Index index, Records records, HashedNames names, LongSupplier nanos) {
        this.index = index;
        this.records = records;
        this.names = names;
        this.nanos = nanos;
    }

    /** How it stands. */
    public sealed interface Status {
        /** Nothing was begun since the gateway started. */
        record Idle() implements Status {}

        /**
         * @param from where it went on this time; 0 unless it was broken off
         * @param done records that are in the new index
         * @param total records that there are now
         */
        record Running(long from, long done, long total, Duration took) implements Status {}

        /** The new index is in use. */
        record Done(long total, Duration took) implements Status {}

        /** It was broken off; the old index goes on answering. */
        record Failed(String message, long done, long total) implements Status {}
    }

    public Status status() {
        return status;
    }

    /** Goes on with what a process before this one began, if anything. */
    public Reindex resume() {
        if (index.isGrowing()) {
            LOG.info("A new index was begun and not finished; it goes on");
            start();
        }
        return this;
    }

    /** Begins, or joins what is under way. */
    public Status start() {
        lock.lock();
        try {
            if (!(status instanceof Status.Running) && closing.getCount() > 0) {
                long from = index.grow();
                status = new Status.Running(from, from, records.size(), Duration.ZERO);
                thread = Thread.ofPlatform().name("remit-reindex").daemon(true).start(() -> run(from));
            }
            return status;
        } finally {
            lock.unlock();
        }
    }

    private void run(long from) {
        long begin = nanos.getAsLong();
        long done = from;
        try {
            while (closing.getCount() > 0) {
                int added = index.addGrown(this::batch);
                done += added;
                Duration took = Duration.ofNanos(nanos.getAsLong() - begin);
                status = new Status.Running(from, done, Math.max(done, records.size()), took);
                if (added < BATCH && index.takeOver()) {
                    LOG.info("The index was made anew from {} records in {} s", done, took.toSeconds());
                    status = new Status.Done(done, took);
                    return;
                }
                if (added == 0 && closing.await(CATCHING_UP.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Making the index anew was broken off; the old one goes on answering", e);
            status = new Status.Failed(String.valueOf(e.getMessage()), done, records.size());
        }
    }

    private List<Row> batch(long next) {
        List<Row> rows = new ArrayList<>();
        long to = Math.min(records.size(), next + BATCH);
        for (long at = next; at < to; at++) {
            rows.add(names.row(records.read(at)));
        }
        return rows;
    }

    /** Breaks it off; {@link #resume} goes on after the next start. */
    @Override
    public void close() {
        closing.countDown();
        lock.lock();
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
