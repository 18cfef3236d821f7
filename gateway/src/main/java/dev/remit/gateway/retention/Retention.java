package dev.remit.gateway.retention;

import dev.remit.gateway.record.Entry;
import dev.remit.gateway.record.SidecarParts;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.trail.Index;
import dev.remit.gateway.trail.PayloadDue;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Erases what has been kept long enough: first what went in and came out, later all details of a record. The leaf stays.
 *
 * <p>It needs to remember nothing: the index knows what is due and not erased yet, and is told last, when it is gone from
 * the log and from the journal, and that is on record. What a crash or a failure interrupts is due still and is done again,
 * to the same effect; at worst it is on record twice. A run does a bounded amount of work; the next one goes on behind it,
 * so that entries under a hold, which stay due, do not keep others from their turn. Thread-safe.
 */
public final class Retention {
    /** The most entries that one run looks at, for each of the two kinds of erasure. */
    static final int MOST = 20_000;

    private static final int BATCH = 1_000;
    private static final byte[] NOTHING = {};

    private final Store store;
    private final Index index;
    private final Holds holds;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final int most;
    private final Consumer<Step> done;
    private final ReentrantLock running = new ReentrantLock();
    private @Nullable PayloadDue lastPayload;
    private Query.@Nullable Place lastRecord;
    private boolean payloadsOver;
    private boolean recordsOver;
    private volatile Progress progress = new Progress(null, 0, 0, 0, false);

    public Retention(Store store, Index index, Holds holds, InstantSource clock, Supplier<String> ids) {
        this(store, index, holds, clock, ids, MOST, step -> {});
    }

    /**
     * @param most the most entries that one run looks at, for each of the two kinds of erasure; at least 1
     * @param done is told after each step; what it throws ends the work there, as a crash would
     */
    Retention(
            Store store,
            Index index,
            Holds holds,
            InstantSource clock,
            Supplier<String> ids,
            int most,
            Consumer<Step> done) {
        this.store = store;
        this.index = index;
        this.holds = holds;
        this.clock = clock;
        this.ids = ids;
        this.most = most;
        this.done = done;
    }

    /** The steps of a run in their order. */
    enum Step {
        ERASED,
        COMPACTED,
        RECORDED,
        MARKED
    }

    /**
     * What one run did.
     *
     * @param payloads entries whose payload alone was erased
     * @param records entries whose details were erased
     * @param held entries that were due and are under a hold
     * @param more whether it ended before it had looked at all that is due
     */
    public record Run(int payloads, int records, int held, boolean more) {}

    /**
     * What was done since the gateway started.
     *
     * @param last when the last run ended, or null
     * @param held entries that the last run found due and under a hold
     * @param more whether there was more to do than the last run did
     */
    public record Progress(@Nullable Instant last, long payloads, long records, int held, boolean more) {}

    public Progress progress() {
        return progress;
    }

    /**
     * Erases what is due now, or some of it. On return it is gone from the files, and that it was done is on record.
     *
     * @throws RuntimeException if something cannot be read or written: what was erased until then stays so, all of it is due
     *     still
     */
    public Run run() {
        running.lock();
        try {
            Instant now = clock.instant();
            Batches payloads = new Batches();
            Batches records = new Batches();
            boolean more = erase(now, payloads, records);
            Run run = new Run(payloads.erased.size(), records.erased.size(), payloads.held + records.held, more);
            if (run.payloads() + run.records() > 0) {
                note(run, now);
                done.accept(Step.RECORDED);
            }
            payloads.mark(index::markPayloadsErased);
            records.mark(index::markErased);
            done.accept(Step.MARKED);
            progress = new Progress(
                    now, progress.payloads() + run.payloads(), progress.records() + run.records(), run.held(), more);
            return run;
        } catch (RuntimeException e) {
            startOver(); // what is erased and not marked lies behind it, and is for the next run
            throw e;
        } finally {
            running.unlock();
        }
    }

    /** From the files, the journal's too. Returns whether it ended before it had looked at all that is due. */
    private boolean erase(Instant now, Batches payloads, Batches records) {
        if (!payloadsOver) {
            payloadsOver = payloads(now, payloads);
        }
        if (!recordsOver) {
            recordsOver = records(now, records);
        }
        boolean more = !(payloadsOver && recordsOver);
        if (!more) {
            startOver();
        }
        done.accept(Step.ERASED);
        store.compactStale();
        done.accept(Step.COMPACTED);
        return more;
    }

    private void startOver() {
        lastPayload = null;
        lastRecord = null;
        payloadsOver = false;
        recordsOver = false;
    }

    private static final class Batches {
        private final NavigableSet<Long> erased = new TreeSet<>();
        private int held;
        private int looked;

        void count(SortedSet<Long> erasing, int found) {
            erased.addAll(erasing);
            held += found - erasing.size();
            looked += found;
        }

        void mark(Marking marking) {
            List<Long> all = List.copyOf(erased);
            for (int from = 0; from < all.size(); from += BATCH) {
                marking.mark(all.subList(from, Math.min(all.size(), from + BATCH)));
            }
        }
    }

    /** Returns whether it has looked at all that is due. */
    private boolean payloads(Instant now, Batches done) {
        PayloadDue after = lastPayload;
        while (done.looked < most) {
            int limit = Math.min(BATCH, most - done.looked);
            List<PayloadDue> due = index.expiredPayloads(now, after, limit);
            if (due.isEmpty()) {
                return true;
            }
            List<Row> rows = new ArrayList<>();
            for (PayloadDue one : due) {
                Optional<Row> row = index.row(one.sequence());
                row.ifPresent(rows::add);
            }
            erase(rows, Retention::withoutPayload, done);
            done.looked += due.size() - rows.size();
            after = due.getLast();
            lastPayload = after;
        }
        return false;
    }

    private boolean records(Instant now, Batches done) {
        Query.Place after = lastRecord;
        while (done.looked < most) {
            int limit = Math.min(BATCH, most - done.looked);
            List<Row> due = index.expired(now, after, limit);
            if (due.isEmpty()) {
                return true;
            }
            erase(due, whole -> NOTHING, done);
            after = new Query.Place(due.getLast().expires(), due.getLast().sequence());
            lastRecord = after;
        }
        return false;
    }

    private interface Marking {
        void mark(List<Long> sequences);
    }

    private void erase(List<Row> due, UnaryOperator<byte[]> change, Batches done) {
        holds.order().lock();
        try {
            SortedSet<Long> erasing = new TreeSet<>();
            for (Row row : due) {
                if (holds.covering(row) == null) {
                    erasing.add(row.sequence());
                }
            }
            store.rewrite(erasing, change);
            done.count(erasing, due.size());
        } finally {
            holds.order().unlock();
        }
    }

    private static byte[] withoutPayload(byte[] sidecar) {
        return SidecarParts.read(sidecar).withoutPayload().encode();
    }

    private void note(Run run, Instant now) {
        Map<String, Object> facts =
                Map.of("by", "gateway", "payloads", (long) run.payloads(), "records", (long) run.records());
        store.recorder().write(new Entry(ids.get(), now, "retention", facts, null), List.of());
    }
}
