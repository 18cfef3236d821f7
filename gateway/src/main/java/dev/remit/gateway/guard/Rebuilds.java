package dev.remit.gateway.guard;

import dev.remit.core.catalog.Catalog;
import dev.remit.core.catalog.Source;
import dev.remit.gateway.source.CustomerRows;
import dev.remit.gateway.source.SurveyException;
import dev.remit.privacy.guard.Fingerprints;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the protected values of all customers anew, one build at a time, in the background. What was built last stays in
 * use until the next one is whole; one that fails, or that the end of the process breaks off, leaves it as it is.
 * Thread-safe.
 */
final class Rebuilds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    /** After a build that failed, the next waits so long. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private static final int BETWEEN_REPORTS = 1_000;

    private final Fingerprints everyone;
    private final Path covers;
    private final Duration every;
    private final Supplier<Catalog> catalog;
    private final Databases databases;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Status status = new Status.Idle();
    private volatile boolean closed;
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean wanted;
    private @Nullable Instant failedAt;
    private @Nullable Thread thread;

    /** How databases are reached. */
    record Databases(UnaryOperator<String> references, Path drivers) {
        CustomerRows open(Source source) throws SurveyException {
            return CustomerRows.open(source, references, drivers);
        }
    }

    /** How the newest build stands. */
    sealed interface Status {
        /** None was begun since the gateway started. */
        record Idle() implements Status {}

        /** @param total rows that there were when it began; less than there are where they could not be counted */
        record Running(long done, long total, Duration took) implements Status {}

        record Done(long rows, Duration took) implements Status {}

        record Failed(String message) implements Status {}
    }

    /**
     * @param covers where what the set was made from is kept
     * @param every how old it may become
     * @param nanos a clock that only goes forward
     */
    Rebuilds(
            Fingerprints everyone,
            Path covers,
            Duration every,
            Supplier<Catalog> catalog,
            Databases databases,
            InstantSource clock,
            LongSupplier nanos) {
        this.everyone = everyone;
        this.covers = covers;
        this.every = every;
        this.catalog = catalog;
        this.databases = databases;
        this.clock = clock;
        this.nanos = nanos;
    }

    Status status() {
        return status;
    }

    /** How the newest build stands, as commands are told. */
    ObjectNode json() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return switch (status) {
            case Status.Idle() -> answer.put("state", "idle");
            case Status.Running(long done, long total, Duration took) ->
                answer.put("state", "running")
                        .put("done", done)
                        .put("total", total)
                        .put("millis", took.toMillis());
            case Status.Done(long rows, Duration took) ->
                answer.put("state", "done").put("done", rows).put("millis", took.toMillis());
            case Status.Failed(String message) -> answer.put("state", "failed").put("message", message);
        };
    }

    /** How many builds failed since the gateway started. */
    long failures() {
        return failures.get();
    }

    /** Has everything read anew soon: what changed could not be read by itself. */
    void want() {
        wanted = true;
    }

    /** A chore: begins a build where there is none yet, it is old, or it was made from another catalog. */
    void ifDue() {
        lock.lock();
        try {
            Instant now = clock.instant();
            boolean pausing = failedAt != null && now.isBefore(failedAt.plus(PAUSE));
            Instant built = everyone.builtAt().orElse(null);
            boolean due = built == null || wanted || !now.isBefore(built.plus(every)) || !covered();
            if (due && !pausing) {
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean covered() {
        try {
            return Files.exists(covers) && Files.readString(covers).equals(Protected.text(Protected.of(catalog.get())));
        } catch (IOException e) {
            LOG.warn("What answers are checked against is made anew, because {} cannot be read", covers);
            return false;
        }
    }

    /** Begins, or joins what is under way. */
    Status start() {
        lock.lock();
        try {
            if (!(status instanceof Status.Running) && !closed) {
                wanted = false;
                status = new Status.Running(0, 0, Duration.ZERO);
                thread = Thread.ofPlatform().name("remit-guard").daemon(true).start(this::run);
            }
            return status;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long begin = nanos.getAsLong();
        try {
            Catalog now = catalog.get();
            List<Protected> all = Protected.of(now);
            long rows = build(now, all, begin);
            write(Protected.text(all));
            failedAt(null);
            LOG.info("The protected values of all customers were read: {} rows", rows);
            status = new Status.Done(rows, took(begin));
        } catch (Ended | ClosedByInterruptException e) {
            status = new Status.Failed("the gateway ended");
        } catch (SurveyException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Its message may quote a value. What it held is let go of, and the next build may have more memory.
            failed("The set could not be written: " + e.getClass().getName() + ".");
        }
    }

    private void failed(String message) {
        LOG.error(
                "Protected values were not read anew, and answers are checked against what was read before: {}",
                message);
        failures.incrementAndGet();
        failedAt(clock.instant());
        status = new Status.Failed(message);
    }

    private void failedAt(@Nullable Instant at) {
        lock.lock();
        try {
            failedAt = at;
        } finally {
            lock.unlock();
        }
    }

    /** The process ends. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super(null, null, false, false);
        }
    }

    private long build(Catalog now, List<Protected> all, long begin) throws SurveyException, IOException {
        Map<String, CustomerRows> open = new HashMap<>();
        try (Fingerprints.Rebuild into = everyone.rebuild(clock.instant(), _ -> {})) {
            long total = 0;
            for (Protected one : all) {
                total += Math.max(0, reader(one, now, open).count(one.resource()));
            }
            Count count = new Count(total, begin);
            for (Protected one : all) {
                reader(one, now, open).each(one.resource(), one.fields(), (tenant, subject, values) -> {
                    String owner = new Customer(tenant, subject).key();
                    one.each(values, (kind, value) -> into.add(kind, value, owner));
                    count.row();
                });
            }
            into.finish();
            return count.done;
        } finally {
            open.values().forEach(CustomerRows::close);
        }
    }

    private CustomerRows reader(Protected of, Catalog now, Map<String, CustomerRows> open) throws SurveyException {
        String name = of.resource().source();
        CustomerRows reader = open.get(name);
        if (reader == null) {
            reader = databases.open(Objects.requireNonNull(now.sources().get(name)));
            open.put(name, reader);
        }
        return reader;
    }

    /** Counts the rows of a build; ends it with the process. */
    private final class Count {
        private final long total;
        private final long begin;
        private long done;

        Count(long total, long begin) {
            this.total = total;
            this.begin = begin;
        }

        void row() {
            if (closed) {
                throw new Ended();
            }
            if (++done % BETWEEN_REPORTS == 0) {
                status = new Status.Running(done, Math.max(done, total), took(begin));
            }
        }
    }

    private void write(String text) throws IOException {
        Path next = covers.resolveSibling(covers.getFileName() + ".tmp");
        Files.writeString(next, text);
        Files.move(next, covers, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Duration took(long begin) {
        return Duration.ofNanos(nanos.getAsLong() - begin);
    }

    /** Breaks a build off; what was built before it stays. */
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            running = thread;
        } finally {
            lock.unlock();
        }
        try {
            if (running != null) {
                running.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
