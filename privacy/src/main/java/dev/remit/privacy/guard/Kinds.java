package dev.remit.privacy.guard;

/** What a char is to values: part of a word or number, between such parts, or neither. */
final class Kinds {
    static final int OTHER = 0;
    static final int LETTER = 1;
    static final int DIGIT = 2;
    static final int JOIN = 3;

    /** The bits of these. */
    static final int KIND = 3;

    /** A bit: what a reader's program may take away begins with it. */
    static final int MARK = 4;

    /** Of every char there is: the loops over all chars ask without a branch. */
    private static final byte[] CLASSES = new byte[Character.MAX_VALUE + 1];

    static {
        for (char c = 0; c < 128; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            int kind = letter
                    ? LETTER
                    : c >= '0' && c <= '9' ? DIGIT : " -./()_,:+\n\r\t*|\\`~;'\"[]{}<>#".indexOf(c) >= 0 ? JOIN : OTHER;
            CLASSES[c] = (byte) (kind | (Plain.isMark(c) ? MARK : 0));
        }
        for (int c = 128; c < CLASSES.length; c++) {
            boolean letter = Character.isLetterOrDigit((char) c) || Character.isSurrogate((char) c);
            CLASSES[c] = (byte) (letter ? LETTER : JOIN);
        }
    }

    private Kinds() {}

    static int of(char c) {
        return CLASSES[c];
    }

    /** The char at an index, or NUL outside. */
    static char at(View view, int i) {
        return i >= 0 && i < view.length ? view.chars[i] : Fold.NOTHING;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    static boolean isWord(char c) {
        int kind = CLASSES[c];
        return kind == LETTER || kind == DIGIT;
    }

    /** Whether a plain local part of an address has such chars; others may belong to the text around it. */
    static boolean isPlain(char c) {
        return isWord(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '%';
    }

    static boolean isLocal(char c) {
        return isWord(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
    }

    static boolean isDomain(char c) {
        return isWord(c) || c == '.' || c == '-';
    }
}
