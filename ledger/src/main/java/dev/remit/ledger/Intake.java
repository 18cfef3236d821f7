package dev.remit.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written: many put in, one takes out. The order of putting in is the order of sequence numbers.
 * Bounded by bytes, counting what was taken but not yet {@link #release released}.
 *
 * <p>Nobody holds a lock. Those who put in push on a pile by compare-and-set; the one who takes out takes the whole pile
 * at once and turns it over. To close, or to refuse for a while, puts a lid on the pile in the same step that takes what
 * lies below: nothing slips in behind the last taking. The taker says how many it wants before it sleeps, and only the one whose push makes
 * up that number wakes it: waking a thread costs a system call, and most pushes need none.
 *
 * <p>{@link #offer} and {@link #close} are for everybody, all else for the one thread that takes.
 */
final class Intake {
    /** What an entry costs beside its bytes, roughly; so that many tiny records are bounded too. */
    static final int OVERHEAD_BYTES = 128;

    /** Wanted by a taker that is awake. */
    private static final int NO_WAKING = Integer.MAX_VALUE;

    private static final Pile EMPTY = new Pile.Empty();

    private final AtomicReference<Pile> pile = new AtomicReference<>(EMPTY);
    private final AtomicInteger wanted = new AtomicInteger(NO_WAKING);
    private final AtomicLong bytes = new AtomicLong();
    private final long capacity;

    /** What was taken from the pile and is in no group yet. */
    private final ArrayDeque<Entry> taken = new ArrayDeque<>();

    private volatile Optional<Thread> sleeper = Optional.empty();

    /**
     * An encoded record, and where its sequence number or its refusal goes; or, without a frame, the wish that a new
     * segment be started.
     */
    static final class Entry {
        private final byte[] frame;
        private final CompletableFuture<Long> outcome = new CompletableFuture<>();

        Entry(byte[] frame) {
            this.frame = frame;
        }

        static Entry rotation() {
            return new Entry(new byte[0]);
        }

        boolean isRotation() {
            return frame.length == 0;
        }

        byte[] frame() {
            return frame;
        }

        CompletableFuture<Long> outcome() {
            return outcome;
        }

        long cost() {
            return (long) frame.length + OVERHEAD_BYTES;
        }
    }

    private sealed interface Pile {
        default int count() {
            return 0;
        }

        record Empty() implements Pile {}

        record On(Entry entry, Pile below, int count) implements Pile {}

        /** Nothing is taken in for good. What waits below was not taken out yet. */
        record Closed(JournalException reason, Pile below) implements Pile {}

        /** Nothing is taken in until each of these was told; until it is known who they are, at all. */
        record Refusing(JournalException reason, List<Entry> untold) implements Pile {
            boolean isOver() {
                return !untold.isEmpty()
                        && untold.stream().allMatch(entry -> entry.outcome().isDone());
            }
        }
    }

    Intake(long capacity) {
        this.capacity = capacity;
    }

    /**
     * @return why the entry was refused, or empty if it was taken in. Near the capacity, two who come at once may both
     *     be refused where one would have had room
     */
    Optional<JournalException> offer(Entry entry) {
        long waiting = bytes.getAndAdd(entry.cost());
        if (waiting + entry.cost() > capacity) {
            bytes.addAndGet(-entry.cost());
            return Optional.of(Refusal.overloaded(waiting, capacity));
        }
        Pile top;
        Pile pushed;
        do {
            top = top();
            Optional<JournalException> refusal = refusal(top);
            if (refusal.isPresent()) {
                bytes.addAndGet(-entry.cost());
                return refusal;
            }
            pushed = new Pile.On(entry, top, top.count() + 1);
        } while (!pile.compareAndSet(top, pushed));
        wakeFor(pushed.count());
        return Optional.empty();
    }

    /**
     * Waits until something is there, then takes the first entry and those after it whose frames fit into
     * {@code groupBytes} together with it. A rotation is a group of its own.
     *
     * @param most how many entries at most, 1 or more
     * @return empty only when closed and drained
     */
    List<Entry> take(int groupBytes, int most) {
        takePile();
        while (taken.isEmpty() && !isClosed()) {
            sleepFor(1, OptionalLong.empty());
            takePile();
        }
        if (taken.isEmpty()) { // what was pushed between the last look and the closing
            takePile();
        }
        List<Entry> group = new ArrayList<>();
        long size = 0;
        for (Entry next = taken.peek(); next != null; next = taken.peek()) {
            size += next.frame().length;
            if (!group.isEmpty() && (size > groupBytes || group.size() == most || next.isRotation())) {
                break;
            }
            group.add(taken.remove());
            if (next.isRotation()) {
                break;
            }
        }
        return group;
    }

    /** How many wait at this moment. */
    int waiting() {
        return taken.size() + top().count();
    }

    /** Waits until so many wait, or it is closed, or so long; not at all while a group is left from the last taking. */
    void gather(int count, Duration atMost) {
        if (!taken.isEmpty()) {
            return;
        }
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); left > 0 && !reached(count); left = end - System.nanoTime()) {
            sleepFor(count, OptionalLong.of(left));
        }
    }

    /** Makes room for as much as these took. */
    void release(List<Entry> entries) {
        long sum = 0;
        for (Entry entry : entries) {
            sum += entry.cost();
        }
        bytes.addAndGet(-sum);
    }

    /** Takes all that waits, whatever its size, and from then on refuses what comes. */
    List<Entry> drain(JournalException reason) {
        turnOver(pile.getAndUpdate(top -> top instanceof Pile.Closed closed
                ? new Pile.Closed(closed.reason(), EMPTY)
                : new Pile.Refusing(reason, List.of())));
        List<Entry> all = List.copyOf(taken);
        taken.clear();
        return all;
    }

    /**
     * After {@link #drain}: takes in again, unless closed, from the very moment on when the last of these has been told;
     * neither before, when somebody may build on it, nor any later, when somebody may try again.
     */
    void reopenAfter(List<Entry> untold) {
        pile.updateAndGet(
                top -> top instanceof Pile.Refusing refusing ? new Pile.Refusing(refusing.reason(), untold) : top);
    }

    /** From now on nothing is taken in; the first reason given stays. */
    void close(JournalException reason) {
        pile.updateAndGet(top -> switch (top) {
            case Pile.Closed closed -> closed;
            case Pile.Refusing refusing -> new Pile.Closed(reason, EMPTY);
            case Pile open -> new Pile.Closed(reason, open);
        });
        wakeFor(NO_WAKING - 1);
    }

    private static Optional<JournalException> refusal(Pile top) {
        return switch (top) {
            case Pile.Closed closed -> Optional.of(closed.reason());
            case Pile.Refusing refusing when !refusing.isOver() -> Optional.of(refusing.reason());
            case Pile open -> Optional.empty();
        };
    }

    private Pile top() {
        return Objects.requireNonNull(pile.get());
    }

    private boolean isClosed() {
        return top() instanceof Pile.Closed;
    }

    private boolean reached(int count) {
        Pile top = top();
        return top.count() >= count || top instanceof Pile.Closed;
    }

    private void takePile() {
        turnOver(pile.getAndUpdate(
                top -> top instanceof Pile.Closed closed ? new Pile.Closed(closed.reason(), EMPTY) : emptied(top)));
    }

    private static Pile emptied(Pile top) {
        return top instanceof Pile.On || (top instanceof Pile.Refusing refusing && refusing.isOver()) ? EMPTY : top;
    }

    private void turnOver(@Nullable Pile top) {
        Pile rest = top instanceof Pile.Closed closed ? closed.below() : top;
        List<Entry> turned = new ArrayList<>();
        while (rest instanceof Pile.On on) {
            turned.add(on.entry());
            rest = on.below();
        }
        taken.addAll(turned.reversed());
    }

    private void sleepFor(int count, OptionalLong nanos) {
        sleeper = Optional.of(Thread.currentThread());
        wanted.set(count);
        // Looks again after it has said so: either this sees the push, or the push sees what is wanted.
        if (!reached(count)) {
            if (nanos.isPresent()) {
                LockSupport.parkNanos(this, nanos.getAsLong());
            } else {
                LockSupport.park(this);
            }
        }
        wanted.set(NO_WAKING);
    }

    private void wakeFor(int count) {
        int now = wanted.get();
        if (count >= now && wanted.compareAndSet(now, NO_WAKING)) {
            sleeper.ifPresent(LockSupport::unpark);
        }
    }
}
