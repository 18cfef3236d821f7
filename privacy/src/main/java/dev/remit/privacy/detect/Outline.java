package dev.remit.privacy.detect;

/**
 * Where the letters, digits and signs of a block are (see {@link Bytes}), one bit for each byte, told eight bytes at a time.
 * Who goes over a block takes from it only the places where something begins, and where it ends without a look at each
 * byte. Not thread-safe.
 */
final class Outline {
    private static final int BITS = Long.SIZE;
    private static final int LAST = BITS - 1;

    private long[] alnums = {};
    private long[] digits = {};
    private long[] signs = {};
    private int base;
    private int to;
    private int size;

    /** Reads a text from an index to another; what was read before is forgotten. */
    void read(byte[] t, int from, int end) {
        base = from;
        to = end;
        size = (end - from + BITS - 1) / BITS;
        if (alnums.length <= size) {
            alnums = new long[size + 1];
            digits = new long[size + 1];
            signs = new long[size + 1];
        }
        int i = from;
        for (int k = 0; k < size; k++) {
            long alnum = 0;
            long digit = 0;
            long sign = 0;
            boolean full = i + BITS <= end;
            int last = full ? i + BITS : end;
            for (int shift = 0; shift < BITS; shift += Long.BYTES) {
                long x = full ? Lanes.at(t, i + shift) : Lanes.upTo(t, i + shift, last);
                long d = Lanes.digits(x);
                long a = d | Lanes.letters(x);
                digit |= Lanes.gather(d) << shift;
                alnum |= Lanes.gather(a) << shift;
                sign |= Lanes.gather(Lanes.seen(x) & ~a) << shift;
            }
            i += BITS;
            alnums[k] = alnum;
            digits[k] = digit;
            signs[k] = sign;
        }
        alnums[size] = 0;
        digits[size] = 0;
        signs[size] = 0;
    }

    /** How many groups of places there are. */
    int size() {
        return size;
    }

    /** The places of one group where a word begins, or another sign than a blank is, as bits; {@link #place} tells the first of them. */
    long events(int group) {
        long alnum = alnums[group];
        long before = (alnum << 1) | (group == 0 ? 0 : alnums[group - 1] >>> LAST);
        return (alnum & ~before) | signs[group];
    }

    /** The places of one group where a word begins. */
    long words(int group) {
        return events(group) & ~signs[group];
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

    /** Whether there is a digit from an index to another. */
    boolean hasDigit(int from, int end) {
        int k = (from - base) & LAST;
        int length = end - from;
        // Most words are within a group, and are told without a branch that nobody can foresee.
        return k + length < BITS
                ? ((digits[(from - base) >>> 6] >>> k) & ((1L << length) - 1)) != 0
                : firstDigit(from, end) < end;
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
