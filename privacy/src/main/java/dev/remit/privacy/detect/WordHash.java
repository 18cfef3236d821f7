package dev.remit.privacy.detect;

/**
 * A word as 64 bits, the same whatever the case of its letters of ASCII. Made once for each word of a block and used by all
 * who look words up, so that a word is read once.
 */
public final class WordHash {
    private static final int TWO = 2 * Long.BYTES;
    private static final long FIRST = 0x9FB21C651E98DF25L;
    private static final long SECOND = 0xD6E8FEB86659FD93L;
    private static final long CASE = 0x2020202020202020L;

    /** For each length up to sixteen, which of the first eight bytes and of the next eight are of the word. */
    private static final long[] LOW = new long[TWO + 1];

    private static final long[] NEXT = new long[TWO + 1];

    static {
        for (int length = 1; length <= TWO; length++) {
            LOW[length] = length >= Long.BYTES ? -1 : (1L << (length << 3)) - 1;
            NEXT[length] = length <= Long.BYTES ? 0 : length == TWO ? -1 : (1L << ((length - Long.BYTES) << 3)) - 1;
        }
    }

    private WordHash() {}

    /** Of a part of an array, without a zero in it. */
    public static long of(byte[] text, int from, int to) {
        long low;
        long next;
        if (from + TWO <= text.length) {
            int length = Math.min(to - from, TWO);
            low = lower(Lanes.at(text, from)) & LOW[length];
            next = lower(Lanes.at(text, from + Long.BYTES)) & NEXT[length];
        } else {
            low = lower(Lanes.upTo(text, from, to)) & LOW[Math.min(to - from, TWO)];
            next = lower(Lanes.upTo(text, from + Long.BYTES, to)) & NEXT[Math.min(to - from, TWO)];
        }
        long hash = low * FIRST ^ Long.rotateLeft(next * SECOND, Integer.SIZE);
        for (int i = from + TWO; i < to; i += Long.BYTES) {
            hash = (hash ^ hash >>> Integer.SIZE ^ lower(Lanes.upTo(text, i, to))) * SECOND;
        }
        hash ^= hash >>> Integer.SIZE;
        return hash * FIRST;
    }

    /** Of words in their order, given those before. */
    static long join(long before, long word) {
        return (Long.rotateLeft(before, 21) ^ word) * SECOND;
    }

    private static long lower(long bytes) {
        return bytes | (CASE & ~(bytes >>> 2));
    }
}
