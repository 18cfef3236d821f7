package dev.remit.privacy.text;

import java.text.Normalizer;

/**
 * A text as a reader sees it, for matching only: what is invisible is gone (format characters, controls, variation
 * selectors, combining marks), digits of any script and style are ASCII digits, full-width and mathematical letters are
 * plain ones, dashes are {@code -}, and spaces are {@code ' '}. Each char knows where it came from.
 */
final class Folded {
    private static final char SOME_LETTER = 'ª'; // stands for a letter outside the basic plane
    private static final char SOME_SYMBOL = '\uFFFD';

    final char[] chars;
    final int length;
    private final int[] origins;

    Folded(String text) {
        chars = new char[text.length()];
        origins = new int[text.length() + 1];
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c < 0x80 ? (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t' : isVisible(c)) {
                origins[count] = i;
                chars[count++] = c < 0x80 ? (char) c : fold(c);
            }
            i += Character.charCount(c);
        }
        length = count;
        origins[count] = text.length();
    }

    /** The char at an index, or NUL, which no folded text has, outside the text. */
    char at(int index) {
        return index >= 0 && index < length ? chars[index] : '\0';
    }

    /** A finding from start to end, exclusive, of this folded text, placed in the text that was folded. */
    Finding finding(FindingKind kind, int start, int end) {
        return new Finding(kind, origins[start], origins[end]);
    }

    boolean startsWith(String prefix, int index) {
        if (index + prefix.length() > length) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (chars[index + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String text(int start, int end) {
        return new String(chars, start, end - start);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isVisible(int c) {
        // Letters by their category that are drawn as nothing, or as a gap: the Hangul fillers.
        boolean filler = c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
        return !filler
                && switch (Character.getType(c)) {
                    case Character.FORMAT, Character.CONTROL, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                        false;
                    default -> true;
                };
    }

    @SuppressWarnings("CharacterGetNumericValue") // asked only of digits and number signs, never of letters
    private static char fold(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER -> {
                int value = Character.getNumericValue(c);
                yield value >= 0 && value <= 9 ? (char) ('0' + value) : SOME_SYMBOL;
            }
            case Character.DASH_PUNCTUATION -> '-';
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> letterOrSymbol(c);
        };
    }

    private static char letterOrSymbol(int c) {
        if (c == 0x2212) { // minus sign
            return '-';
        }
        if (c == 0x2024 || c == 0x3002 || c == 0xFF61) { // one dot leader, ideographic full stops
            return '.';
        }
        if ((c >= 0xFF01 && c <= 0xFF5E) || (c >= 0xFE50 && c <= 0xFE6B)) {
            return plain(c);
        }
        boolean styled = (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0x24B6 && c <= 0x24E9) || (c >= 0x2100 && c <= 0x214F);
        if (styled || (c >= 0x1F130 && c <= 0x1F149)) {
            return plain(c);
        }
        if (Character.isBmpCodePoint(c)) {
            return (char) c;
        }
        return Character.isLetter(c) ? SOME_LETTER : SOME_SYMBOL;
    }

    private static char plain(int c) {
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        return plain.length() == 1 ? plain.charAt(0) : SOME_SYMBOL;
    }
}
