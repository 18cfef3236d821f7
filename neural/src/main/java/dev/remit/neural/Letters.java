package dev.remit.neural;

/**
 * A part of a text in UTF-8 as code points, with the byte at which each begins. Each byte that is not of a character is
 * one U+FFFD, so that places stay right. Immutable.
 */
final class Letters {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

    private final int[] points;
    private final int[] bytes;
    private final int length;

    private Letters(int[] points, int[] bytes, int length) {
        this.points = points;
        this.bytes = bytes;
        this.length = length;
    }

    static Letters of(byte[] utf8, int from, int to) {
        int[] points = new int[to - from];
        int[] bytes = new int[to - from + 1];
        int length = 0;
        for (int i = from; i < to; length++) {
            bytes[length] = i;
            int more = more(utf8[i]);
            int point = more < 0 || i + more >= to ? REPLACEMENT : point(utf8, i, more);
            i += point < 0 || more < 0 || i + more >= to ? 1 : more + 1;
            points[length] = point < 0 ? REPLACEMENT : point;
        }
        bytes[length] = to;
        return new Letters(points, bytes, length);
    }

    /** How many bytes follow the first of a character; -1 if none begins with it. */
    private static int more(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones == 0 ? 0 : ones >= 2 && ones <= 4 ? ones - 1 : -1;
    }

    /** The character of these bytes; -1 if they are none. */
    private static int point(byte[] utf8, int start, int more) {
        int point = more == 0 ? utf8[start] : utf8[start] & (0x3F >> more);
        for (int i = start + 1; i <= start + more; i++) {
            if ((utf8[i] & 0xC0) != 0x80) {
                return -1;
            }
            point = (point << 6) | (utf8[i] & 0x3F);
        }
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point < LEAST[more] || surrogate || point > Character.MAX_CODE_POINT ? -1 : point;
    }

    /** How many code points there are. */
    int length() {
        return length;
    }

    int at(int index) {
        return points[index];
    }

    /** The byte at which a code point begins; behind the last one, where the part ends. */
    int byteAt(int index) {
        return bytes[index];
    }

    boolean isBlankAt(int index) {
        return Character.isWhitespace(points[index]) || Character.isSpaceChar(points[index]);
    }

    /** Whether there is nothing to read. */
    boolean isBlank() {
        int i = 0;
        while (i < length && isBlankAt(i)) {
            i++;
        }
        return i == length;
    }

    /**
     * Whether a word goes on from the code point before an index. In scripts that put no blanks between words nothing tells,
     * so there only marks go on.
     */
    boolean goesOn(int index) {
        if (index <= 0 || index >= length || isBlankAt(index - 1)) {
            return false;
        }
        return isMark(points[index]) || (isOfWord(points[index - 1]) && isOfWord(points[index]));
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    private static boolean isOfWord(int point) {
        if (point < 0x80) {
            return Character.isLetterOrDigit(point);
        }
        if (!Character.isLetterOrDigit(point)) {
            return isMark(point);
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> false;
            default -> true;
        };
    }

    /** All of it. */
    String text() {
        return new String(points, 0, length);
    }
}
