package dev.remit.privacy.detect.prose;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Letters without case and accents, so that one spelling in a list stands for all. */
final class Folding {
    /** Most bytes of a folded word that are looked at. */
    static final int LONGEST = 48;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x9FB21C651E98DF25L;

    // From U+00C0 to U+00FF and from U+0100 to U+017F; a digit stands for two letters.
    private static final String LATIN_1 = "aaaaaa1ceeeeiiiidnooooo*ouuuuyt2aaaaaa1ceeeeiiiidnooooo*ouuuuyty";
    private static final String LATIN_A = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii33jjkkklllllll"
            + "lllnnnnnnnnnoooooo44rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    private static final String[] PAIRS = {"", "ae", "ss", "ij", "oe"};

    private Folding() {}

    /** Of a part of a text; what is beyond {@link #LONGEST} is left out. */
    static int fold(byte[] text, int from, int to, byte[] folded) {
        int size = 0;
        int i = from;
        while (i < to && size < LONGEST - 1) {
            int b = text[i] & 0xFF;
            if (b < 0x80) {
                if (b != '\'') {
                    folded[size++] = (byte) (b >= 'A' && b <= 'Z' ? b | 0x20 : b);
                }
                i++;
            } else if (b >= 0xC3 && b <= 0xC5 && i + 1 < to) {
                int low = text[i + 1] & 0x3F;
                char letter = b == 0xC3 ? LATIN_1.charAt(low) : LATIN_A.charAt(((b - 0xC4) << 6) + low);
                if (letter >= '0' && letter <= '9') {
                    folded[size++] = (byte) PAIRS[letter - '0'].charAt(0);
                    folded[size++] = (byte) PAIRS[letter - '0'].charAt(1);
                } else {
                    folded[size++] = (byte) letter;
                }
                i += 2;
            } else {
                folded[size++] = (byte) b;
                i++;
            }
        }
        return size;
    }

    /** Of folded bytes; of any of them, in an array of {@link #LONGEST} or more bytes. */
    static long hash(byte[] folded, int from, int to) {
        long hash = SEED;
        for (int i = from; i < to; i += Long.BYTES) {
            hash = step(hash, eight(folded, i, to));
        }
        return end(hash);
    }

    /** Eight bytes, the first in the lowest bits and zeros for those from the end on. */
    private static long eight(byte[] folded, int from, int to) {
        if (from + Long.BYTES <= folded.length) {
            long bytes = (long) LONGS.get(folded, from);
            return to - from >= Long.BYTES ? bytes : bytes & ((1L << ((to - from) << 3)) - 1);
        }
        long bytes = 0;
        for (int k = to - 1; k >= from; k--) {
            bytes = bytes << 8 | (folded[k] & 0xFF);
        }
        return bytes;
    }

    static long start() {
        return SEED;
    }

    /** Takes eight more bytes in, the first in the lowest bits and zeros for those behind the last. */
    static long step(long hash, long bytes) {
        long mixed = (hash ^ bytes) * PRIME;
        return mixed ^ mixed >>> 32;
    }

    static long end(long hash) {
        return hash * PRIME;
    }
}
