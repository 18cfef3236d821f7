package dev.remit.privacy.guard;

import java.text.Normalizer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** What a char reads like: one ASCII char for all that looks or means the same, nothing for what nobody sees. */
final class Fold {
    /** Not to be seen: it is skipped. */
    static final char NOTHING = '\0';

    private static final char[] TABLE = new char[0x2100];

    /** Of the other chars, 256 each, made when the first of them is met: any thread makes the same. */
    private static final AtomicReferenceArray<char[]> PAGES = new AtomicReferenceArray<>(0x100);

    private static final int LETTERS = 26;
    private static final int INDICATORS = 0x1F1E6;

    /** White letters on black circles and squares, and regional indicators: Unicode has no other form for them. */
    private static final int[] BADGES = {0x1F150, 0x1F170, INDICATORS};

    private static final String CYRILLIC = "асеорхуіѕјАВЕКМНОРСТХ";
    private static final String GREEK = "οναΑΒΕΗΙΚΜΝΟΡΤΧΥΖ";
    private static final String LATIN = "aceopxyisjABEKMHOPCTX";
    private static final String LATIN_OF_GREEK = "ovaABEHIKMNOPTXYZ";

    static {
        for (char c = 0; c < TABLE.length; c++) {
            TABLE[c] = slow(c);
        }
        for (int i = 0; i < CYRILLIC.length(); i++) {
            TABLE[CYRILLIC.charAt(i)] = LATIN.charAt(i);
        }
        for (int i = 0; i < GREEK.length(); i++) {
            TABLE[GREEK.charAt(i)] = LATIN_OF_GREEK.charAt(i);
        }
    }

    private Fold() {}

    static char of(int c) {
        return c < TABLE.length ? TABLE[c] : c > Character.MAX_VALUE ? slow(c) : page(c >> 8)[c & 0xff];
    }

    private static char[] page(int number) {
        char[] page = PAGES.get(number);
        if (page == null) {
            page = new char[0x100];
            for (int i = 0; i < page.length; i++) {
                page[i] = slow(number << 8 | i);
            }
            PAGES.set(number, page);
        }
        return page;
    }

    /** Whether two of these are a flag, and more of them are letters. */
    static boolean isIndicator(int c) {
        return c >= INDICATORS && c < INDICATORS + LETTERS;
    }

    private static char slow(int c) {
        for (int first : BADGES) {
            if (c >= first && c < first + LETTERS) {
                return (char) ('A' + c - first);
            }
        }
        if (c == 0x3164 || c == 0xFFA0 || c == 0x115F || c == 0x1160 || c == 0x2800) {
            return NOTHING; // letters and dots that are drawn as nothing
        }
        if (c < 0x80) {
            return c >= ' ' || c == '\n' || c == '\r' || c == '\t' ? (char) c : NOTHING;
        }
        switch (Character.getType(c)) {
            case Character.FORMAT, Character.CONTROL, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                return NOTHING;
            }
            case Character.DASH_PUNCTUATION -> {
                return '-';
            }
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                return ' ';
            }
            case Character.DECIMAL_DIGIT_NUMBER -> {
                return (char) ('0' + Character.digit(c, 10));
            }
            default -> {}
        }
        if (c == 0x3002 || c == 0xFF61 || c == 0x2024) {
            return '.';
        }
        if (c == 0x2116) {
            return '#'; // a number's sign: no letters of the number
        }
        if (c == 0x2212) {
            return '-';
        }
        if (Character.isLetter(c) && c >= 0x2C00 && c < 0xA640) {
            return (char) c; // scripts whose letters have no other form
        }
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        char first = plain.charAt(0);
        boolean one = plain.length() == 1
                || (plain.length() > 1 && Character.getType(plain.charAt(1)) == Character.NON_SPACING_MARK);
        return one || first < 0x80 ? first : Character.isLetter(c) ? 'ª' : '\uFFFD';
    }
}
