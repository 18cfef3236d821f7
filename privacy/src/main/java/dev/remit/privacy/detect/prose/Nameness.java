package dev.remit.privacy.detect.prose;

/**
 * How much a word that is in no list looks like a name: the mean, over its groups of three letters, of the logarithm of how
 * much more frequent each is in the lists of names and places than among ordinary words. Nothing is fitted but these counts, which are
 * of this library's own lists. Written to while it is built only, then thread-safe.
 */
final class Nameness {
    private static final int SLOTS = 1 << 14;
    private static final int EDGE = '^';

    private final int[] inNames = new int[SLOTS];
    private final int[] inWords = new int[SLOTS];
    private final float[] weights = new float[SLOTS];
    private int names;
    private int words;

    void count(byte[] folded, int size, long section) {
        boolean name = (section & (Lexicon.NAME | Lexicon.PLACE)) != 0;
        if (!name && (section & (Lexicon.WORD | Lexicon.CAPITAL)) == 0) {
            return;
        }
        for (int i = 0; i <= size; i++) {
            int slot = slot(folded, size, i);
            if (name) {
                inNames[slot]++;
                names++;
            } else {
                inWords[slot]++;
                words++;
            }
        }
    }

    void weigh() {
        for (int i = 0; i < SLOTS; i++) {
            double inName = (inNames[i] + 0.7) / (names + 0.7 * SLOTS);
            double inWord = (inWords[i] + 0.7) / (words + 0.7 * SLOTS);
            weights[i] = (float) Math.log(inName / inWord);
        }
    }

    /** About from -2, an ordinary word, to 2, a name. */
    float of(byte[] folded, int size) {
        float sum = 0;
        for (int i = 0; i <= size; i++) {
            sum += weights[slot(folded, size, i)];
        }
        return sum / (size + 1);
    }

    /** Of the letters before, at and behind a position, with an edge on both sides. */
    private static int slot(byte[] folded, int size, int at) {
        int one = at >= 2 ? folded[at - 2] : EDGE;
        int two = at >= 1 ? folded[at - 1] : EDGE;
        int three = at < size ? folded[at] : EDGE;
        int hash = (one & 0xFF) * 0x2F0B43 ^ (two & 0xFF) * 0x1E35A7 ^ (three & 0xFF) * 0x9E3779;
        return (hash ^ hash >>> 13) & SLOTS - 1;
    }
}
