package dev.remit.privacy.detect;

/**
 * Reads one character of UTF-8, or one escape of JSON, programs, URLs, HTML or mail. Each answer holds the character in its upper half,
 * negative if the bytes stand for none, and the index behind it in its lower half.
 */
final class Characters {
    /** How many times escapes are read that stand for escapes. */
    static final int LEVELS = 3;

    /** One byte as two hexadecimal digits behind a sign, as in %40; or as {@link #HEX}; or as {@link #OCTAL}. */
    private static final int PAIR = 3;

    /** As in \\x40. */
    private static final int HEX = 4;

    /** As in \\100. */
    private static final int OCTAL = 5;

    private static final String[] ENTITIES = {"amp;", "lt;", "gt;", "quot;", "nbsp;", "commat;", "period;", "colon;"};
    private static final String ENTITY_CHARS = "&<>\" @.:";

    private Characters() {}

    /** A character and the index behind it; negative if the bytes are not UTF-8, of which one is taken then. */
    static long at(byte[] utf8, int i, int to) {
        int b = utf8[i] & 0xFF;
        if (b < 0x80) {
            return pair(b, i + 1);
        }
        int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        int c = b & (0xFF >> (length + 1));
        boolean valid = b >= 0xC2 && b <= 0xF4 && i + length <= to;
        for (int k = 1; valid && k < length; k++) {
            int next = utf8[i + k] & 0xFF;
            valid = (next & 0xC0) == 0x80;
            c = c << 6 | (next & 0x3F);
        }
        if (valid && isScalar(c, length)) {
            return pair(c, i + length);
        }
        // In Latin-1 these two are a blank and a hyphen that is not seen.
        return pair(b == 0xA0 ? ' ' : b == 0xAD ? 0xAD : -1, i + 1);
    }

    private static boolean isScalar(int c, int length) {
        boolean shortest = c >= (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80);
        return shortest && c <= Character.MAX_CODE_POINT && (c < 0xD800 || c > 0xDFFF);
    }

    /** At a backslash, a percent sign or an ampersand, which stand for themselves if no escape follows. */
    static long escape(byte[] utf8, int i, int to) {
        return switch (utf8[i]) {
            case '\\' -> backslash(utf8, i, to);
            case '%' -> bytes(utf8, i, to, PAIR);
            default -> entity(utf8, i, to);
        };
    }

    /** Whether an escape begins with any of the signs that may begin one. */
    static boolean hasEscape(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i += Long.BYTES) {
            if (Lanes.tricky(Lanes.upTo(utf8, i, to)) == 0) {
                continue;
            }
            for (int k = i; k < Math.min(to, i + Long.BYTES); k++) {
                if (Bytes.TRICKY[utf8[k] & 0xFF] == Bytes.ESCAPE && (int) escape(utf8, k, to) > k + 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long backslash(byte[] utf8, int i, int to) {
        byte kind = raw(utf8, i + 1, to);
        if (kind == 'u') {
            int c = hex(utf8, i + 2, to, 4);
            if (c >= 0xD800 && c < 0xDC00 && raw(utf8, i + 6, to) == '\\' && raw(utf8, i + 7, to) == 'u') {
                int low = hex(utf8, i + 8, to, 4);
                return low >= 0xDC00 && low < 0xE000
                        ? pair(Character.toCodePoint((char) c, (char) low), i + 12)
                        : pair(-1, i + 6);
            }
            return c >= 0 ? pair(c, i + 6) : raw(utf8, i + 2, to) == '{' ? braces(utf8, i, to) : pair('\\', i + 1);
        }
        return switch (kind) {
            case 'n', 'r' -> pair('\n', i + 2);
            case 't', 'b', 'f' -> pair(' ', i + 2);
            case '"', '/', '\\', '\'' -> pair(kind, i + 2);
            case 'x' -> bytes(utf8, i, to, HEX);
            case '0', '1', '2', '3' -> bytes(utf8, i, to, OCTAL);
            default -> pair('\\', i + 1);
        };
    }

    /** As in \\u{1F600}. */
    private static long braces(byte[] utf8, int i, int to) {
        int c = 0;
        int k = i + 3;
        while (k < i + 9 && Bytes.HEX[raw(utf8, k, to) & 0xFF] >= 0) {
            c = 16 * c + Bytes.HEX[utf8[k++]];
        }
        boolean valid = k > i + 3 && raw(utf8, k, to) == '}' && c <= Character.MAX_CODE_POINT;
        return valid ? pair(c, k + 1) : pair('\\', i + 1);
    }

    /** At an equals sign of a mail (RFC 2045, section 6.7), which stands for itself if no printable character follows. */
    static long quoted(byte[] utf8, int i, int to) {
        int c = hex(utf8, i + 1, to, 2);
        return c >= ' ' && c < 0x7F ? pair(c, i + 3) : pair('=', i + 1);
    }

    /** A character of UTF-8 whose bytes are written one by one. */
    private static long bytes(byte[] utf8, int i, int to, int form) {
        int width = Math.min(form, 4);
        int first = written(utf8, i, to, form);
        if (first < 0x80) {
            return first < 0 ? pair(utf8[i], i + 1) : pair(first, i + width);
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        int c = first & (0xFF >> (length + 1));
        boolean valid = first >= 0xC2 && first <= 0xF4;
        for (int k = 1; valid && k < length; k++) {
            int next = raw(utf8, i + width * k, to) == utf8[i] ? written(utf8, i + width * k, to, form) : -1;
            valid = (next & 0xC0) == 0x80 && next >= 0;
            c = c << 6 | (next & 0x3F);
        }
        return valid && isScalar(c, length) ? pair(c, i + width * length) : pair(-1, i + width);
    }

    /** The byte that is written behind a sign; negative if none is. */
    private static int written(byte[] utf8, int i, int to, int form) {
        if (form == PAIR) {
            return hex(utf8, i + 1, to, 2);
        }
        if (form == HEX) {
            return raw(utf8, i + 1, to) == 'x' ? hex(utf8, i + 2, to, 2) : -1;
        }
        int value = 0;
        for (int k = i + 1; k < i + 4; k++) {
            byte digit = raw(utf8, k, to);
            if (digit < '0' || digit > '7') {
                return -1;
            }
            value = 8 * value + digit - '0';
        }
        return value <= 0xFF ? value : -1;
    }

    private static long entity(byte[] utf8, int i, int to) {
        if (raw(utf8, i + 1, to) == '#') {
            boolean hex = (raw(utf8, i + 2, to) | 0x20) == 'x';
            int k = hex ? i + 3 : i + 2;
            int first = k;
            int c = 0;
            while (k - first < 7 && Character.digit(raw(utf8, k, to), hex ? 16 : 10) >= 0) {
                c = c * (hex ? 16 : 10) + Character.digit(raw(utf8, k++, to), hex ? 16 : 10);
            }
            boolean valid = k > first && c <= Character.MAX_CODE_POINT;
            return valid ? pair(c, raw(utf8, k, to) == ';' ? k + 1 : k) : pair('&', i + 1);
        }
        for (int e = 0; e < ENTITIES.length; e++) {
            if (startsWith(utf8, i + 1, to, ENTITIES[e])) {
                return pair(ENTITY_CHARS.charAt(e), i + 1 + ENTITIES[e].length());
            }
        }
        return pair('&', i + 1);
    }

    private static boolean startsWith(byte[] utf8, int i, int to, String name) {
        for (int k = 0; k < name.length(); k++) {
            if (raw(utf8, i + k, to) != name.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private static int hex(byte[] utf8, int i, int to, int digits) {
        int value = 0;
        for (int k = i; k < i + digits; k++) {
            int digit = Bytes.HEX[raw(utf8, k, to) & 0xFF];
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value;
    }

    private static byte raw(byte[] utf8, int i, int to) {
        return i < to ? utf8[i] : 0;
    }

    private static long pair(int character, int next) {
        return (long) character << 32 | next;
    }
}
