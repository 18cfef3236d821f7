package dev.remit.ledger;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A journal in a directory of files, for one process.
 *
 * <h2>One writer, one sync per group</h2>
 *
 * A sync costs about the same for one record as for a hundred. So callers encode their record on their own thread, put it
 * into a bounded queue and wait; one thread takes all that is queued, writes it as one batch, syncs, and wakes those
 * callers. Nobody holds a lock, neither meanwhile nor to get in. Alone, a caller pays for one sync and never waits for
 * others. After a group of several, the writer waits until as many are there as were just released and came meanwhile,
 * for {@link JournalOptions#commitDelay} at most: a sync costs processor time and wakes threads, and where the processor
 * is what is short, fewer and larger groups serve more callers. A large crowd, where syncs are short, falls into two
 * halves that take turns: one prepares its next records while those of the other are synced. When the queue is full,
 * callers are refused rather than memory filled.
 *
 * <p>The writer is a platform thread of its own, though the two hand-overs to it and back cost a lone caller about ten
 * microseconds. A caller that writes for itself saves them, but whoever interrupts it closes the file under everybody
 * (see {@link java.nio.channels.InterruptibleChannel}), and with several callers it costs more than it saves. A virtual
 * thread as writer must wait for a carrier behind everybody else's work, and for ever if all carriers are pinned by
 * threads that wait for it.
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
 * <h2>Forgetting</h2>
 *
 * What is derived from the records is durable elsewhere sooner or later, and then they need not be kept twice. A trim
 * deletes whole segments, the oldest first, each deletion durable before the next: after any crash what is left has no
 * gap. The chain then starts with what the header of the first segment left says of the one before. That segments were
 * trimmed and not lost, the journal cannot know by itself; {@link JournalOptions#held} says from where on all must be
 * there. Deleting does not wait for who reads: a reader keeps the file that it has open, and fails at the next one.
 *
 * <h2>Following closely</h2>
 *
 * What became durable last is kept in memory, {@link JournalOptions#recentBytes} of it, and shown from there to whoever
 * asks in time; everybody else reads the files. It goes there after its sync, so nothing is shown that could be lost.
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

    /** Smaller segments are filled sooner than the next one could be made ready. */
    private static final long LEAST_PREPARED = 1 << 20;

    private final Path dir;
    private final FileLayer layer;
    private final Closeable lock;
    private final Recovery recovery;
    private final Intake intake;
    private final GroupWriter writer;
    private final Trimming trimming;
    private final Thread thread;
    private volatile boolean closed;

    private FileJournal(
            Path dir, FileLayer layer, Closeable lock, Recovery recovery, Intake intake, GroupWriter writer) {
        this.dir = dir;
        this.layer = layer;
        this.lock = lock;
        this.recovery = recovery;
        this.intake = intake;
        this.writer = writer;
        this.trimming = new Trimming(dir, layer);
        this.thread = Thread.ofPlatform().daemon().name("journal-writer").unstarted(writer);
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
        return open(
                dir,
                options,
                layer,
                options.segmentBytes() < LEAST_PREPARED ? Optional.empty() : Optional.of(FileJournal::aside));
    }

    private static void aside(Runnable task) {
        Thread.ofPlatform().name("remit-journal-next").daemon(true).start(task);
    }

    /** @param preparing makes the next segment ready, if it is to be */
    static FileJournal open(Path dir, JournalOptions options, FileLayer layer, Optional<Executor> preparing) {
        try {
            layer.createDirectories(dir);
            Closeable lock = layer.lock(dir.resolve(LOCK)).orElseThrow(() -> Refusal.locked(dir));
            try {
                NextSegment following = new NextSegment(layer, dir, options.segmentBytes(), preparing);
                FileJournal journal = open(dir, options, layer, following, lock);
                journal.thread.start();
                return journal;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw Refusal.unopened(dir, e);
        }
    }

    private static FileJournal open(
            Path dir, JournalOptions options, FileLayer layer, NextSegment following, Closeable lock)
            throws IOException {
        Survey survey = Survey.of(layer, dir);
        if (survey.first() > options.held()) {
            throw Refusal.damaged(
                    survey.segments().getFirst().file(),
                    0,
                    options.held(),
                    "a segment is missing: the one that holds record " + options.held());
        }
        if (survey.records() < options.acknowledged()) {
            throw Refusal.tooShort(dir, survey.records(), options.acknowledged());
        }
        for (Path unfinished : survey.unfinished()) {
            layer.delete(unfinished);
        }
        Tail tail = survey.end().isPresent()
                ? Tail.resume(layer, dir, options, following, survey.end().get())
                : Tail.begin(layer, dir, options, following);
        List<Segment> segments = survey.segments().isEmpty() ? List.of(tail.segment()) : survey.segments();
        Intake intake = new Intake(options.queueBytes());
        return new FileJournal(
                dir,
                layer,
                lock,
                new Recovery(survey.records(), survey.tornBytes()),
                intake,
                new GroupWriter(dir, options, intake, tail, segments));
    }

    /**
     * Reads and verifies everything in a directory as {@link #open} would, and changes nothing. May be run beside the
     * process that has the journal open.
     *
     * <p>It cannot know how much may be trimmed: whoever asks compares {@link Verification.Sound#first} with what is
     * derived from the journal.
     *
     * @throws JournalException of kind {@code UNREADABLE}
     */
    public static Verification verify(Path dir, FileLayer layer) {
        try {
            Survey survey = survey(dir, layer);
            return new Verification.Sound(
                    survey.first(),
                    survey.records(),
                    survey.end().map(Survey.End::tornBytes).orElse(0L));
        } catch (JournalException e) {
            return new Verification.Damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Refusal.unreadable(dir, e);
        }
    }

    /** Starts again when the owner trimmed away what was going to be read; that cannot go on for ever. */
    private static Survey survey(Path dir, FileLayer layer) throws IOException {
        while (true) {
            List<Path> listed = layer.list(dir);
            try {
                return Survey.of(layer, dir);
            } catch (NoSuchFileException | FileNotFoundException e) {
                if (layer.list(dir).containsAll(listed)) {
                    throw e;
                }
            }
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
    public void rotate() {
        refuseWriter("rotate");
        Intake.Entry rotation = Intake.Entry.rotation();
        intake.offer(rotation).ifPresent(rotation.outcome()::completeExceptionally);
        Outcome.await(rotation.outcome());
    }

    @Override
    public void trim(long before) {
        long size = size();
        if (before < 0 || before > size) {
            throw new IllegalArgumentException("before must be 0 to " + size + ", is " + before);
        }
        if (health() instanceof Health.Stopped stopped) {
            throw Refusal.refusedSince(stopped);
        }
        try {
            trimming.before(before, writer);
        } catch (IOException e) {
            throw Refusal.notTrimmed(dir, e);
        }
    }

    @Override
    public long first() {
        return writer.durable().first();
    }

    @Override
    public long size() {
        return writer.durable().size();
    }

    @Override
    public Health health() {
        return writer.health();
    }

    @Override
    public void replay(long from, Visitor visitor) {
        Extent durable = writer.durable();
        if (from < durable.first() || from > durable.size()) {
            throw new IllegalArgumentException(
                    "from must be " + durable.first() + " to " + durable.size() + ", is " + from);
        }
        show(durable, from, visitor);
    }

    @Override
    public JournalRecord read(long sequence) {
        Extent durable = writer.durable();
        if (sequence < durable.first() || sequence >= durable.size()) {
            throw new IllegalArgumentException("there is no record " + sequence + " among those from " + durable.first()
                    + " to " + durable.size());
        }
        List<JournalRecord> one = new ArrayList<>(1);
        show(durable.upTo(sequence + 1), sequence, (at, record) -> one.add(record));
        return one.getFirst();
    }

    private void show(Extent durable, long from, Visitor visitor) {
        if (closed) {
            throw Refusal.closed(dir);
        }
        try {
            long at = shown(durable.size(), from, visitor);
            long kept = Math.max(at, writer.recent().first());
            if (at < durable.size() && kept < durable.size()) {
                durable.upTo(kept).replay(layer, at, visitor);
                at = shown(durable.size(), kept, visitor);
            }
            if (at < durable.size()) { // the writer is faster than this visitor, or nothing is kept
                durable.replay(layer, at, visitor);
            }
        } catch (IOException e) {
            long first = first();
            throw from < first ? Refusal.trimmedMeanwhile(dir, from, first, e) : Refusal.unreadable(dir, e);
        }
    }

    /** Shows what is in memory, from one record on. Returns the first that it did not show. */
    private long shown(long until, long from, Visitor visitor) {
        long at = from;
        for (List<JournalRecord> some = writer.recent().from(at, until);
                at < until && !some.isEmpty();
                some = writer.recent().from(at, until)) {
            for (JournalRecord record : some) {
                visitor.visit(at++, record);
            }
        }
        return at;
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
        if (closed) {
            return Optional.empty();
        }
        closed = true;
        intake.close(Refusal.closed(dir));
        awaitWriter();
        trimming.end();
        try (lock;
                writer) {
            return writer.ending();
        } catch (IOException e) {
            return Optional.of(Refusal.unreleased(dir, e));
        }
    }

    private void awaitWriter() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseWriter(String call) {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException(
                    call + " waits for the journal's writer and was called on it: what is chained"
                            + " to the result of submit must use an Async form with an executor of its own");
        }
    }
}
