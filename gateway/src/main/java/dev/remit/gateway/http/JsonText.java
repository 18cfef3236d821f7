package dev.remit.gateway.http;

/**
 * Whether bytes are Unicode text before a parser sees them (RFC 3629, RFC 8259 section 8.1).
 *
 * <p>The JSON parser decodes leniently: overlong forms, encoded surrogates and lone {@code \}{@code ud800} escapes
 * would become strings that no encoder can write again, and that compare unequal to what a database stored. They are
 * refused here, in one pass.
 */
final class JsonText {
    private JsonText() {}

    /** True when the bytes are strict UTF-8 and every escaped surrogate has its other half right after it. */
    static boolean isUnicode(byte[] text) {
        int i = 0;
        while (i < text.length) {
            byte b = text[i];
            int next;
            if (b == '\\') {
                next = afterEscape(text, i);
            } else {
                next = b >= 0 ? i + 1 : afterSequence(text, i);
            }
            if (next < 0) {
                return false;
            }
            i = next;
        }
        return true;
    }

    /** The index after a backslash escape, or -1 for half a surrogate pair. A bad escape is left to the parser. */
    private static int afterEscape(byte[] text, int at) {
        int unit = escapedUnit(text, at);
        if (unit < 0) {
            // Skips the escaped character, so that an escaped backslash does not start another escape.
            return at + 1 < text.length && text[at + 1] >= 0 ? at + 2 : at + 1;
        }
        if (unit < 0xD800 || unit > 0xDFFF) {
            return at + 6;
        }
        int low = unit < 0xDC00 ? escapedUnit(text, at + 6) : -1;
        return low >= 0xDC00 && low <= 0xDFFF ? at + 12 : -1;
    }

    /** The UTF-16 unit of a four-digit unicode escape that starts at the index, or -1. */
    private static int escapedUnit(byte[] text, int at) {
        if (at + 6 > text.length || text[at] != '\\' || text[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** The index after a multi-byte sequence, or -1 where it is malformed (the table of RFC 3629 section 4). */
    private static int afterSequence(byte[] text, int at) {
        int lead = text[at] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return tails(text, at + 1, 1, 0x80, 0xBF);
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return tails(text, at + 1, 2, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            return tails(text, at + 1, 3, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
        }
        return -1;
    }

    /** Checks so many continuation bytes; only the first has a narrower range. */
    private static int tails(byte[] text, int from, int count, int least, int most) {
        if (from + count > text.length) {
            return -1;
        }
        int first = text[from] & 0xFF;
        if (first < least || first > most) {
            return -1;
        }
        for (int i = from + 1; i < from + count; i++) {
            if ((text[i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        return from + count;
    }
}
