package dev.remit.privacy.detect;

import java.util.Arrays;

/**
 * Where each byte of a text came from that is nearly a copy: kept only where one does not come from behind the one before, so
 * that plain text costs nothing. Not thread-safe.
 */
final class Origins {
    private int[] indexes = new int[64];
    private int[] places = new int[64];
    private int count;
    private int cursor;

    /** Forgets all. */
    void clear() {
        count = 0;
    }

    /** Says where the byte at an index came from, and with it those behind, until another is said; in the order of indexes. */
    void add(int index, int place) {
        if (count > 0 && place - index == places[count - 1] - indexes[count - 1]) {
            return;
        }
        if (count > 0 && indexes[count - 1] == index) {
            count--;
        }
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        indexes[count] = index;
        places[count++] = place;
    }

    /** Lets {@link #next} begin anew. */
    void rewind() {
        cursor = 0;
    }

    /** The same as {@link #of}, where indexes only grow from one call to the next. */
    int next(int index) {
        while (cursor + 1 < count && indexes[cursor + 1] <= index) {
            cursor++;
        }
        return places[cursor] + index - indexes[cursor];
    }

    /** Where the byte at an index came from. */
    int of(int index) {
        int low = 0;
        int high = count;
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (indexes[middle] <= index) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return places[low] + index - indexes[low];
    }
}
