package dev.remit.bench;

import java.util.Arrays;

/** The sizes of the writes that were each made durable by a sync of its own: the last write before each sync. */
final class Batches {
    private int[] sizes = new int[1 << 12];
    private int count;
    private int last;

    synchronized void written(int bytes) {
        last = bytes;
    }

    synchronized void synced() {
        if (last > 0) {
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
