package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.TileHashes;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tlog.TileSource;
import dev.remit.ledger.tree.ConsistencyProof;
import dev.remit.ledger.tree.GrowingTree;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashUnavailableException;
import dev.remit.ledger.tree.InclusionProof;
import dev.remit.ledger.tree.Prover;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A transparency log in a directory: a Merkle tree over the leaves of a journal, in the layout of C2SP tlog-tiles, with
 * each entry's sidecar beside it.
 *
 * <p>The idea: everything here follows from the journal, so nothing here needs a sync for its own sake. Full tiles,
 * bundles and sidecars are written as entries come. {@link #settle} syncs what was written since the last time, writes
 * the right edge (what is not in a full bundle) as partial tiles, and then a snapshot; only what lies below {@link
 * #settled} may be forgotten by the journal. A start reads the snapshot and the right edge, whatever the size of the
 * log, and makes all that is beyond again from the journal, over whatever a crash left there.
 *
 * <p>Partial tiles, the snapshot, the checkpoint and a rewritten sidecar file come into being under another name, synced,
 * and are then renamed. So under its name each is always whole, and a partial tile, whose content never changes, is right
 * for good. A partial tile goes when the full one is durable, and not before ("Partial Tiles" of the specification).
 *
 * <p>A sidecar that is erased stays erased: {@link #rewrite} settles first, so a start does not make that entry again.
 *
 * <p>One process at a time, by a lock file. Safe for use by many threads: writers wait for each other, readers for nobody.
 * Writing methods throw {@link LogException}; after one of kind {@code FULL} or {@code FAILED} the same call can be made
 * again. Reading methods throw {@link HashUnavailableException} for tiles and {@link LogException} otherwise. Interrupt no
 * thread that writes: an interrupt during a sync counts as a failed one, and stops the log.
 */
public final class Log implements TileSource, AutoCloseable {
    /** So many entries are left to be made again by a start, at most; {@link #integrate} settles by itself. */
    public static final int MAX_UNSETTLED = 1 << 16;

    /** Bytes of sidecars that are written at once, about; not more, for the reason that the journal's tail gives. */
    private static final int MOST_WAITING = 64 << 10;

    /** Sees entries in order. What it throws ends the scan and reaches the caller. */
    @FunctionalInterface
    public interface Visitor {
        void visit(LogEntry entry);
    }

    private interface Action {
        void run() throws IOException;
    }

    private final LogDirectory directory;
    private final Closeable lock;
    private final Edge edge;
    private final SidecarTail tail;
    private final EntryReader entries;
    private final UpperTiles upper = new UpperTiles();
    private final Settling settling;
    private final ReentrantLock writing = new ReentrantLock();
    private Optional<LogException> stopped = Optional.empty();
    private boolean closed;
    private volatile long size;
    private volatile long settled;

    private Log(LogDirectory directory, Closeable lock, Snapshot snapshot) {
        this.directory = directory;
        this.lock = lock;
        this.edge = new Edge(snapshot.size());
        this.tail = new SidecarTail(directory);
        this.entries = new EntryReader(directory, edge);
        this.settling = new Settling(directory, edge);
        this.size = snapshot.size();
        this.settled = snapshot.size();
    }

    /**
     * Opens the log in a directory, or begins one in an empty directory.
     *
     * @throws LogException of kind {@code LOCKED}, {@code CORRUPT}, {@code FULL}, {@code READ_ONLY} or {@code FAILED};
     *     nothing is held then
     */
    public static Log open(Path dir, FileLayer layer) {
        try {
            layer.createDirectories(dir);
            Closeable lock = layer.lock(dir.resolve(Layout.LOCK)).orElseThrow(() -> Refusal.locked(dir));
            boolean opened = false;
            try {
                LogDirectory directory = new LogDirectory(dir, layer);
                directory.discard();
                Snapshot snapshot = snapshot(directory);
                Log log = new Log(directory, lock, snapshot);
                log.resume(snapshot);
                opened = true;
                return log;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw Refusal.of(dir, e);
        }
    }

    private static Snapshot snapshot(LogDirectory directory) throws IOException {
        Path file = directory.at(Layout.SNAPSHOT);
        Optional<byte[]> bytes = directory.read(Layout.SNAPSHOT, Snapshot.MAX_BYTES);
        if (bytes.isPresent()) {
            return switch (Snapshot.parse(bytes.get())) {
                case Parsed.WellFormed<Snapshot>(Snapshot snapshot) -> snapshot;
                case Parsed.Malformed<Snapshot>(String finding) -> throw Refusal.damaged(file, finding);
            };
        }
        // To begin anew would bring back what was erased, so only a directory without any content is a new log.
        if (!directory.directories(directory.root()).isEmpty()
                || directory.list(directory.root()).contains(directory.at(Layout.CHECKPOINT))) {
            throw Refusal.damaged(file, "it is missing, and the directory is not empty");
        }
        directory.replace(Layout.SNAPSHOT, Snapshot.ofNothing().encode());
        directory.syncDirectories(List.of(directory.root()));
        return Snapshot.ofNothing();
    }

    /** Loads the right edge, and checks it against the snapshot. */
    private void resume(Snapshot snapshot) throws IOException {
        for (TilePath path : Layout.partials(snapshot.size())) {
            Path file = directory.at(path.path());
            byte[] bytes = directory
                    .read(path.path(), Stored.most(path))
                    .orElseThrow(() -> Refusal.damaged(file, "it is missing"));
            Optional<String> finding = Stored.load(path, bytes, edge);
            if (finding.isPresent()) {
                throw Refusal.damaged(file, finding.get());
            }
            settling.found(path);
        }
        GrowingTree tree = GrowingTree.read(snapshot.size(), hashes(snapshot.size()));
        if (!tree.root().equals(snapshot.root()) || !tree.peaks().equals(snapshot.peaks())) {
            throw Refusal.damaged(directory.at(Layout.SNAPSHOT), "the partial tiles do not have the root that it says");
        }
        for (int place = 0; place < Layout.place(snapshot.size()); place++) {
            long entry = snapshot.size() - Layout.place(snapshot.size()) + place;
            Hash leaf = Hash.ofLeaf(edge.leaf(entry).orElseThrow());
            if (!leaf.equals(hashes(snapshot.size()).read(0, entry))) {
                throw Refusal.damaged(directory.root(), "entry " + entry + " does not have the hash in its tile");
            }
        }
        Optional<LogException> damaged = tail.resume(snapshot.size());
        if (damaged.isPresent()) {
            throw damaged.get();
        }
        settling.removePartials(snapshot.before(), snapshot.size());
    }

    /** Entries integrated; never falls while the log is open. */
    public long size() {
        return size;
    }

    /** The tree as it is now. */
    public Head head() {
        long now = size;
        return new Head(now, prover(now).root(now));
    }

    /** All entries before this one are durable here, with their sidecars and all above them. */
    public long settled() {
        return settled;
    }

    /**
     * Takes every record that is durable in the journal and not yet here.
     *
     * @throws LogException of kind {@code BEHIND} if the journal has fewer records than the log has entries, or has
     *     forgotten records that the log does not have; otherwise what was taken before the failure stays
     */
    public void integrate(Journal journal) {
        write(() -> {
            long records = journal.size();
            if (records < size) {
                throw Refusal.journalBehind(directory.root(), size, records);
            }
            if (journal.first() > size) {
                throw Refusal.journalBeyond(directory.root(), size, journal.first());
            }
            Waiting waiting = new Waiting();
            journal.replay(size, (index, record) -> {
                try {
                    waiting.add(record);
                    if (waiting.bytes >= MOST_WAITING
                            || Layout.place(index) == TilePath.FULL - 1
                            || index + 1 - settled >= MAX_UNSETTLED) {
                        append(waiting);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            append(waiting);
        });
    }

    /** Records whose sidecars go to their file together, since each write costs more than what it writes. */
    private static final class Waiting {
        private final List<JournalRecord> records = new ArrayList<>();
        private int bytes;

        void add(JournalRecord record) {
            records.add(record);
            bytes += SidecarFile.HEADER_BYTES + record.sidecar().length;
        }

        List<byte[]> sidecars() {
            return records.stream().map(JournalRecord::sidecar).toList();
        }

        void clear() {
            records.clear();
            bytes = 0;
        }
    }

    /** Takes them in, and with them nothing of two bundles. */
    private void append(Waiting waiting) throws IOException {
        if (waiting.records.isEmpty()) {
            return;
        }
        tail.append(size, waiting.sidecars());
        for (JournalRecord record : waiting.records) {
            long index = size;
            edge.append(index, record.leaf(), (path, content) -> directory.write(path.path(), content));
            size = index + 1;
            tail.accept(index, record.sidecar());
        }
        waiting.clear();
        if (size - settled >= MAX_UNSETTLED) {
            settleNow();
        }
    }

    /** Makes durable all that is integrated. */
    public void settle() {
        write(this::settleNow);
    }

    private void settleNow() throws IOException {
        long from = settled;
        long to = size;
        if (from == to) {
            return;
        }
        settling.sync(from, to);
        settling.snapshot(from, GrowingTree.read(to, hashes(to)));
        settled = to;
        settling.removePartials(from, to);
    }

    /**
     * Replaces sidecars. Those that are erased already stay so. Durable on return; when it fails, or the power does, some
     * are replaced and the others are not, so do it again.
     *
     * @param indexes 0 to {@link #size} - 1
     * @param change given a sidecar, returns what takes its place; nothing erases it
     * @throws IllegalArgumentException if there is no such entry. One whose record is still on its way must be integrated
     *     first
     * @throws LogException also of kind {@code CORRUPT}: a sidecar file is damaged, and is left as it is
     */
    public void rewrite(SortedSet<Long> indexes, UnaryOperator<byte[]> change) {
        if (indexes.isEmpty()) {
            return;
        }
        write(() -> {
            if (indexes.first() < 0 || indexes.last() >= size) {
                throw new IllegalArgumentException("the log has entries 0 to " + (size - 1) + ", and sidecars of "
                        + indexes.first() + " to " + indexes.last() + " are to be changed");
            }
            settleNow();
            try {
                new Rewriting(directory, size, change).rewrite(indexes);
            } finally {
                Optional<LogException> damaged = tail.resume(size); // its file may be another one now
                if (damaged.isPresent()) {
                    stopped = damaged;
                }
            }
        });
    }

    /**
     * One entry.
     *
     * @param index 0 to {@link #size} - 1
     * @throws IllegalArgumentException if there is no such entry
     */
    public LogEntry read(long index) {
        requireWithin(index, size - 1);
        return reading(() -> entries.read(index));
    }

    /**
     * Shows the entries from {@code from} to {@code to}, the end excluded, in order.
     *
     * @throws IllegalArgumentException unless {@code 0 <= from <= to <= size()}
     */
    public void scan(long from, long to, Visitor visitor) {
        requireWithin(to, size);
        requireWithin(from, to);
        reading(() -> {
            entries.scan(from, to, visitor);
            return to;
        });
    }

    /**
     * The bytes of a tile or bundle. A partial one that has gone is cut from the full one, which holds the same.
     *
     * @throws HashUnavailableException if it cannot be read
     */
    @Override
    public Optional<byte[]> read(TilePath path) {
        long now = size;
        int width = switch (path) {
            case TilePath.Hashes(int level, long index, int _) -> TilePath.width(level, index, now);
            case TilePath.Entries(long index, int _) -> TilePath.width(0, index, now);
        };
        if (path.width() > width) {
            return Optional.empty();
        }
        try {
            return width < TilePath.FULL ? edge.read(path).or(() -> stored(path)) : stored(path);
        } catch (UncheckedIOException e) {
            throw new HashUnavailableException(directory.at(path.path()) + " could not be read: " + e.getMessage(), e);
        }
    }

    private Optional<byte[]> stored(TilePath path) {
        try {
            return upper.read(path, wanted -> Stored.read(wanted, directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * That an entry is in the tree of a size.
     *
     * @throws IllegalArgumentException unless {@code 0 <= index < size <= size()}
     */
    public InclusionProof inclusion(long index, long size) {
        requireWithin(size, this.size);
        return prover(size).inclusion(index, size);
    }

    /**
     * That the tree only grew.
     *
     * @throws IllegalArgumentException unless {@code 0 <= oldSize <= newSize <= size()}
     */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        requireWithin(newSize, size);
        return prover(newSize).consistency(oldSize, newSize);
    }

    /**
     * Puts a checkpoint where readers look for it, after the partial tiles that its size needs. Durable on return.
     *
     * @param signedCheckpoint a note; its signatures are not looked at
     * @throws IllegalArgumentException if it is not a checkpoint of this log, at a size that it has
     * @throws LogException as {@link #requireUnpublished} does
     */
    public void publish(byte[] signedCheckpoint) {
        Checkpoint checkpoint = switch (Published.parse(signedCheckpoint)) {
            case Parsed.WellFormed<Checkpoint>(Checkpoint value) -> value;
            case Parsed.Malformed<Checkpoint>(String finding) -> throw new IllegalArgumentException(finding);
        };
        write(() -> {
            requireWithin(checkpoint.size(), size);
            if (!prover(checkpoint.size()).root(checkpoint.size()).equals(checkpoint.root())) {
                throw new IllegalArgumentException("the checkpoint does not have this log's root");
            }
            requireUnpublished(checkpoint.size());
            settling.writePartials(checkpoint.size());
            directory.replace(Layout.CHECKPOINT, signedCheckpoint);
            directory.syncDirectories(List.of(directory.root()));
        });
    }

    /**
     * Does nothing if this log may sign and publish a head of that size: what is published is of this log, and not
     * larger.
     *
     * @throws LogException of kind {@code BEHIND}, {@code FORKED}, or {@code CORRUPT} if what is published cannot be read
     */
    public void requireUnpublished(long newSize) {
        Optional<byte[]> bytes = published();
        if (bytes.isEmpty()) {
            return;
        }
        Path file = directory.at(Layout.CHECKPOINT);
        switch (Published.parse(bytes.get())) {
            case Parsed.Malformed<Checkpoint>(String finding) -> throw Refusal.damaged(file, finding);
            case Parsed.WellFormed<Checkpoint>(Checkpoint old) -> {
                if (old.size() > newSize) {
                    throw Refusal.ahead(file, old.size(), newSize);
                }
                if (!prover(old.size()).root(old.size()).equals(old.root())) {
                    throw Refusal.forked(file, old.size());
                }
            }
        }
    }

    /**
     * Takes the checkpoint away from readers, durably, because the next one is of a log of another name: what was
     * published under the old name says nothing about what may be published under the new one.
     */
    public void withdraw() {
        write(() -> {
            directory.delete(Layout.CHECKPOINT);
            directory.syncDirectories(List.of(directory.root()));
        });
    }

    /** The checkpoint that readers see. */
    public Optional<byte[]> published() {
        return reading(() -> directory.read(Layout.CHECKPOINT, Note.MAX_BYTES));
    }

    /**
     * How many entries the checkpoint that readers see says that there are: so many records were accepted, whoever signed
     * it. 0 where there is none, or none that can be read.
     */
    public long publishedSize() {
        return published()
                .map(bytes -> switch (Published.parse(bytes)) {
                    case Parsed.WellFormed<Checkpoint>(Checkpoint checkpoint) -> checkpoint.size();
                    case Parsed.Malformed<Checkpoint> unreadable -> 0L;
                })
                .orElse(0L);
    }

    /** Settles and releases everything. Closing again does nothing. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            try {
                if (stopped.isEmpty()) {
                    write(this::settleNow);
                }
            } finally {
                closed = true;
                release();
            }
        } finally {
            writing.unlock();
        }
    }

    private void release() {
        try (lock) {
            tail.close();
        } catch (IOException e) {
            throw Refusal.of(directory.root(), e);
        }
    }

    private void write(Action action) {
        writing.lock();
        try {
            if (closed) {
                throw Refusal.closed(directory.root());
            }
            if (stopped.isPresent()) {
                throw stopped.get();
            }
            action.run();
        } catch (IOException e) {
            throw failed(e);
        } catch (UncheckedIOException e) {
            throw failed(Objects.requireNonNull(e.getCause()));
        } finally {
            writing.unlock();
        }
    }

    private LogException failed(IOException e) {
        if (e instanceof LogDirectory.UnsyncedException) {
            LogException stop = Refusal.stopped(directory.root(), String.valueOf(e.getMessage()));
            stop.initCause(e);
            stopped = Optional.of(stop);
            return stop;
        }
        return Refusal.of(directory.root(), e);
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private <T> T reading(Reading<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw Refusal.of(directory.root(), e);
        }
    }

    private TileHashes hashes(long of) {
        return new TileHashes(of, this);
    }

    private Prover prover(long of) {
        return new Prover(hashes(of));
    }

    private static void requireWithin(long number, long most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(number + " is not within 0 to " + most);
        }
    }
}
