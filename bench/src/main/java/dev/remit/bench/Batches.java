package dev.remit.bench;

import java.util.Arrays;

/**
 * The sizes of the writes of one thread that were each made durable by a sync of its own: the last write before each sync.
 * What others write and sync meanwhile (the next segment's zeros) is no batch.
 */
final class Batches {
    private final String thread;
    private int[] sizes = new int[1 << 12];
    private int count;
    private int last;

    /** @param thread the name of the one who writes batches */
    Batches(String thread) {
        this.thread = thread;
    }

    synchronized void written(int bytes) {
        if (Thread.currentThread().getName().equals(thread)) {
            last = bytes;
        }
    }

    synchronized void synced() {
        if (last > 0 && Thread.currentThread().getName().equals(thread)) {
            if (count == sizes.length) {
                sizes = Arrays.copyOf(sizes, 2 * count);
            }
            sizes[count++] = last;
            last = 0;
        }
    }

    synchronized int[] sizes() {
        return Arrays.copyOf(sizes, count);
    }
}
