package dev.remit.privacy.guard;

/**
 * A blocked Bloom filter (Putze, Sanders and Singler, 2007) over fingerprints, which are hashes already: six bits in one
 * line of the cache, 12.5 bits for each, about 0.6 % false positives. Built once, then read by any thread.
 */
final class Filter {
    private static final double BITS_EACH = 12.5;
    private static final int WORDS = 8;
    private final long[] words;
    private final int blocks;

    Filter(long count) {
        blocks = Math.clamp((long) Math.ceil(count * BITS_EACH / 512), 1, Integer.MAX_VALUE / 2 / WORDS);
        words = new long[blocks * WORDS];
    }

    long bytes() {
        return 8L * words.length;
    }

    void add(long fingerprint) {
        int block = block(fingerprint);
        long bits = bits(fingerprint);
        for (int i = 0; i < 6; i++) {
            int bit = (int) (bits >>> (9 * i)) & 511;
            words[block + (bit >>> 6)] |= 1L << bit;
        }
    }

    boolean mayHold(long fingerprint) {
        int block = block(fingerprint);
        long bits = bits(fingerprint);
        for (int i = 0; i < 6; i++) {
            int bit = (int) (bits >>> (9 * i)) & 511;
            if ((words[block + (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Which of up to 64 fingerprints may be here, as bits. Without a branch for each, so that a processor asks its memory for
     * many lines at once.
     */
    long mayHold(long[] fingerprints, int count) {
        long may = 0;
        for (int i = 0; i < count; i++) {
            int block = block(fingerprints[i]);
            long bits = bits(fingerprints[i]);
            long all = word(block, (int) bits)
                    & word(block, (int) (bits >>> 9))
                    & word(block, (int) (bits >>> 18))
                    & word(block, (int) (bits >>> 27))
                    & word(block, (int) (bits >>> 36))
                    & word(block, (int) (bits >>> 45));
            may |= (all & 1) << i;
        }
        return may;
    }

    /** The word of a bit, with the bit as its lowest. */
    private long word(int block, int bit) {
        return words[block + (bit >>> 6 & 7)] >>> bit;
    }

    private int block(long fingerprint) {
        return (int) (((fingerprint >>> 32) * blocks) >>> 32) * WORDS;
    }

    private static long bits(long fingerprint) {
        return (fingerprint * 0x9E3779B97F4A7C15L) >>> 10;
    }
}
