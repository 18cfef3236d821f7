package dev.remit.privacy.detect;

import java.text.Normalizer;

/** Which letter a basic one becomes with an accent that is written by itself, up to the end of Latin Extended-A. */
final class Accents {
    /** The last letter of Latin Extended-A. */
    static final int LAST = 0x17F;

    private static final int FIRST_MARK = 0x300;
    private static final int MARKS = 0x70;
    private static final char[] COMPOSED = new char[MARKS << 7];

    static {
        for (char c = 0xC0; c <= LAST; c++) {
            String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
            if (parts.length() == 2 && parts.charAt(0) < 0x80) {
                COMPOSED[index(parts.charAt(0), parts.charAt(1))] = c;
            }
        }
        for (char letter = 'A'; letter <= 'z'; letter++) {
            // Two marks are others under an older number.
            COMPOSED[index(letter, 0x340)] = COMPOSED[index(letter, 0x300)];
            COMPOSED[index(letter, 0x341)] = COMPOSED[index(letter, 0x301)];
        }
    }

    private Accents() {}

    /** The letter, or -1 if the two are none. */
    static int compose(int letter, int mark) {
        if (mark < FIRST_MARK || mark >= FIRST_MARK + MARKS) {
            return -1;
        }
        char whole = COMPOSED[index(letter, mark)];
        return whole == 0 ? -1 : whole;
    }

    private static int index(int letter, int mark) {
        return ((mark - FIRST_MARK) << 7) | letter;
    }
}
