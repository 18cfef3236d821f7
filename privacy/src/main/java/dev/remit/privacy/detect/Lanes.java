package dev.remit.privacy.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, the first of them in the lowest bits: words are short, and most end within eight. */
final class Lanes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long CASE = 0x20 * ONES;

    private Lanes() {}

    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** The end of the letters from an index on; as {@link Bytes#isLetter} has it, so those from 0x80 up are letters. */
    static int endOfLetters(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= bytes.length && i < to) {
            long x = at(bytes, i);
            long others = ~(letters(x) | x) & HIGH;
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
            long others = ~(letters(x) | between(x & ~HIGH, '0', '9') | x) & HIGH;
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
    private static long letters(long x) {
        return between((x | CASE) & ~HIGH, 'a', 'z');
    }

    /** The highest bit of each byte in a range; all of them below 0x80. */
    private static long between(long x, int least, int most) {
        return (x + (0x80 - least) * ONES) & ~(x + (0x7F - most) * ONES) & HIGH;
    }
}
