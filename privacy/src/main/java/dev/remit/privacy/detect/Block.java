package dev.remit.privacy.detect;

import java.util.Arrays;

/**
 * A block of text as a reader sees it, one byte for each character (see {@link Glyphs}), that knows where each came from.
 * A block of plain ASCII is read where it is, without a copy. Not thread-safe.
 */
final class Block {
    /** Seen before the block, so that its first word is not cut. */
    private static final int MARGIN = 64;

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

    /** What was folded before, while it is read again. */
    private byte[] foldedBefore = {};

    private int[] originsBefore = {};
    private boolean direct;
    private byte[] utf8 = {};
    private int rawTo;

    /** How the block must be looked at: bits of {@link Bytes#TRICKY}. */
    static int tricks(byte[] utf8, int from, int to) {
        int tricks = 0;
        for (int i = from; i < to; i += Long.BYTES) {
            if (Lanes.tricky(Lanes.upTo(utf8, i, to)) != 0) {
                for (int k = i; k < Math.min(to, i + Long.BYTES); k++) {
                    tricks |= Bytes.TRICKY[utf8[k] & 0xFF];
                }
            }
        }
        return tricks;
    }

    /** The byte at an index, or NUL, which no folded text has, outside. */
    byte at(int index) {
        return index >= lo && index < to ? t[index] : 0;
    }

    /** Whether a text in ASCII stands at an index. */
    boolean startsWith(int index, String text) {
        for (int k = 0; k < text.length(); k++) {
            if (at(index + k) != text.charAt(k)) {
                return false;
            }
        }
        return true;
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
                long escape = Characters.escape(utf8, i, rawTo);
                seen = (int) (escape >>> 32);
                next = (int) escape;
                decoded |= next > i + 1;
            } else {
                long character = Characters.at(utf8, i, rawTo);
                seen = (int) (character >>> 32);
                next = (int) character;
            }
            byte glyph = seen < 0 ? Glyphs.SYMBOL : Glyphs.of(seen);
            if (Glyphs.isBadge(seen)) {
                hidden = true;
                glyph = gaps ? Glyphs.SYMBOL : glyph;
            }
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

    /**
     * Reads what was folded once more, for escapes that escapes stood for.
     *
     * @param quoted whether equals signs begin some, as in mails
     * @return whether there are any
     */
    boolean again(boolean quoted) {
        decoded = false;
        if (!quoted && !Characters.hasEscape(t, 0, to)) {
            return false;
        }
        byte[] in = folded;
        int[] places = origins;
        folded = foldedBefore.length < to ? new byte[in.length] : foldedBefore;
        origins = originsBefore.length <= to ? new int[places.length] : originsBefore;
        foldedBefore = in;
        originsBefore = places;
        int begin = from;
        int n = 0;
        for (int i = 0; i < to; ) {
            from = i <= begin ? n : from;
            byte b = in[i];
            int next = i + 1;
            byte seen = b;
            if (b == '=' ? quoted : Bytes.TRICKY[b & 0xFF] == Bytes.ESCAPE) {
                long escape = b == '=' ? Characters.quoted(in, i, to) : Characters.escape(in, i, to);
                int c = (int) (escape >>> 32);
                next = (int) escape;
                seen = c < 0 ? Glyphs.SYMBOL : Glyphs.of(c);
                decoded |= next > i + 1;
            }
            if (seen != Glyphs.NOTHING) {
                folded[n] = seen;
                origins[n++] = places[i];
            }
            i = next;
        }
        origins[n] = places[to];
        to = n;
        t = folded;
        return decoded;
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

    /** Whether a byte may stand for a letter that is not of the Latin alphabet. */
    boolean isFolded() {
        return !direct;
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
