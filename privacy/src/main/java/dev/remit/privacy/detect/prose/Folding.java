package dev.remit.privacy.detect.prose;

import dev.remit.privacy.detect.WordHash;

/** Letters without case and accents, so that one spelling in a list stands for all. */
final class Folding {
    /** Most bytes of a folded word that are looked at. */
    static final int LONGEST = 48;

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

    /** Of folded bytes, as {@link WordHash} has it. */
    static long hash(byte[] folded, int from, int to) {
        return WordHash.of(folded, from, to);
    }
}
