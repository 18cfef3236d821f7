package dev.remit.privacy.guard;

/** Fingerprints in memory: any thread reads, without a lock; writers take turns. Half full at most. */
final class LongSet {
    private static final long EMPTY = 0; // stands for itself by the flag below
    private volatile long[] slots = new long[1024];
    private volatile boolean hasZero;
    private volatile int size;

    boolean contains(long value) {
        if (value == EMPTY) {
            return hasZero;
        }
        long[] table = slots;
        int i = slot(value, table.length);
        while (table[i] != EMPTY) {
            if (table[i] == value) {
                return true;
            }
            i = (i + 1) & (table.length - 1);
        }
        return false;
    }

    int size() {
        return size;
    }

    synchronized void add(long value) {
        if (contains(value)) {
            return;
        }
        size++;
        if (value == EMPTY) {
            hasZero = true;
            return;
        }
        long[] table = slots;
        if (2 * size > table.length) {
            long[] larger = new long[2 * table.length];
            for (long one : table) {
                if (one != EMPTY) {
                    put(larger, one);
                }
            }
            table = larger;
        }
        put(table, value);
        slots = table; // publishes the write
    }

    private static void put(long[] table, long value) {
        int i = slot(value, table.length);
        while (table[i] != EMPTY) {
            i = (i + 1) & (table.length - 1);
        }
        table[i] = value;
    }

    private static int slot(long value, int length) {
        return (int) (value >>> 32 ^ value) & (length - 1);
    }
}
