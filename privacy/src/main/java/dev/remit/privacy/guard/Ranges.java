package dev.remit.privacy.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of a text, to be asked when all are there; each question takes logarithmic time. Not thread-safe. */
final class Ranges {
    private final List<int[]> ranges = new ArrayList<>(); // start, end, and once sorted the furthest end so far
    private boolean sorted = true;

    /** Is told a stretch. */
    interface Sink {
        void take(int start, int end);
    }

    void add(int start, int end) {
        ranges.add(new int[] {start, end, end});
        sorted = false;
    }

    /** Whether one of them holds all of this. */
    boolean cover(int start, int end) {
        return furthest(start + 1) >= end;
    }

    /** Whether one of them has a char in common with this. */
    boolean touch(int start, int end) {
        return furthest(end) > start;
    }

    /** Each stretch, joined with those that it touches. */
    void each(Sink sink) {
        sort();
        for (int i = 0; i < ranges.size(); ) {
            int start = ranges.get(i)[0];
            int end = ranges.get(i)[2];
            for (i++; i < ranges.size() && ranges.get(i)[0] <= end; i++) {
                end = ranges.get(i)[2];
            }
            sink.take(start, end);
        }
    }

    /** The furthest end of those that start before an index; −1 if there is none. */
    private int furthest(int before) {
        sort();
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle)[0] < before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? -1 : ranges.get(low - 1)[2];
    }

    private void sort() {
        if (!sorted) {
            ranges.sort(Comparator.comparingInt(range -> range[0]));
            int furthest = -1;
            for (int[] range : ranges) {
                furthest = Math.max(furthest, range[1]);
                range[2] = furthest;
            }
            sorted = true;
        }
    }
}
