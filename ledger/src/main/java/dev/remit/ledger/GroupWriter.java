package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one thread that writes: takes what waits, makes it durable as one batch, tells those who wait, until the intake is
 * closed and drained or storage fails. Holds no lock while it writes or tells.
 */
final class GroupWriter implements Runnable, Closeable {
    private final Path dir;
    private final int groupBytes;
    private final Intake intake;
    private final Tail tail;
    private volatile Extent durable;
    private volatile Health health = new Health.Serving();
    private volatile Optional<JournalException> ending = Optional.empty();

    GroupWriter(Path dir, int groupBytes, Intake intake, Tail tail, List<Segment> segments) {
        this.dir = dir;
        this.groupBytes = groupBytes;
        this.intake = intake;
        this.tail = tail;
        this.durable = new Extent(tail.size(), segments);
    }

    Extent durable() {
        return durable;
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
            for (group = intake.take(groupBytes); !group.isEmpty(); group = intake.take(groupBytes)) {
                commit(group);
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
        try {
            tail.append(group.stream().map(Intake.Entry::frame).toList());
        } catch (FileLayer.NoSpaceException e) {
            refuse(group, Refusal.full(dir, e));
            return;
        }
        durable = durable.with(tail.size(), tail.segment());
        intake.release(group);
        for (Intake.Entry entry : group) {
            entry.outcome().complete(sequence++);
        }
    }

    private void stop(List<Intake.Entry> group, Throwable e) {
        JournalException stopped = Refusal.stopped(dir, durable.size(), e);
        ending = Optional.of(stopped);
        health = new Health.Stopped(String.valueOf(stopped.getMessage()));
        intake.close(stopped);
        refuse(group, stopped);
    }

    /** Fails these and all that waits behind them: it may have been prepared on the assumption that these succeed. */
    private void refuse(List<Intake.Entry> group, JournalException reason) {
        List<Intake.Entry> all = new ArrayList<>(group);
        all.addAll(intake.drain());
        intake.release(all);
        all.forEach(entry -> entry.outcome().completeExceptionally(reason));
    }
}
