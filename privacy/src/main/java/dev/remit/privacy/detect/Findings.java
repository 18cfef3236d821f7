package dev.remit.privacy.detect;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * Findings in parallel arrays that grow and are used again, so that a scan allocates nothing once they are large enough.
 * Not thread-safe.
 */
public final class Findings {
    private static final int FIRST_CAPACITY = 64;

    private int size;
    private int[] starts = new int[FIRST_CAPACITY];
    private int[] ends = new int[FIRST_CAPACITY];
    private Kind[] kinds = new Kind[FIRST_CAPACITY];
    private Tier[] tiers = new Tier[FIRST_CAPACITY];
    private String[] whys = new String[FIRST_CAPACITY];

    // For sorting.
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] spareKeys = new long[FIRST_CAPACITY];
    private int[] spareStarts = new int[FIRST_CAPACITY];
    private int[] spareEnds = new int[FIRST_CAPACITY];
    private Kind[] spareKinds = new Kind[FIRST_CAPACITY];
    private Tier[] spareTiers = new Tier[FIRST_CAPACITY];
    private String[] spareWhys = new String[FIRST_CAPACITY];

    /** How many there are. */
    public int size() {
        return size;
    }

    /** First byte of a finding. */
    public int start(int index) {
        return starts[index];
    }

    /** The byte behind a finding. */
    public int end(int index) {
        return ends[index];
    }

    /** What it is. */
    public Kind kind(int index) {
        return kinds[index];
    }

    /** How sure it is. */
    public Tier tier(int index) {
        return tiers[index];
    }

    /** On what evidence. */
    public String why(int index) {
        return whys[index];
    }

    /**
     * Adds one.
     *
     * @param why a constant, so that nothing of the text can be in it
     * @throws IllegalArgumentException if it is empty
     */
    public void add(Kind kind, int start, int end, Tier tier, String why) {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a finding from %d to %d".formatted(start, end));
        }
        if (size == starts.length) {
            grow();
        }
        starts[size] = start;
        ends[size] = end;
        kinds[size] = kind;
        tiers[size] = tier;
        whys[size] = why;
        size++;
    }

    /** Forgets one; the last takes its place. */
    void remove(int index) {
        move(--size, index);
    }

    /** Moves the end of one. */
    void extend(int index, int end) {
        ends[index] = end;
    }

    /** Forgets all of them. */
    public void clear() {
        size = 0;
    }

    /**
     * Leaves those that are asked for, in the order of their starts and without overlaps. Of two that overlap the longer
     * stays whole, then the surer one, then, of bare shapes, one with more to it, then the one whose kind comes first; the other keeps what the winner leaves of it,
     * so that nothing that was found is forgotten.
     */
    void choose(Settings settings) {
        int wanted = 0;
        for (int i = 0; i < size; i++) {
            if (tiers[i].isAtLeast(settings.least()) && settings.has(kinds[i])) {
                move(i, wanted++);
            }
        }
        size = wanted;
        sort();
        int kept = 0;
        for (int i = 0; i < size; i++) {
            kept = place(i, kept);
        }
        size = kept;
    }

    /** Puts one on the stack of those kept; each is removed from it at most once, which keeps this linear. */
    private int place(int candidate, int kept) {
        Kind kind = kinds[candidate];
        int start = starts[candidate];
        int end = ends[candidate];
        Tier tier = tiers[candidate];
        String why = whys[candidate];
        if (kept > 0 && starts[kept - 1] >= end) {
            return kept; // inside of those before, whose last was cut to begin behind this one
        }
        int top = kept;
        int tail = -1;
        while (top > 0 && ends[top - 1] > start) {
            int other = top - 1;
            if (!beats(start, end, tier, kind, why, other)) {
                if (isLaxer(kinds[other], kind)) {
                    kinds[other] = kind;
                    whys[other] = "a URL or domain that holds something else";
                }
                start = ends[other];
                break;
            }
            if (isLaxer(kind, kinds[other])) {
                kind = kinds[other];
                why = "a URL or domain that holds something else";
            }
            if (starts[other] < start) {
                ends[other] = start;
                break;
            }
            // Only the last of those kept can end behind this one: cut before, it began later than its own start.
            tail = ends[other] > end ? ends[other] : tail;
            top--;
        }
        if (start >= end) {
            return top;
        }
        if (tail > 0) {
            kinds[top + 1] = kinds[kept - 1];
            tiers[top + 1] = tiers[kept - 1];
            whys[top + 1] = whys[kept - 1];
            starts[top + 1] = end;
            ends[top + 1] = tail;
        }
        starts[top] = start;
        ends[top] = end;
        kinds[top] = kind;
        tiers[top] = tier;
        whys[top] = why;
        return tail > 0 ? top + 2 : top + 1;
    }

    /** A URL is at least as sensitive as what is in it. */
    private static boolean isLaxer(Kind place, Kind held) {
        return (place == Kind.URL || place == Kind.DOMAIN) && strictness(held) > strictness(place);
    }

    /** How carefully a kind is to be handled. */
    static int strictness(Kind kind) {
        return switch (kind.dataClass()) {
            case "secret" -> 5;
            case "sensitive" -> 4;
            case "financial", "legal", "security" -> 3;
            case "personal", "confidential" -> 2;
            default -> 1;
        };
    }

    private boolean beats(int start, int end, Tier tier, Kind kind, String why, int other) {
        int longer = Integer.compare(end - start, ends[other] - starts[other]);
        if (longer != 0) {
            return longer > 0;
        }
        int surer = tier.compareTo(tiers[other]);
        return surer != 0 ? surer > 0 : hasMore(tier, why, kind, whys[other], kinds[other]);
    }

    /** Of two that are as sure: whether it alone has more to it than a shape, if that is all the tier says, or else comes first. */
    private static boolean hasMore(Tier tier, String why, Kind kind, String otherWhy, Kind other) {
        boolean shape = why.equals(Rule.WITH_SHAPE);
        boolean differ = tier == Tier.WEAK && shape != otherWhy.equals(Rule.WITH_SHAPE);
        return differ ? !shape : kind.order() < other.order();
    }

    /** Hands out and forgets those that end at or before an index. */
    void handOut(int until, FindingSink sink) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (ends[i] <= until) {
                sink.found(kinds[i], starts[i], ends[i], tiers[i], whys[i]);
            } else {
                move(i, kept++);
            }
        }
        size = kept;
    }

    private void move(int from, int to) {
        starts[to] = starts[from];
        ends[to] = ends[from];
        kinds[to] = kinds[from];
        tiers[to] = tiers[from];
        whys[to] = whys[from];
    }

    /** By start, the longer first. */
    private void sort() {
        boolean sorted = true;
        for (int i = 0; i < size; i++) {
            keys[i] = ((long) starts[i] << Integer.SIZE) | i;
            sorted &= i == 0 || !before(i, i - 1);
        }
        if (sorted) {
            return;
        }
        mergeKeys();
        for (int i = 1; i < size; i++) {
            long key = keys[i];
            int k = i;
            while (k > 0
                    && keys[k - 1] >>> Integer.SIZE == key >>> Integer.SIZE
                    && before((int) key, (int) keys[k - 1])) {
                keys[k] = keys[--k]; // few begin at the same byte
            }
            keys[k] = key;
        }
        inOrder();
    }

    /**
     * Sorts the keys without allocating, which the sort of arrays does: rows that are in order, as those of each finder
     * nearly are, are merged by two.
     */
    private void mergeKeys() {
        int rows;
        do {
            rows = 0;
            for (int from = 0; from < size; rows++) {
                int middle = endOfRow(from);
                int to = endOfRow(middle);
                int left = from;
                int right = middle;
                for (int i = from; i < to; i++) {
                    boolean first = right == to || (left < middle && keys[left] < keys[right]);
                    spareKeys[i] = first ? keys[left++] : keys[right++];
                }
                from = to;
            }
            long[] merged = spareKeys;
            spareKeys = keys;
            keys = merged;
        } while (rows > 1);
    }

    private int endOfRow(int from) {
        int end = from + 1;
        while (end < size && keys[end - 1] < keys[end]) {
            end++;
        }
        return Math.min(end, size);
    }

    /** Moves all to where the keys say, by way of the spare arrays. */
    private void inOrder() {
        for (int i = 0; i < size; i++) {
            int from = (int) keys[i];
            spareStarts[i] = starts[from];
            spareEnds[i] = ends[from];
            spareKinds[i] = kinds[from];
            spareTiers[i] = tiers[from];
            spareWhys[i] = whys[from];
        }
        int[] oldStarts = starts;
        int[] oldEnds = ends;
        Kind[] oldKinds = kinds;
        Tier[] oldTiers = tiers;
        String[] oldWhys = whys;
        starts = spareStarts;
        ends = spareEnds;
        kinds = spareKinds;
        tiers = spareTiers;
        whys = spareWhys;
        spareStarts = oldStarts;
        spareEnds = oldEnds;
        spareKinds = oldKinds;
        spareTiers = oldTiers;
        spareWhys = oldWhys;
    }

    private boolean before(int one, int other) {
        if (starts[one] != starts[other]) {
            return starts[one] < starts[other];
        }
        if (ends[one] != ends[other]) {
            return ends[one] > ends[other];
        }
        int surer = tiers[one].compareTo(tiers[other]);
        return surer != 0 ? surer > 0 : hasMore(tiers[one], whys[one], kinds[one], whys[other], kinds[other]);
    }

    /** A view of them; a copy must be made before the next scan. */
    public List<Finding> asList() {
        return new AbstractList<>() {
            @Override
            public Finding get(int i) {
                return new Finding(kinds[i], starts[i], ends[i], tiers[i], whys[i]);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private void grow() {
        int capacity = 2 * size;
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        tiers = Arrays.copyOf(tiers, capacity);
        whys = Arrays.copyOf(whys, capacity);
        keys = new long[capacity];
        spareKeys = new long[capacity];
        spareStarts = new int[capacity];
        spareEnds = new int[capacity];
        spareKinds = new Kind[capacity];
        spareTiers = new Tier[capacity];
        spareWhys = new String[capacity];
    }
}
