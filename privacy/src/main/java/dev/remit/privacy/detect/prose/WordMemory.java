package dev.remit.privacy.detect.prose;

import dev.remit.privacy.detect.WordHash;

/**
 * What was worked out of words that are in no list, so that a word that comes again, as most do, is not taken apart again.
 * Of fixed size; kept from text to text, by the hashes of the words only. Not thread-safe.
 */
final class WordMemory {
    private static final int BITS = 12;

    private final Lexicon lexicon;
    private final long[] hashes = new long[1 << BITS];
    private final byte[] sizes = new byte[1 << BITS];
    private final boolean[] ordinary = new boolean[1 << BITS];
    private final float[] nameness = new float[1 << BITS];
    private final byte[] folded = new byte[Folding.LONGEST];

    WordMemory(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * Where what is known of a word is kept until the next one is asked for.
     *
     * @param hash the word's {@link WordHash}
     */
    int of(byte[] text, int from, int to, long hash) {
        int place = (int) (hash >>> (Long.SIZE - BITS));
        if (hashes[place] != hash) {
            int size = Folding.fold(text, from, to, folded);
            hashes[place] = hash;
            sizes[place] = (byte) size;
            ordinary[place] = lexicon.isOrdinary(folded, size);
            nameness[place] = ordinary[place] ? 0 : lexicon.nameness().of(folded, size);
        }
        return place;
    }

    /** How long it is without case and accents. */
    int size(int place) {
        return sizes[place];
    }

    /** See {@link Lexicon#isOrdinary}. */
    boolean isOrdinary(int place) {
        return ordinary[place];
    }

    /** See {@link Nameness#of}; 0 for an ordinary word. */
    float nameness(int place) {
        return nameness[place];
    }
}
