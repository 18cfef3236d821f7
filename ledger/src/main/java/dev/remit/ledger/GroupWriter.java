package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one thread that writes: takes what waits, makes it durable as one batch, tells those who wait, until the intake is
 * closed and drained or storage fails. Holds no lock while it writes or tells.
 */
final class GroupWriter implements Runnable, Closeable {
    /** So many share the price of a sync well enough; a crowd of no more is not divided. */
    private static final int ENOUGH = 32;

    private final Path dir;
    private final int groupBytes;
    private final Duration commitDelay;
    private final Intake intake;
    private final Tail tail;
    private final Recent recent;

    /** How many callers there are, for all that is known: those served by the last group, and those who came meanwhile. */
    private int crowd;

    /** How long the last group took to become durable. */
    private Duration syncing = Duration.ZERO;

    private final AtomicReference<Extent> durable;
    private volatile Health health = new Health.Serving();
    private volatile Optional<JournalException> ending = Optional.empty();

    GroupWriter(Path dir, JournalOptions options, Intake intake, Tail tail, List<Segment> segments) {
        this.dir = dir;
        this.groupBytes = options.groupBytes();
        this.commitDelay = options.commitDelay();
        this.intake = intake;
        this.tail = tail;
        this.recent = new Recent(options.recentBytes());
        this.durable = new AtomicReference<>(new Extent(tail.size(), segments));
    }

    /** What became durable last, and nothing else: it may be shown as far as {@link #durable} goes. */
    Recent recent() {
        return recent;
    }

    Extent durable() {
        return Objects.requireNonNull(durable.get());
    }

    /** Shows no more what only holds records before that one. */
    List<Segment> forget(long before) {
        Extent was = Objects.requireNonNull(durable.getAndUpdate(now -> now.without(now.before(before))));
        return was.before(before);
    }

    Health health() {
        return health;
    }

    /** Why this run could not be ended with a seal, once it has ended. */
    Optional<JournalException> ending() {
        return ending;
    }

    @Override
    public void run() {
        List<Intake.Entry> group = List.of();
        try {
            for (group = take(); !group.isEmpty(); group = take()) {
                commit(group);
                if (group.size() > 1) {
                    intake.gather(Math.min(crowd, most()), commitDelay);
                }
            }
            tail.seal();
            health = new Health.Stopped(String.valueOf(Refusal.closed(dir).getMessage()));
        } catch (FileLayer.NoSpaceException e) {
            ending = Optional.of(Refusal.full(dir, e));
            health = new Health.Stopped(String.valueOf(Refusal.closed(dir).getMessage()));
        } catch (Throwable e) { // whatever it was, nobody may wait for ever
            stop(group, e);
        }
    }

    /** To be called after the thread has ended. */
    @Override
    public void close() throws IOException {
        tail.close();
    }

    private void commit(List<Intake.Entry> group) throws IOException {
        long sequence = tail.size();
        long begin = System.nanoTime();
        List<byte[]> frames = new ArrayList<>(group.size());
        for (Intake.Entry entry : group) {
            frames.add(entry.frame());
        }
        try {
            if (group.getFirst().isRotation()) {
                tail.rotate();
            } else {
                tail.append(frames);
            }
        } catch (FileLayer.NoSpaceException e) {
            refuse(group, Refusal.full(dir, e));
            return;
        }
        syncing = Duration.ofNanos(System.nanoTime() - begin);
        if (!group.getFirst().isRotation()) {
            recent.add(sequence, frames);
        }
        Segment last = tail.segment();
        durable.updateAndGet(now -> now.with(tail.size(), last));
        crowd = group.size() + intake.waiting(); // before these are back, or they would count twice
        intake.release(group);
        for (Intake.Entry entry : group) {
            entry.outcome().complete(sequence++);
        }
    }

    private List<Intake.Entry> take() {
        return intake.take(groupBytes, most());
    }

    /**
     * How many records to write together. On a fast disk half of a large crowd: it falls into two that take turns, so
     * that one prepares its next records while those of the other are synced, and neither the disk nor the processor
     * waits for the other. Where a sync takes longer than callers are waited for, there is nothing to gain by that, and
     * the more share one the better.
     */
    private int most() {
        return syncing.compareTo(commitDelay) < 0 ? Math.max(ENOUGH, crowd / 2) : Integer.MAX_VALUE;
    }

    private void stop(List<Intake.Entry> group, Throwable e) {
        JournalException stopped = Refusal.stopped(dir, durable().size(), e);
        ending = Optional.of(stopped);
        health = new Health.Stopped(String.valueOf(stopped.getMessage()));
        intake.close(stopped);
        refuse(group, stopped);
    }

    /**
     * Fails these and all that is submitted until everybody knows: it may have been prepared on the assumption that these
     * succeed.
     */
    private void refuse(List<Intake.Entry> group, JournalException reason) {
        List<Intake.Entry> all = new ArrayList<>(group);
        all.addAll(intake.drain(reason));
        intake.release(all);
        intake.reopenAfter(all);
        all.forEach(entry -> entry.outcome().completeExceptionally(reason));
    }
}
