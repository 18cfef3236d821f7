package dev.remit.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written: many put in, one takes out. The order of putting in is the order of sequence numbers.
 * Bounded by bytes, counting what was taken but not yet {@link #release released}. The lock is never held while
 * anything is written or completed.
 */
final class Intake {
    /** What an entry costs beside its bytes, roughly; so that many tiny records are bounded too. */
    static final int OVERHEAD_BYTES = 128;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private final long capacity;
    private long bytes;
    private Optional<JournalException> closed = Optional.empty();

    /** An encoded record, and where its sequence number or its refusal goes. */
    static final class Entry {
        private final byte[] frame;
        private final CompletableFuture<Long> outcome = new CompletableFuture<>();

        Entry(byte[] frame) {
            this.frame = frame;
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

    Intake(long capacity) {
        this.capacity = capacity;
    }

    /** @return why the entry was refused, or empty if it was taken in */
    Optional<JournalException> offer(Entry entry) {
        lock.lock();
        try {
            if (closed.isPresent()) {
                return closed;
            }
            if (bytes + entry.cost() > capacity) {
                return Optional.of(Refusal.overloaded(bytes, capacity));
            }
            queue.add(entry);
            bytes += entry.cost();
            changed.signal();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something is there, then takes the first entry and those after it whose frames fit into
     * {@code groupBytes} together with it.
     *
     * @return empty only when closed and drained
     */
    List<Entry> take(int groupBytes) {
        lock.lock();
        try {
            while (queue.isEmpty() && closed.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            List<Entry> group = new ArrayList<>();
            long size = 0;
            for (Entry next = queue.peek(); next != null; next = queue.peek()) {
                size += next.frame().length;
                if (size > groupBytes && !group.isEmpty()) {
                    break;
                }
                group.add(queue.remove());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Makes room for as much as these took. */
    void release(List<Entry> entries) {
        long released = entries.stream().mapToLong(Entry::cost).sum();
        lock.lock();
        try {
            bytes -= released;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that waits, whatever its size; never waits. */
    List<Entry> drain() {
        lock.lock();
        try {
            List<Entry> all = List.copyOf(queue);
            queue.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is taken in; the first reason given stays. */
    void close(JournalException reason) {
        lock.lock();
        try {
            if (closed.isEmpty()) {
                closed = Optional.of(reason);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
