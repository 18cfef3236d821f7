package dev.remit.privacy.detect.prose;

import dev.remit.privacy.detect.WordHash;

/**
 * What was worked out of words that are in no list, so that a word that comes again, as most do, is not taken apart again.
 * Of fixed size; kept from text to text, by the hashes of the words only. Not thread-safe.
 */
final class WordMemory {
    private static final int BITS = 14;
    private static final int SIZE = 0xFF;
    private static final int ORDINARY = 1 << 8;
    private static final int ASKED_ENDING = 1 << 9;
    private static final int EVERYDAY = 1 << 10;
    private static final int ASKED_PARTS = 1 << 11;
    private static final int COMPOUND = 1 << 12;

    private final Lexicon lexicon;

    /** The hash of a word, and next to it what is known: its nameness above, size and answers below. */
    private final long[] entries = new long[2 << BITS];

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
        int place = (int) (hash >>> (Long.SIZE - BITS)) << 1;
        if (entries[place] != hash) {
            int size = Folding.fold(text, from, to, folded);
            boolean ordinary = lexicon.isOrdinary(folded, size);
            float nameness = ordinary ? 0 : lexicon.nameness().of(folded, size);
            entries[place] = hash;
            entries[place + 1] =
                    (long) Float.floatToRawIntBits(nameness) << Integer.SIZE | size | (ordinary ? ORDINARY : 0);
        }
        return place;
    }

    /** How long it is without case and accents. */
    int size(int place) {
        return (int) entries[place + 1] & SIZE;
    }

    /** See {@link Lexicon#isOrdinary}. */
    boolean isOrdinary(int place) {
        return has(place, ORDINARY);
    }

    /** See {@link Nameness#of}; 0 for an ordinary word. */
    float nameness(int place) {
        return Float.intBitsToFloat((int) (entries[place + 1] >>> Integer.SIZE));
    }

    /** See {@link Lexicon#endsAsEveryday}; of the word that is kept there, which stands in a text. */
    boolean isEveryday(int place, byte[] text, int from, int to) {
        if (!has(place, ASKED_ENDING)) {
            int size = Folding.fold(text, from, to, folded);
            entries[place + 1] |= ASKED_ENDING | (lexicon.endsAsEveryday(folded, size) ? EVERYDAY : 0);
        }
        return has(place, EVERYDAY);
    }

    /** The same of {@link Lexicon#isCompound}. */
    boolean isCompound(int place, byte[] text, int from, int to) {
        if (!has(place, ASKED_PARTS)) {
            int size = Folding.fold(text, from, to, folded);
            entries[place + 1] |= ASKED_PARTS | (lexicon.isCompound(folded, size) ? COMPOUND : 0);
        }
        return has(place, COMPOUND);
    }

    private boolean has(int place, int answer) {
        return (entries[place + 1] & answer) != 0;
    }
}
