package dev.remit.privacy.detect;

import java.util.Arrays;

/**
 * A block of text as a reader sees it, one byte for each character (see {@link Glyphs}), that knows where each came from.
 * A block of plain ASCII is read where it is, without a copy. Not thread-safe.
 */
final class Block {
    /** Seen before the block, so that its first word is not cut. */
    private static final int MARGIN = 64;

    private static final String[] ENTITIES = {"amp;", "lt;", "gt;", "quot;", "nbsp;", "commat;", "period;", "colon;"};
    private static final String ENTITY_CHARS = "&<>\" @.:";

    /** Bytes to look at, from {@link #lo} to {@link #to}. */
    byte[] t = {};

    int lo;

    /** Where the block begins; what is before is only looked back at. */
    int from;

    int to;

    /** Bytes that were looked at again behind the first pass, by which tests see that the time is linear. */
    long work;

    /** Whether the block is all of the text. */
    boolean complete;

    /** Whether something invisible was left out. */
    boolean hidden;

    /** Whether an escape was decoded. */
    boolean decoded;

    private byte[] folded = {};
    private int[] origins = {};
    private boolean direct;
    private byte[] utf8 = {};
    private int rawTo;

    /** How the block must be looked at: bits of {@link Bytes#TRICKY}. */
    static int tricks(byte[] utf8, int from, int to) {
        int tricks = 0;
        for (int i = from; i < to; i++) {
            tricks |= Bytes.TRICKY[utf8[i] & 0xFF];
        }
        return tricks;
    }

    /** The byte at an index, or NUL, which no folded text has, outside. */
    byte at(int index) {
        return index >= lo && index < to ? t[index] : 0;
    }

    /** Looks at plain ASCII where it is. */
    void direct(byte[] text, int begin, int end, int textFrom) {
        utf8 = text;
        t = text;
        lo = textFrom;
        from = begin;
        to = end;
        direct = true;
        hidden = false;
        decoded = false;
    }

    /**
     * Folds a text.
     *
     * @param decode whether escapes of JSON, URLs and HTML are what they stand for
     * @param gaps whether what is invisible separates, instead of being nothing
     */
    void fold(byte[] text, int begin, int end, int textFrom, boolean decode, boolean gaps) {
        int start = begin;
        while (start > textFrom
                && (begin - start < MARGIN || (text[start] & 0xC0) == 0x80)
                && begin - start < MARGIN + 4) {
            start--;
        }
        if (folded.length < end - start) {
            folded = new byte[Math.max(end - start, 1024)];
            origins = new int[folded.length + 1];
        }
        utf8 = text;
        rawTo = end;
        direct = false;
        hidden = false;
        decoded = false;
        t = folded;
        lo = 0;
        from = 0;
        to = fill(start, begin, decode, gaps);
        origins[to] = end;
    }

    private int fill(int start, int begin, boolean decode, boolean gaps) {
        byte[] out = folded;
        int[] origin = origins;
        int n = 0;
        boolean before = true;
        for (int i = start; i < rawTo; ) {
            if (before && i >= begin) {
                from = n;
                before = false;
            }
            byte b = utf8[i];
            byte tricky = Bytes.TRICKY[b & 0xFF];
            if (tricky == 0 || (tricky == Bytes.ESCAPE && !decode)) {
                out[n] = b;
                origin[n++] = i++;
                continue;
            }
            int seen;
            int next;
            if (tricky == Bytes.ESCAPE) {
                long escape = escape(i);
                seen = (int) (escape >>> 32);
                next = (int) escape;
                decoded |= next > i + 1;
            } else {
                long character = character(i);
                seen = (int) (character >>> 32);
                next = (int) character;
            }
            byte glyph = seen < 0 ? Glyphs.SYMBOL : Glyphs.of(seen);
            if (glyph == Glyphs.NOTHING) {
                boolean mark = seen >= 0 && Character.getType(seen) == Character.NON_SPACING_MARK;
                hidden |= !mark;
                if (!gaps || mark || tricky == Bytes.ESCAPE) {
                    i = next;
                    continue;
                }
                glyph = ' ';
            }
            out[n] = glyph;
            origin[n++] = i;
            i = next;
        }
        return n;
    }

    /** A character and the index behind it; negative if the bytes are not UTF-8, of which one is taken then. */
    private long character(int i) {
        int b = utf8[i] & 0xFF;
        if (b < 0x80) {
            return pair(b, i + 1);
        }
        int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        int c = b & (0xFF >> (length + 1));
        boolean valid = b >= 0xC2 && b <= 0xF4 && i + length <= rawTo;
        for (int k = 1; valid && k < length; k++) {
            int next = utf8[i + k] & 0xFF;
            valid = (next & 0xC0) == 0x80;
            c = c << 6 | (next & 0x3F);
        }
        boolean shortest = c >= (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80);
        boolean scalar = c <= Character.MAX_CODE_POINT && (c < 0xD800 || c > 0xDFFF);
        if (valid && shortest && scalar) {
            return pair(c, i + length);
        }
        // In Latin-1 these two are a blank and a hyphen that is not seen.
        return pair(b == 0xA0 ? ' ' : b == 0xAD ? 0xAD : -1, i + 1);
    }

    private long escape(int i) {
        return switch (utf8[i]) {
            case '\\' -> backslash(i);
            case '%' -> percent(i);
            default -> entity(i);
        };
    }

    private long backslash(int i) {
        byte kind = raw(i + 1);
        if (kind == 'u') {
            int c = hex(i + 2, 4);
            if (c >= 0xD800 && c < 0xDC00 && raw(i + 6) == '\\' && raw(i + 7) == 'u') {
                int low = hex(i + 8, 4);
                return low >= 0xDC00 && low < 0xE000
                        ? pair(Character.toCodePoint((char) c, (char) low), i + 12)
                        : pair(-1, i + 6);
            }
            return c < 0 ? pair('\\', i + 1) : pair(c, i + 6);
        }
        return switch (kind) {
            case 'n', 'r' -> pair('\n', i + 2);
            case 't', 'b', 'f' -> pair(' ', i + 2);
            case '"', '/', '\\', '\'' -> pair(kind, i + 2);
            default -> pair('\\', i + 1);
        };
    }

    private long percent(int i) {
        int c = hex(i + 1, 2);
        return c < 0 ? pair('%', i + 1) : pair(c < 0x80 ? c : -1, i + 3);
    }

    private long entity(int i) {
        if (raw(i + 1) == '#') {
            boolean hex = (raw(i + 2) | 0x20) == 'x';
            int k = hex ? i + 3 : i + 2;
            int first = k;
            int c = 0;
            while (k - first < 7 && Character.digit(raw(k), hex ? 16 : 10) >= 0) {
                c = c * (hex ? 16 : 10) + Character.digit(raw(k++), hex ? 16 : 10);
            }
            boolean valid = k > first && raw(k) == ';' && c <= Character.MAX_CODE_POINT;
            return valid ? pair(c, k + 1) : pair('&', i + 1);
        }
        for (int e = 0; e < ENTITIES.length; e++) {
            if (startsWith(i + 1, ENTITIES[e])) {
                return pair(ENTITY_CHARS.charAt(e), i + 1 + ENTITIES[e].length());
            }
        }
        return pair('&', i + 1);
    }

    private boolean startsWith(int i, String name) {
        for (int k = 0; k < name.length(); k++) {
            if (raw(i + k) != name.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    private int hex(int i, int digits) {
        int value = 0;
        for (int k = i; k < i + digits; k++) {
            int digit = Bytes.HEX[raw(k) & 0xFF];
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value;
    }

    private byte raw(int i) {
        return i < rawTo ? utf8[i] : 0;
    }

    private static long pair(int character, int next) {
        return (long) character << 32 | next;
    }

    /** Whether the block is all of the text and has nothing outside this part but blanks. */
    boolean isWhole(int start, int end) {
        if (!complete || start - from > MARGIN || to - end > MARGIN) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((i < start || i >= end) && Bytes.isAlnum(t[i])) {
                return false;
            }
        }
        return true;
    }

    /** Where in the text a byte of this block came from. */
    int origin(int index) {
        return direct ? index : origins[index];
    }

    /** The index of this block that a place in the text, at or behind its begin, became. */
    int indexOf(int place) {
        if (direct) {
            return place;
        }
        int index = Arrays.binarySearch(origins, from, to, place);
        return index >= 0 ? index : -index - 1;
    }
}
