package dev.remit.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The records that became durable last, so that whoever follows closely need not read them from the files. One array of
 * fixed size, written round and round: what it holds lives too long for a young generation and too short for an old one.
 *
 * <p>One thread adds, any number read. The lock is held for the copying of one group or of one piece, and never while
 * anything waits.
 */
final class Recent {
    /** How much is copied out at once, unless a single record is larger. */
    private static final int PIECE_BYTES = 64 << 10;

    /** So that many tiny groups are bounded, too. */
    private static final int MOST_GROUPS = 4096;

    private final byte[] ring;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Group> groups = new ArrayDeque<>();
    private long end;
    private long next;

    /** Frames that were added together; the place is that among all bytes ever added. */
    private record Group(long first, long place) {}

    /** @param bytes 0 keeps nothing */
    Recent(int bytes) {
        this.ring = new byte[bytes];
    }

    /**
     * Takes a group that is durable.
     *
     * @param first the sequence number of its first record
     */
    void add(long first, List<byte[]> frames) {
        long bytes = 0;
        for (byte[] frame : frames) {
            bytes += frame.length;
        }
        lock.lock();
        try {
            if (first != next || bytes > ring.length) {
                groups.clear();
            }
            next = first + frames.size();
            if (bytes > ring.length) {
                return;
            }
            while (!groups.isEmpty()
                    && (end + bytes - groups.getFirst().place() > ring.length || groups.size() == MOST_GROUPS)) {
                groups.removeFirst();
            }
            groups.addLast(new Group(first, end));
            frames.forEach(this::put);
        } finally {
            lock.unlock();
        }
    }

    private void put(byte[] frame) {
        int at = (int) (end % ring.length);
        int before = Math.min(frame.length, ring.length - at);
        System.arraycopy(frame, 0, ring, at, before);
        System.arraycopy(frame, before, ring, 0, frame.length - before);
        end += frame.length;
    }

    /** The oldest record that it holds, or the one that comes next. */
    long first() {
        lock.lock();
        try {
            return groups.isEmpty() ? next : groups.getFirst().first();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Some records from one on, in their order.
     *
     * @param until the records before this one at most
     * @return none where that one is not held, or not any more
     */
    List<JournalRecord> from(long sequence, long until) {
        List<JournalRecord> records = new ArrayList<>();
        lock.lock();
        try {
            if (groups.isEmpty() || sequence < groups.getFirst().first()) {
                return records;
            }
            long place = place(sequence, until);
            int copied = 0;
            for (long at = sequence; at < Math.min(next, until) && copied < PIECE_BYTES; at++) {
                int length = length(place);
                records.add(record(place));
                place += length;
                copied += length;
            }
            return records;
        } finally {
            lock.unlock();
        }
    }

    private JournalRecord record(long place) {
        int leaf = number(place);
        int sidecar = number(place + 4);
        int state = number(place + 8);
        long at = place + Frames.HEADER_BYTES;
        return new JournalRecord(get(at, leaf), get(at + leaf, sidecar), get(at + leaf + sidecar, state));
    }

    private long place(long sequence, long until) {
        Iterator<Group> newestFirst = groups.descendingIterator();
        Group group = newestFirst.next();
        while (group.first() > sequence) {
            group = newestFirst.next();
        }
        long place = group.place();
        for (long at = group.first(); at < Math.min(sequence, Math.min(next, until)); at++) {
            place += length(place);
        }
        return place;
    }

    /** Of the frame at a place, as {@link Frames} has it. */
    private int length(long place) {
        return Frames.HEADER_BYTES + number(place) + number(place + 4) + number(place + 8);
    }

    private int number(long place) {
        int number = 0;
        for (int i = 0; i < 4; i++) {
            number = number << 8 | Byte.toUnsignedInt(ring[(int) ((place + i) % ring.length)]);
        }
        return number;
    }

    private byte[] get(long place, int length) {
        byte[] bytes = new byte[length];
        int at = (int) (place % ring.length);
        int before = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, bytes, 0, before);
        System.arraycopy(ring, 0, bytes, before, length - before);
        return bytes;
    }
}
