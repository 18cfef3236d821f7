package dev.remit.gateway.guard;

import dev.remit.core.catalog.Field;
import dev.remit.core.decision.Read;
import dev.remit.gateway.serving.Serving;
import dev.remit.gateway.serving.Version;
import dev.remit.gateway.source.ReadResult;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.privacy.guard.Fingerprints;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the protected values of customers again for whom an action was done, one after the other, in the background. Who
 * cannot be read is tried again; where too many wait, everything is read anew instead. Thread-safe.
 */
final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final int MOST = 10_000;
    private static final int PAGE = 500;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Fingerprints everyone;
    private final Rebuilds rebuilds;
    private final Serving serving;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Set<Customer> waiting = new LinkedHashSet<>();
    private boolean closed;
    private @Nullable Customer reading;

    Changes(Fingerprints everyone, Rebuilds rebuilds, Serving serving, InstantSource clock) {
        this.everyone = everyone;
        this.rebuilds = rebuilds;
        this.serving = serving;
        this.clock = clock;
    }

    Changes start() {
        Thread.ofPlatform().name("remit-guard-changes").daemon(true).start(this::run);
        return this;
    }

    /** Something about a customer may have changed. */
    void changed(Customer customer) {
        lock.lock();
        try {
            if (waiting.size() == MOST && !waiting.contains(customer)) {
                LOG.error("Too many changed customers wait to be read again, so the values of all are read anew");
                waiting.clear();
                rebuilds.want();
            } else {
                waiting.add(customer);
                more.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many wait, with the one that is being read. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size() + (reading == null ? 0 : 1);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Customer next = next(); next != null; next = next()) {
                boolean done = read(next);
                settled(next, done);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Customer next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                more.await();
            }
            reading = closed ? null : waiting.iterator().next();
            waiting.remove(reading);
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private void settled(Customer customer, boolean done) throws InterruptedException {
        lock.lock();
        try {
            reading = null;
            if (!done) {
                waiting.add(customer);
                long left = PAUSE.toNanos();
                while (left > 0 && !closed) {
                    left = more.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean read(Customer customer) {
        try {
            Version version = serving.current();
            for (Protected one : Protected.of(version.contracts().catalog())) {
                SourceFailure failure = read(one, version, customer);
                if (failure != null) {
                    LOG.error("A customer whom an action changed is not read again yet: {}", failure.detail());
                    return false;
                }
            }
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Its message may quote a value.
            LOG.error(
                    "A customer whom an action changed is not read again yet: {}",
                    e.getClass().getName());
            return false;
        }
    }

    private @Nullable SourceFailure read(Protected one, Version version, Customer customer) throws IOException {
        List<Field> fields = one.fields();
        Read.Position after = null;
        do {
            Read read = new Read(
                    one.resource(),
                    fields,
                    List.of(),
                    List.of(),
                    null,
                    after,
                    PAGE,
                    customer.tenant(),
                    customer.subject(),
                    clock.instant());
            switch (version.reader(one.resource().source()).read(read)) {
                case ReadResult.Failed(SourceFailure failure) -> {
                    return failure;
                }
                case ReadResult.Rows rows -> {
                    for (List<@Nullable Object> row : rows.rows()) {
                        one.each(row, (kind, value) -> everyone.add(kind, value, customer.key()));
                    }
                    after = rows.next();
                }
            }
        } while (after != null);
        return null;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
