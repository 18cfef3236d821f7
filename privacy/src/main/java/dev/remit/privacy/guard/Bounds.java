package dev.remit.privacy.guard;

import java.util.Arrays;

/**
 * What the values that there are have in common: how many digits the codes of each length have, and whether every e-mail
 * address has a dot in its domain. A text is full of words beside numbers, and of an <i>at</i> between words, that are
 * nobody's for this reason alone. Not thread-safe while it is told; then immutable.
 */
final class Bounds {
    /** How many numbers it is written as. */
    static final int WORDS = 6;

    private static final int FIRST = Shape.LONGEST_CODE - 5 * WORDS + 1; // shorter codes are not written down
    private static final long DOTTED = 1L << 60;

    private final byte[] fewest = new byte[Shape.LONGEST_CODE + 1];
    private final byte[] most = new byte[Shape.LONGEST_CODE + 1];
    private boolean dotted;

    /** No values at all. */
    Bounds() {
        Arrays.fill(fewest, Byte.MAX_VALUE);
        dotted = true;
    }

    /** Anything. */
    static Bounds any() {
        Bounds any = new Bounds();
        any.anyCode(-1);
        any.anyEmail();
        return any;
    }

    /** As {@link #words} wrote it; zeros, as in files of before, are anything. */
    static Bounds of(long[] words) {
        Bounds bounds = any();
        for (int length = FIRST; length <= Shape.LONGEST_CODE; length++) {
            int both = (int) (words[(length - FIRST) / 5] >>> (12 * ((length - FIRST) % 5))) & 0xfff;
            if (both != 0) {
                bounds.fewest[length] = (byte) (both >>> 6);
                bounds.most[length] = (byte) (both & 63);
            }
        }
        bounds.dotted = (words[0] & DOTTED) != 0;
        return bounds;
    }

    long[] words() {
        long[] words = new long[WORDS];
        for (int length = FIRST; length <= Shape.LONGEST_CODE; length++) {
            long both = fewest[length] > most[length] ? 0 : fewest[length] << 6 | most[length];
            words[(length - FIRST) / 5] |= both << (12 * ((length - FIRST) % 5));
        }
        words[0] |= dotted ? DOTTED : 0;
        return words;
    }

    /** There is such a value. */
    void take(Form form) {
        if (form.shape() == Shape.EMAIL) {
            dotted &= form.text().indexOf('.', form.text().indexOf('@')) > 0;
        } else if (form.shape() == Shape.CODE) {
            int digits = 0;
            for (int i = 0; i < form.text().length(); i++) {
                digits += form.text().charAt(i) <= '9' ? 1 : 0;
            }
            int length = form.text().length();
            fewest[length] = (byte) Math.min(fewest[length], digits);
            most[length] = (byte) Math.max(most[length], digits);
        }
    }

    /** There may be any code of these lengths, as bits. */
    void anyCode(long lengths) {
        for (int length = 0; length < fewest.length; length++) {
            if ((lengths >> length & 1) != 0) {
                fewest[length] = 1;
                most[length] = (byte) length;
            }
        }
    }

    /** There may be any address. */
    void anyEmail() {
        dotted = false;
    }

    /** Whether a code of so many chars, of which so many are digits, may be there. */
    boolean fits(int length, int digits) {
        return digits >= fewest[length] && digits <= most[length];
    }

    /** Whether every address has a dot in its domain. */
    boolean dotted() {
        return dotted;
    }

    /** The fewest digits of a code of one of these lengths, as bits. */
    int fewestDigits(long lengths) {
        int all = Byte.MAX_VALUE;
        for (int length = 0; length < fewest.length; length++) {
            all = (lengths >> length & 1) != 0 ? Math.min(all, fewest[length]) : all;
        }
        return all;
    }
}
