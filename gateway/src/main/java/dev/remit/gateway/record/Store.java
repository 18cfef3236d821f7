package dev.remit.gateway.record;

import dev.remit.gateway.key.Aead;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.RootKey;
import dev.remit.gateway.key.SubjectKeys;
import dev.remit.gateway.state.Change;
import dev.remit.gateway.state.Projection;
import dev.remit.gateway.state.State;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.log.LogEntry;
import dev.remit.ledger.log.LogException;
import dev.remit.ledger.log.Sidecar;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal with all that hangs on it: keys, projection, state. Opened once for a data directory; opening rebuilds the
 * state from the projection and from the records behind it.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Journal journal;
    private final Log log;
    private final SubjectKeys subjectKeys;
    private final Projection projection;
    private final Projector projector;
    private final Sealer sealer;
    private final Recorder recorder;
    private final State state;

    private Store(
            Journal journal,
            Log log,
            SubjectKeys subjectKeys,
            Projection projection,
            Projector projector,
            Sealer sealer,
            Recorder recorder,
            State state) {
        this.journal = journal;
        this.log = log;
        this.subjectKeys = subjectKeys;
        this.projection = projection;
        this.projector = projector;
        this.sealer = sealer;
        this.recorder = recorder;
        this.state = state;
    }

    /**
     * Opens what belongs together; closes the journal and the log again where that fails.
     *
     * @param journal open; owned by the store from here on
     * @param log made from it; open, and owned by the store from here on
     * @param directory holds {@code keys.db} and {@code state.db}
     * @param master wraps the root of all keys in {@code keys.db}
     */
    public static Store open(Journal journal, Log log, Path directory, MasterKey master, SecureRandom random) {
        SubjectKeys subjectKeys = null;
        Projection projection = null;
        try {
            ours(journal);
            Path keys = directory.resolve("keys.db");
            subjectKeys = journal.size() == 0
                    ? SubjectKeys.openOrCreate(keys, master, random)
                    : SubjectKeys.open(keys, master, random);
            Aead stateKey = new Aead(subjectKeys.root().derive(RootKey.Use.STATE), random);
            projection = Projection.open(directory.resolve("state.db"), stateKey);
            State state = new State();
            long next = rebuild(journal, projection, stateKey, state);
            Projector projector = new Projector(projection, next).start();
            Sealer sealer = new Sealer(subjectKeys, random);
            Recorder recorder = new Recorder(journal, sealer, stateKey, projector);
            return new Store(journal, log, subjectKeys, projection, projector, sealer, recorder, state);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(projection, e);
            closeQuietly(subjectKeys, e);
            closeQuietly(journal, e);
            closeQuietly(log, e);
            throw e instanceof RecordException known
                    ? known
                    : new RecordException("the state in " + directory + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** A journal that another build wrote is left alone: its records could neither be read nor sealed into one tree. */
    private static void ours(Journal journal) {
        if (journal.size() > journal.first()) {
            try {
                Leaf.read(journal.read(journal.size() - 1).leaf());
            } catch (IllegalArgumentException e) {
                throw new RecordException(
                        "the journal was written by another build of Remit, whose records this one cannot read ("
                                + e.getMessage() + "); keep the directory for that build, and start with a new one",
                        e);
            }
        }
    }

    /** Loads the projection, carries what the journal has behind it, and gives the position after that. */
    private static long rebuild(Journal journal, Projection projection, Aead stateKey, State state)
            throws SQLException {
        long from = projection.next();
        if (from > journal.size()) {
            throw new RecordException(
                    "the state database is ahead of the journal (" + from + " > " + journal.size()
                            + "): records are missing, or the journal was restored without its state. Copy the directory"
                            + " as it is, and restore the journal and state.db from the same backup.",
                    null);
        }
        if (from < journal.first()) {
            throw new RecordException(
                    "the state database is behind what the journal still holds (" + from + " < " + journal.first()
                            + "). Restore state.db from the backup that belongs to the journal.",
                    null);
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        projection.load(change -> changes.put(name(change), change));
        Map<String, Change> behind = new LinkedHashMap<>();
        journal.replay(from, (sequence, record) -> {
            for (Change change : Recorder.changes(record, stateKey)) {
                behind.put(name(change), change);
            }
        });
        changes.putAll(behind);
        projection.apply(behind.values(), journal.size());
        state.restore(changes.values());
        return journal.size();
    }

    private static String name(Change change) {
        return change.getClass().getSimpleName() + '/' + change.id();
    }

    public Recorder recorder() {
        return recorder;
    }

    /** The directory's keys. */
    public SubjectKeys keys() {
        return subjectKeys;
    }

    /** Opens records. */
    public Sealer sealer() {
        return sealer;
    }

    public State state() {
        return state;
    }

    public Journal journal() {
        return journal;
    }

    public Log log() {
        return log;
    }

    /**
     * A durable record, as far as it was not erased.
     *
     * @param sequence 0 to one less than the journal's size
     */
    public LogEntry entry(long sequence) {
        if (sequence >= log.size()) {
            log.integrate(journal);
        }
        return log.read(sequence);
    }

    /** Lets the journal forget what is durable in the log and in the state; a chore. */
    public void trim() {
        long known;
        try {
            known = Math.min(log.settled(), projection.settle());
        } catch (SQLException e) {
            throw new RecordException("the state database cannot be settled: " + e.getMessage(), e);
        }
        if (known > journal.first()) {
            journal.trim(known);
        }
    }

    /**
     * Lets the journal forget all that is in it now, whether its last piece is full or not; for when something was erased
     * that it still holds. Records that come meanwhile stay.
     */
    public void compact() {
        journal.rotate();
        long now = journal.size();
        log.integrate(journal);
        log.settle();
        projector.await(now);
        trim();
    }

    /** Forgets state for good: on return it is in no file, if the journal has forgotten it. */
    public void forget(Collection<Change> changes) {
        projector.await(journal.size());
        try {
            projection.forget(changes);
            projection.settle();
        } catch (SQLException e) {
            throw new RecordException("the state database cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Erases sidecars, or what is not to stay of them; durable on return.
     *
     * @param change given a sidecar, returns what stays
     */
    public void rewrite(SortedSet<Long> sequences, UnaryOperator<byte[]> change) {
        if (!sequences.isEmpty() && sequences.last() >= log.size()) {
            log.integrate(journal);
        }
        log.rewrite(sequences, change);
    }

    /** Why the state in SQLite stands still, or null while it does not. */
    public @Nullable String projectionFailure() {
        return projector.failure();
    }

    /** Forgets, in memory and in SQLite, what is over for good. */
    public void sweep(Instant now) {
        // Under the locks that counting takes: what is counted anew is on record after it was forgotten.
        state.windows().order().lock();
        state.spending().order().lock();
        try {
            projector.forget(state.sweep(now));
        } finally {
            state.spending().order().unlock();
            state.windows().order().unlock();
        }
    }

    /** What came of looking for a record. */
    public sealed interface Found {
        /** Its facts, each checked against the leaf. */
        record Opened(long sequence, SequencedMap<String, Object> facts) implements Found {}

        /** It is there, and its key was destroyed. */
        record Erased(long sequence) implements Found {}

        /** There is no record of that id, or none yet. */
        record Unknown() implements Found {}
    }

    /** The newest record of a correlation id, by looking through all of them: where there is no index. */
    public Found find(String id) throws SQLException {
        return find(last(id, 0));
    }

    /** What the record at a place says. */
    public Found find(OptionalLong place) throws SQLException {
        if (place.isEmpty()) {
            return new Found.Unknown();
        }
        long sequence = place.getAsLong();
        LogEntry entry = entry(sequence);
        if (!(entry.sidecar() instanceof Sidecar.Present(byte[] sidecar))) {
            return new Found.Erased(sequence);
        }
        return switch (sealer.open(entry.leaf(), sidecar)) {
            case Opening.Opened opened -> new Found.Opened(sequence, opened.map());
            case Opening.Erased erased -> new Found.Erased(sequence);
        };
    }

    /**
     * Where the newest record of a correlation id is, among those from a place on. Reads every one of them.
     *
     * @param from 0 or more; beyond the last record there is none
     */
    public OptionalLong last(String id, long from) {
        long to = journal.size();
        if (to > log.size()) {
            log.integrate(journal);
        }
        long[] found = {-1};
        log.scan(Math.min(from, to), to, entry -> {
            if (Leaf.read(entry.leaf()).id().equals(id)) {
                found[0] = entry.index();
            }
        });
        return found[0] < 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
    }

    /** Makes durable what waits, carries it into the log and into SQLite, and releases everything. */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        settleLog();
        for (AutoCloseable part : List.of(journal, log, projector, projection, subjectKeys)) {
            try {
                part.close();
            } catch (Exception e) {
                failures.add(new RecordException("closing failed: " + e.getMessage(), e));
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** So that the next start has little to do. Where it fails nothing is lost: that start takes it from the journal. */
    private void settleLog() {
        try {
            log.integrate(journal);
            log.settle();
        } catch (LogException | JournalException e) {
            LOG.warn("The log is brought up to date at the next start: {}", e.getMessage());
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable part, Exception because) {
        if (part != null) {
            try {
                part.close();
            } catch (Exception e) {
                because.addSuppressed(e);
            }
        }
    }
}
