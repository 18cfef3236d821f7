package dev.remit.privacy.detect;

import java.text.Normalizer;

/**
 * How each character is seen, as one byte: ASCII as it is, digits of any script as ASCII digits, look-alikes of Latin
 * letters as those, letters with accents without them, and what is invisible as nothing. Other letters become bytes from
 * 0x80 up, always the same one, so that their words can still be told apart; other symbols become {@link #SYMBOL}.
 */
final class Glyphs {
    /** Stands for any symbol, and for bytes that are not UTF-8. */
    static final byte SYMBOL = 0x1A;

    /** What is not seen at all. */
    static final byte NOTHING = 0;

    /** The first of 26 white letters in black circles, of those in squares, and of the halves of flags. */
    private static final int CIRCLES = 0x1F150;

    private static final int SQUARES = 0x1F170;
    private static final int FLAGS = 0x1F1E6;

    private static final byte[] BASIC = new byte[0x10000];

    private static final String LOOKS_LIKE = """
            АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ Ԛq ԜW ҮY аa еe оo рp сc уy хx ѕs іi јj ԁd ԛq ԝw һh ӏl Ӏl ԍg
            ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa οo ρp νv ιi κk υu
            ԁd օo սu հh ոn ցg զq ԍg ѵv ѡw ոn ʏY ʀR ɴN ʟL ʜH ɪI ɢG ʙB ᴀA ᴄC ᴅD ᴇE ꜰF ᴊJ ᴋK ᴍM ᴏO ᴘP ꜱS ᴛT ᴜU ᴠV ᴡW ᴢZ
            ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᎥI ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᎢT ᏙV ᎳW ᏃZ
            ßs øo ØO æa ÆA œo ŒO đd ĐD łl ŁL ıi ðd ÐD þt ÞT ħh ɡg ɑa ⅼl""";

    static {
        for (int c = 0; c < BASIC.length; c++) {
            BASIC[c] = c < 0x80 ? ascii(c) : byType(c);
        }
        for (String pair : LOOKS_LIKE.split("\\s+")) {
            BASIC[pair.charAt(0)] = (byte) pair.charAt(1);
        }
    }

    private Glyphs() {}

    /** How a code point is seen. */
    static byte of(int codePoint) {
        return codePoint < BASIC.length ? BASIC[codePoint] : byType(codePoint);
    }

    /** Whether a code point is a capital on a badge or half of a flag, which may be meant as a letter or as a picture. */
    static boolean isBadge(int codePoint) {
        return codePoint >= CIRCLES
                && (codePoint < CIRCLES + 26
                        || (codePoint >= SQUARES && codePoint < SQUARES + 26)
                        || (codePoint >= FLAGS && codePoint < FLAGS + 26));
    }

    private static byte ascii(int c) {
        boolean seen = (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
        return seen ? (byte) c : NOTHING;
    }

    @SuppressWarnings("CharacterGetNumericValue") // asked only of digits and number signs, never of letters
    private static byte byType(int c) {
        if (c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800) {
            return NOTHING; // fillers: letters or symbols by their type, drawn as nothing
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.CONTROL, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> NOTHING;
            case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER, Character.LETTER_NUMBER -> {
                int value = Character.getNumericValue(c);
                yield value >= 0 && value <= 9 ? (byte) ('0' + value) : SYMBOL;
            }
            case Character.DASH_PUNCTUATION -> (byte) '-';
            case Character.SPACE_SEPARATOR -> (byte) ' ';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> (byte) '\n';
            default -> letterOrSymbol(c);
        };
    }

    private static byte letterOrSymbol(int c) {
        switch (c) {
            case 0x2212, 0x2043 -> { // minus sign, hyphen bullet
                return (byte) '-';
            }
            case 0x2024, 0x3002, 0xFF61 -> { // one dot leader, ideographic full stops
                return (byte) '.';
            }
            case 0x2044, 0x2215 -> { // fraction and division slash
                return (byte) '/';
            }
            case 0xFFFD -> {
                return SYMBOL;
            }
            default -> {
                // Every other character is what its decomposition says.
            }
        }
        if (isBadge(c)) {
            return (byte) ('A' + (c >= FLAGS ? c - FLAGS : c >= SQUARES ? c - SQUARES : c - CIRCLES));
        }
        if (decomposes(c)) {
            String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
            if (plain.charAt(0) < 0x7F && (plain.length() == 1 || Character.isLetter(plain.charAt(0)))) {
                return (byte) plain.charAt(0);
            }
        }
        if (!Character.isLetter(c)) {
            return SYMBOL;
        }
        int lower = Character.toLowerCase(c);
        return (byte) (0x80 | ((lower * 0x9E3779B1) >>> 25));
    }

    /** Where characters are that are Latin ones in another style; asking the normalizer of all would take long. */
    private static boolean decomposes(int c) {
        return c < 0x250
                || (c >= 0x1E00 && c <= 0x1EFF)
                || (c >= 0x2070 && c <= 0x214F)
                || (c >= 0x2460 && c <= 0x24FF)
                || (c >= 0xFE50 && c <= 0xFEFE)
                || (c >= 0xFF01 && c <= 0xFFEE)
                || (c >= 0x1D400 && c <= 0x1D7FF)
                || (c >= 0x1F100 && c <= 0x1F189);
    }
}
