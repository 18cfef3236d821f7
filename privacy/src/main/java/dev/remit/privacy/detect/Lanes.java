package dev.remit.privacy.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, the first of them in the lowest bits: words are short, and most end within eight. */
final class Lanes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes that are looked at together. */
    static final int MANY = 8 * Long.BYTES;

    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long CASE = 0x20 * ONES;

    private Lanes() {}

    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    static void put(byte[] bytes, int index, long x) {
        LONGS.set(bytes, index, x);
    }

    /** The end of the letters from an index on; as {@link Bytes#isLetter} has it, so those from 0x80 up are letters. */
    static int endOfLetters(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= bytes.length && i < to) {
            long x = at(bytes, i);
            long others = ~letters(x) & HIGH;
            if (others != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(others) >>> 3));
            }
            i += Long.BYTES;
        }
        while (i < to && Bytes.isLetter(bytes[i])) {
            i++;
        }
        return Math.min(i, to);
    }

    /** The end of the letters and digits from an index on. */
    static int endOfAlnum(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= bytes.length && i < to) {
            long x = at(bytes, i);
            long others = ~(letters(x) | digits(x)) & HIGH;
            if (others != 0) {
                return Math.min(to, i + (Long.numberOfTrailingZeros(others) >>> 3));
            }
            i += Long.BYTES;
        }
        while (i < to && Bytes.isAlnum(bytes[i])) {
            i++;
        }
        return Math.min(i, to);
    }

    /** Eight bytes from an index on, those from the end on being zeros. */
    static long upTo(byte[] bytes, int index, int end) {
        if (index + Long.BYTES <= end) {
            return at(bytes, index);
        }
        long x = 0;
        for (int i = end - 1; i >= index; i--) {
            x = x << 8 | (bytes[i] & 0xFF);
        }
        return x;
    }

    /** The highest bits of bytes as the lowest eight bits. */
    static long gather(long marks) {
        return ((marks >>> 7) * 0x0102040810204080L) >>> 56;
    }

    /** The highest bit of each byte that is a digit. */
    static long digits(long x) {
        return between(x & ~HIGH, '0', '9') & ~x;
    }

    /** The highest bit of each byte that is a letter as {@link Bytes#isLetter} has it. */
    static long letters(long x) {
        return (basicLetters(x) | x) & HIGH;
    }

    /** Behind the last of the first bytes that is no letter; 0 if all are letters. */
    static int endOfOthers(long x, int count) {
        long others = ~letters(x) & HIGH & (count == Long.BYTES ? -1 : (1L << (count << 3)) - 1);
        return Long.BYTES - (Long.numberOfLeadingZeros(others) >>> 3);
    }

    /** The highest bit of each byte of ASCII that is more than a blank. */
    static long seen(long x) {
        return ((x & ~HIGH) + (0x7F - ' ') * ONES) & ~x & HIGH;
    }

    /**
     * The highest bit of each byte that is an at sign or opens brackets, behind which a blank may stand; of some others, too,
     * but of no sign that is frequent in prose.
     */
    static long openers(long x) {
        return (x << 1 | ~((x & 7 * ONES) + ~HIGH)) & HIGH;
    }

    /** The highest bit of each byte that is tricky as {@link Bytes#TRICKY} has it, and of tabs and carriage returns. */
    static long tricky(long x) {
        long low = x & ~HIGH;
        long seen = low + (0x80 - ' ') * ONES;
        seen |= ~((low ^ ('\n' * ONES)) + ~HIGH);
        seen &= (low ^ (0x7F * ONES)) + ~HIGH;
        seen &= (low ^ ('\\' * ONES)) + ~HIGH;
        return (~seen | between(low, '%', '&') | x) & HIGH;
    }

    /** Whether one of {@link #MANY} bytes is, see {@link #tricky}. */
    static boolean hasTricky(byte[] bytes, int from) {
        long tricky = 0;
        for (int k = 0; k < MANY; k += Long.BYTES) {
            tricky |= tricky(at(bytes, from + k));
        }
        return tricky != 0;
    }

    /** Up to eight bytes from an index on, in upper case, with zeros behind. */
    static long upper(byte[] bytes, int from, int count) {
        long x;
        if (from + Long.BYTES <= bytes.length) {
            x = at(bytes, from);
            x = count < Long.BYTES ? x & (1L << (count << 3)) - 1 : x;
        } else {
            x = 0;
            for (int k = 0; k < Math.min(count, Long.BYTES); k++) {
                x |= (bytes[from + k] & 0xFFL) << (k << 3);
            }
        }
        long small = between(x & ~HIGH, 'a', 'z') & ~x & HIGH;
        return x & ~(small >>> 2);
    }

    /** The highest bit of each byte that is a letter of ASCII; of those from 0x80 up, too, if they are one without it. */
    private static long basicLetters(long x) {
        return between((x | CASE) & ~HIGH, 'a', 'z');
    }

    /** The highest bit of each byte in a range; all of them below 0x80. */
    private static long between(long x, int least, int most) {
        return (x + (0x80 - least) * ONES) & ~(x + (0x7F - most) * ONES) & HIGH;
    }
}
