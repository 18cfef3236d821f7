package dev.remit.privacy.detect;

import java.util.Arrays;

/**
 * Where the letters, digits and signs of a block are (see {@link Bytes}), one bit for each byte, told eight bytes at a time,
 * and its words, each with its hash. Who goes over a block takes from it only the places where something begins, and where
 * it ends without a look at each byte. Valid until the next block is read; not thread-safe.
 */
public final class Outline {
    private static final int BITS = Long.SIZE;
    private static final int LAST = BITS - 1;

    /** What is behind the last whole group, and zeros. */
    private final byte[] last = new byte[BITS];

    private long[] alnums = {};
    private long[] digits = {};
    private long[] signs = {};
    private long[] openers = {};
    private long[] marks = {};
    private long[] mixed = {};
    private int base;
    private int to;
    private int size;

    /** How many words there are: letters and digits in a row. */
    int words;

    int[] starts = new int[BITS];
    int[] ends = new int[BITS];
    long[] hashes = new long[BITS];

    Outline() {}

    /** How many words there are: ASCII letters, bytes from 0x80 up, and digits in a row. */
    public int words() {
        return words;
    }

    /** Where a word begins, as an index of the text. */
    public int start(int word) {
        return starts[word];
    }

    /** Behind a word. */
    public int end(int word) {
        return ends[word];
    }

    /** The {@link WordHash} of a word. */
    public long hash(int word) {
        return hashes[word];
    }

    /** Reads a text from an index to another; what was read before is forgotten. */
    void read(byte[] t, int from, int end) {
        readPlaces(t, from, end);
        for (int i = 0; i < words; i++) {
            hashes[i] = WordHash.of(t, starts[i], ends[i]);
        }
    }

    /** The same, but for the hashes of the words, which the caller tells. */
    void readPlaces(byte[] t, int from, int end) {
        base = from;
        to = end;
        size = (end - from + BITS - 1) / BITS;
        if (alnums.length <= size + 1) {
            alnums = new long[size + 2];
            digits = new long[size + 2];
            signs = new long[size + 2];
            openers = new long[size + 2];
            marks = new long[size + 2];
            mixed = new long[size + 2];
        }
        int full = (end - from) / BITS;
        for (int k = 0; k < full; k++) {
            readGroup(t, from + k * BITS, k);
        }
        if (full < size) {
            int rest = end - from - full * BITS;
            System.arraycopy(t, end - rest, last, 0, rest);
            Arrays.fill(last, rest, BITS, (byte) 0);
            readGroup(last, 0, full);
        }
        alnums[size] = 0;
        digits[size] = 0;
        digits[size + 1] = 0;
        signs[size] = 0;
        readWords();
    }

    private void readGroup(byte[] t, int from, int group) {
        long alnum = 0;
        long digit = 0;
        long sign = 0;
        long opener = 0;
        for (int shift = 0; shift < BITS; shift += Long.BYTES) {
            long x = Lanes.at(t, from + shift);
            long d = Lanes.digits(x);
            long a = d | Lanes.letters(x);
            digit |= Lanes.gather(d) << shift;
            alnum |= Lanes.gather(a) << shift;
            sign |= Lanes.gather(Lanes.seen(x) & ~a) << shift;
            opener |= Lanes.gather(Lanes.openers(x)) << shift;
        }
        alnums[group] = alnum;
        digits[group] = digit;
        signs[group] = sign;
        openers[group] = opener;
    }

    /** Without a branch that depends on the text but for the count of words in a group, which is what takes time. */
    private void readWords() {
        int n = 0;
        long before = 0;
        for (int k = 0; k < size; k++) {
            if (n + BITS > starts.length) {
                grow(n);
            }
            long here = alnums[k];
            long next = alnums[k + 1];
            long withDigit = 0;
            long withBoth = 0;
            long begins = here & ~(here << 1 | before);
            before = here >>> LAST;
            for (; begins != 0; begins &= begins - 1) {
                int bit = Long.numberOfTrailingZeros(begins);
                long others = ~(here >>> bit | next << 1 << (LAST - bit));
                int start = base + k * BITS + bit;
                int end = others == 0 ? endOfAlnum(start) : start + Long.numberOfTrailingZeros(others);
                long word = (others & -others) - 1;
                long figures = (digits[k] >>> bit | digits[k + 1] << 1 << (LAST - bit)) & word;
                if (others == 0) {
                    figures = firstDigit(start, end) < end ? 1 : 0;
                }
                long letters = figures ^ word;
                long has = (figures | -figures) >>> LAST;
                withDigit |= has << bit;
                withBoth |= (has & (letters | -letters) >>> LAST) << bit;
                starts[n] = start;
                ends[n++] = end;
            }
            marks[k] = withDigit;
            mixed[k] = withBoth;
        }
        words = n;
    }

    private void grow(int least) {
        int capacity = 2 * (least + BITS);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
    }

    /** How many groups of places there are. */
    int size() {
        return size;
    }

    /**
     * The places of one group where something may be found, as bits; {@link #place} tells the first of them: a word with a
     * digit, a word that was marked, and a sign that something follows, or that opens.
     */
    long events(int group) {
        long something = alnums[group] | signs[group];
        long behind = alnums[group + 1] | signs[group + 1];
        return marks[group] | (signs[group] & (something >>> 1 | behind << LAST | openers[group]));
    }

    /** The places of one group where a word with digits and letters begins. */
    long mixed(int group) {
        return mixed[group];
    }

    /** Makes the place where a word begins an event. */
    void mark(int start) {
        int k = start - base;
        marks[k >>> 6] |= 1L << k;
    }

    int place(int group, long events) {
        return base + group * BITS + Long.numberOfTrailingZeros(events);
    }

    /** The end of the letters and digits that begin at an index. */
    int endOfAlnum(int from) {
        int k = from - base;
        int group = k >>> 6;
        long others = ~alnums[group] >>> k;
        if (others != 0) {
            return Math.min(to, from + Long.numberOfTrailingZeros(others));
        }
        while (alnums[++group] == -1) {
            // A word goes on over all of a group.
        }
        return Math.min(to, base + group * BITS + Long.numberOfTrailingZeros(~alnums[group]));
    }

    /** A bit for each digit among the {@value Long#SIZE} bytes from an index on. */
    long digitsFrom(int from) {
        int k = from - base;
        return digits[k >>> 6] >>> k | digits[(k >>> 6) + 1] << 1 << (LAST - (k & LAST));
    }

    /** How many of so many bytes from an index on, 63 at most, are digits. */
    int digitsIn(int from, int span) {
        return Long.bitCount(digitsFrom(from) & ((1L << span) - 1));
    }

    /** Whether there is a digit from an index to another. */
    boolean hasDigit(int from, int end) {
        int length = end - from;
        return length < BITS ? (digitsFrom(from) & ((1L << length) - 1)) != 0 : firstDigit(from, end) < end;
    }

    /** The first digit from an index on; the end if there is none before. */
    int firstDigit(int from, int end) {
        int k = from - base;
        int group = k >>> 6;
        long here = digits[group] >>> k;
        if (here != 0) {
            return Math.min(end, from + Long.numberOfTrailingZeros(here));
        }
        for (group++; base + group * BITS < end; group++) {
            if (digits[group] != 0) {
                return Math.min(end, base + group * BITS + Long.numberOfTrailingZeros(digits[group]));
            }
        }
        return end;
    }

    /** Whether letters and digits that begin at an index are digits only. */
    boolean isNumber(int from, int end) {
        int k = from - base;
        int group = k >>> 6;
        long others = ~digits[group] >>> k;
        if (others != 0) {
            return from + Long.numberOfTrailingZeros(others) >= end;
        }
        while (digits[++group] == -1) {
            // Digits go on over all of a group.
        }
        return base + group * BITS + Long.numberOfTrailingZeros(~digits[group]) >= end;
    }
}
