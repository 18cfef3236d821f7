package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A journal in a directory of files, for one process.
 *
 * <h2>One writer, one sync per group</h2>
 *
 * A sync costs about the same for one record as for a hundred. So callers encode their record on their own thread, put it
 * into a bounded queue and wait; one thread takes all that is queued, writes it as one batch, syncs, and wakes those
 * callers. Nobody holds a lock meanwhile. The writer never waits for more to come: alone, a caller pays for one sync;
 * in a crowd, the group is what arrived during the sync before. When the queue is full, callers are refused
 * rather than memory filled.
 *
 * <p>A sync must also record a file's new size, which on ext4 costs as much as the content. So space is filled with
 * zeros ahead of the records, a megabyte at a time, and what follows the last batch is zeros or nothing.
 *
 * <h2>What an interrupted write leaves, and what it cannot leave</h2>
 *
 * A batch is written only after the one before was synced. Whatever a kill or a power cut leaves, in whatever order the
 * disk wrote its sectors, is therefore: all batches but the last, whole; and the last one whole, or in pieces, or not at
 * all. The unit of tearing is the batch, so the batch and not the record carries the hash: it is there as a whole or it is
 * not there. A batch in pieces was acknowledged to nobody and is cut off at the next start.
 *
 * <p>The danger is to take damage for such a write and cut off what was acknowledged. These tell them apart:
 *
 * <ul>
 *   <li>Anything written after a batch proves that it had been synced. So after a broken batch nothing may follow: no
 *       later segment, no header of a batch anywhere, and, where the broken batch's own header is whole, no byte but zeros.
 *   <li>An orderly close, and a start after any other end, write a <em>seal</em>: a batch without records. So the
 *       last batch of records, too, is followed by something as soon as the journal was closed or opened again.
 *   <li>What others know: with {@link JournalOptions#acknowledged} a published checkpoint or a projection's position
 *       forbids cutting below it.
 * </ul>
 *
 * What remains is damage to the very last batch between a crash and the next start, with nobody outside who knows better.
 * No file that is written once per batch can tell that from a torn write.
 *
 * <p>Batches are chained by SHA-256 over their content, their place and the batch before, under a random id of
 * the journal: a batch that was changed, moved, left out, or taken from elsewhere does not fit. The chain finds
 * accidents. It does not find an owner of the disk who writes a whole new chain; signed checkpoints are for that.
 *
 * <h2>A failed sync is final</h2>
 *
 * After a failed fsync Linux may have dropped the pages and marked them clean, and the next fsync succeeds without
 * having written them (PostgreSQL learned this in 2018). So after a failed sync, or a failed write, this journal stops
 * for good and fails everybody who waits. Even a restart reads those pages from memory as if they were on disk;
 * that is why a start writes the last batch again before building on it. The one failure that is undone is a full disk:
 * the batch is cut off, the cut synced, and its callers refused; later records are taken as soon as there is room.
 *
 * <h2>Limits</h2>
 *
 * A write that shares a sector with an acknowledged batch rewrites the old bytes unchanged; a disk that can lose a sector
 * whose content does not change is beyond this. One process at a time: a lock file sees to it, on local file systems. A
 * start reads everything once, as fast as the disk and SHA-256 go.
 *
 * <p>Thread-safe. The format is described in {@code ledger/README.md}.
 */
public final class FileJournal implements Journal {
    private static final String LOCK = "LOCK";

    private final Path dir;
    private final FileLayer layer;
    private final JournalOptions options;
    private final Recovery recovery;
    private final Closeable lock;
    private final Tail tail;
    private final Intake intake;
    private final Thread writer;
    private volatile Durable durable;
    private volatile Health health = new Health.Serving();
    private volatile boolean closing;
    private Optional<JournalException> ending = Optional.empty();

    /** What may be shown: a number of records, and the files that hold them. */
    private record Durable(long size, List<Segment> segments) {
        Durable with(long records, Segment last) {
            if (segments.getLast().first() == last.first()) {
                return new Durable(records, segments);
            }
            List<Segment> more = new ArrayList<>(segments);
            more.add(last);
            return new Durable(records, List.copyOf(more));
        }
    }

    private FileJournal(
            Path dir,
            JournalOptions options,
            FileLayer layer,
            Closeable lock,
            Tail tail,
            List<Segment> segments,
            Recovery recovery) {
        this.dir = dir;
        this.options = options;
        this.layer = layer;
        this.lock = lock;
        this.tail = tail;
        this.recovery = recovery;
        this.intake = new Intake(options.queueBytes());
        this.durable = new Durable(tail.size(), segments);
        this.writer = Thread.ofPlatform().daemon().name("journal-writer").unstarted(this::write);
    }

    /** Opens a journal on this machine's file system; see {@link #open(Path, JournalOptions, FileLayer)}. */
    public static FileJournal open(Path dir, JournalOptions options) {
        return open(dir, options, FileLayer.system());
    }

    /**
     * Opens the journal in a directory, or starts one in an empty or missing directory. Reads and verifies everything,
     * and cuts off an unfinished batch; {@link #recovery} tells what was found.
     *
     * @throws JournalException of kind {@code LOCKED}, {@code CORRUPT}, {@code READ_ONLY}, {@code FULL} or
     *     {@code UNREADABLE}
     */
    public static FileJournal open(Path dir, JournalOptions options, FileLayer layer) {
        try {
            layer.createDirectories(dir);
            Closeable lock = layer.lock(dir.resolve(LOCK)).orElseThrow(() -> locked(dir));
            try {
                FileJournal journal = open(dir, options, layer, lock);
                journal.writer.start();
                return journal;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unopened(dir, e);
        }
    }

    private static FileJournal open(Path dir, JournalOptions options, FileLayer layer, Closeable lock)
            throws IOException {
        Survey survey = Survey.of(layer, dir);
        if (survey.records() < options.acknowledged()) {
            throw tooShort(dir, survey.records(), options.acknowledged());
        }
        for (Path unfinished : survey.unfinished()) {
            layer.delete(unfinished);
        }
        Tail tail = survey.end().isPresent()
                ? Tail.resume(layer, dir, options, survey.end().get())
                : Tail.begin(layer, dir, options);
        List<Segment> segments = survey.segments().isEmpty() ? List.of(tail.segment()) : survey.segments();
        Recovery recovery = new Recovery(
                survey.records(), survey.end().map(Survey.End::tornBytes).orElse(0L));
        return new FileJournal(dir, options, layer, lock, tail, segments, recovery);
    }

    /**
     * Reads and verifies everything in a directory as {@link #open} would, and changes nothing. May be run beside the
     * process that has the journal open.
     *
     * @throws JournalException of kind {@code UNREADABLE}
     */
    public static Verification verify(Path dir, FileLayer layer) {
        try {
            Survey survey = Survey.of(layer, dir);
            return new Verification.Sound(
                    survey.records(), survey.end().map(Survey.End::tornBytes).orElse(0L));
        } catch (JournalException e) {
            return new Verification.Damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }

    /** What was found at the start. */
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public CompletableFuture<Long> submit(JournalRecord record) {
        Intake.Entry entry = new Intake.Entry(Frames.encode(record));
        intake.offer(entry).ifPresent(entry.outcome()::completeExceptionally);
        return entry.outcome();
    }

    @Override
    public long append(JournalRecord record) {
        refuseWriter("append");
        return Journal.super.append(record);
    }

    @Override
    public long size() {
        return durable.size();
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void replay(long from, Visitor visitor) {
        Durable now = durable;
        if (from < 0 || from > now.size()) {
            throw new IllegalArgumentException("from must be 0 to " + now.size() + ", is " + from);
        }
        if (closing) {
            throw closed(dir);
        }
        try {
            long next = from;
            for (int i = 0; i < now.segments().size() && next < now.size(); i++) {
                boolean holdsNext = i + 1 == now.segments().size()
                        || next < now.segments().get(i + 1).first();
                if (holdsNext) {
                    next = replay(now.segments().get(i), next, now.size(), visitor);
                }
            }
        } catch (IOException e) {
            throw unreadable(dir, e);
        }
    }

    private long replay(Segment segment, long from, long size, Visitor visitor) throws IOException {
        try (SegmentReader reader = SegmentReader.open(layer, segment)) {
            while (reader.next() < size) {
                Optional<BatchHeader> batch = reader.peek();
                if (batch.isEmpty()) {
                    break;
                }
                if (batch.get().next() > from) {
                    show(segment, reader, batch.get(), from, visitor);
                }
                reader.pass(batch.get());
            }
            boolean whole = reader.next() >= size
                    || durable.segments().stream().anyMatch(other -> other.first() == reader.next());
            if (!whole) {
                throw Damage.at(segment.file(), reader.offset(), reader.next(), "a batch that was durable is gone");
            }
            return reader.next();
        }
    }

    private static void show(Segment segment, SegmentReader reader, BatchHeader batch, long from, Visitor visitor)
            throws IOException {
        List<JournalRecord> records = reader.body(batch)
                .flatMap(body -> Frames.decode(body, batch.count()))
                .orElseThrow(() -> Damage.at(
                        segment.file(), reader.offset(), reader.next(), "a batch that was durable is broken"));
        for (int i = 0; i < records.size(); i++) {
            if (batch.first() + i >= from) {
                visitor.visit(batch.first() + i, records.get(i));
            }
        }
    }

    @Override
    public void close() {
        refuseWriter("close");
        Optional<JournalException> outcome = end();
        if (outcome.isPresent()) {
            throw outcome.get();
        }
    }

    private synchronized Optional<JournalException> end() {
        if (closing) {
            return Optional.empty();
        }
        closing = true;
        intake.close(closed(dir));
        joinWriter();
        if (health instanceof Health.Serving) {
            health = new Health.Stopped(String.valueOf(closed(dir).getMessage()));
        }
        try (lock) {
            tail.close();
        } catch (IOException e) {
            return Optional.of(new JournalException(
                    JournalException.Kind.STOPPED,
                    "The journal in " + dir + " could not be released: " + e.getMessage()
                            + ". Every accepted record is durable; end this process before opening it again.",
                    e));
        }
        return ending;
    }

    private void joinWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseWriter(String call) {
        if (Thread.currentThread().equals(writer)) {
            throw new IllegalStateException(
                    call + " waits for the journal's writer and was called on it: what is chained"
                            + " to the result of submit must use an Async form with an executor of its own");
        }
    }

    // From here on: the writer's thread.

    private void write() {
        List<Intake.Entry> group = List.of();
        try {
            for (group = intake.take(options.groupBytes());
                    !group.isEmpty();
                    group = intake.take(options.groupBytes())) {
                commit(group);
            }
            if (health instanceof Health.Serving) {
                tail.seal();
            }
        } catch (FileLayer.NoSpaceException e) {
            ending = Optional.of(full(dir, e));
        } catch (Throwable e) { // whatever it was, nobody may wait for ever
            ending = Optional.of(stop(group, e));
        }
    }

    private void commit(List<Intake.Entry> group) throws IOException {
        long first = tail.size();
        try {
            tail.append(group.stream().map(Intake.Entry::frame).toList());
        } catch (FileLayer.NoSpaceException e) {
            refuse(group, full(dir, e));
            return;
        }
        durable = durable.with(tail.size(), tail.segment());
        intake.release(group);
        for (int i = 0; i < group.size(); i++) {
            group.get(i).outcome().complete(first + i);
        }
    }

    private JournalException stop(List<Intake.Entry> group, Throwable e) {
        JournalException stopped = new JournalException(
                JournalException.Kind.STOPPED,
                "The journal in " + dir + " stopped after " + durable.size() + " records: storage failed (" + e
                        + "). Nothing is accepted any more, because a failed write that is retried may only seem to"
                        + " succeed. Check the disk and its file system, then restart.",
                e);
        health = new Health.Stopped(String.valueOf(stopped.getMessage()));
        intake.close(stopped);
        refuse(group, stopped);
        return stopped;
    }

    /** Fails these and all that waits behind them: it may have been prepared on the assumption that these succeed. */
    private void refuse(List<Intake.Entry> group, JournalException reason) {
        List<Intake.Entry> all = new ArrayList<>(group);
        all.addAll(intake.drain());
        intake.release(all);
        all.forEach(entry -> entry.outcome().completeExceptionally(reason));
    }

    private static JournalException full(Path dir, IOException e) {
        return new JournalException(
                JournalException.Kind.FULL,
                "No room for the journal in " + dir + " (" + e.getMessage()
                        + "). Free space or enlarge the volume; records are taken again as soon as there is room.",
                e);
    }

    private static JournalException closed(Path dir) {
        return new JournalException(
                JournalException.Kind.STOPPED, "The journal in " + dir + " is closed. Open it again to use it.");
    }

    private static JournalException locked(Path dir) {
        return new JournalException(
                JournalException.Kind.LOCKED,
                "The journal in " + dir + " is in use: another process, or another part of this one, has it open."
                        + " Stop that one first, or use another directory. Do not delete the file " + LOCK
                        + ": it frees itself when its owner ends.");
    }

    private static JournalException tooShort(Path dir, long records, long acknowledged) {
        return new JournalException(
                JournalException.Kind.CORRUPT,
                "The journal in " + dir + " holds " + records + " records, but " + acknowledged
                        + " are known to have been accepted. It was not opened and nothing was changed. Copy the directory"
                        + " as it is, check the disk, and restore the journal from a backup that holds them.");
    }

    private static JournalException unreadable(Path dir, IOException e) {
        return new JournalException(
                JournalException.Kind.UNREADABLE,
                "The journal in " + dir + " could not be read (" + e
                        + "). Nothing was changed. Check that the disk is there and healthy, then try again.",
                e);
    }

    private static JournalException unopened(Path dir, IOException e) {
        return switch (e) {
            case FileLayer.NoSpaceException full -> full(dir, full);
            case FileLayer.NotWritableException readOnly ->
                new JournalException(
                        JournalException.Kind.READ_ONLY,
                        "The journal in " + dir + " cannot be written (" + readOnly.getMessage()
                                + "). Give this user the right to write there and mount the volume read-write.",
                        readOnly);
            default ->
                new JournalException(
                        JournalException.Kind.UNREADABLE,
                        "The journal in " + dir + " could not be opened (" + e
                                + "). No accepted record is lost by that. Check that the disk is there and healthy, then"
                                + " try again.",
                        e);
        };
    }
}
