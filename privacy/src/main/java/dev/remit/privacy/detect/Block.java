package dev.remit.privacy.detect;

/**
 * A block of text as a reader sees it, one byte for each character (see {@link Glyphs}), that knows where each came from.
 * A block of plain ASCII is read where it is, without a copy. Not thread-safe.
 */
final class Block {
    /** Seen before the block, so that its first word is not cut. */
    private static final int MARGIN = 64;

    /** Most bytes before the block that are read, so that it begins with a whole character. */
    private static final int FARTHEST = MARGIN + 4;

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
    private Origins origins = new Origins();

    /** What was folded before, while it is read again. */
    private byte[] foldedBefore = {};

    private Origins originsBefore = new Origins();
    private boolean direct;
    private byte[] utf8 = {};
    private int rawTo;
    private int next;

    /**
     * How the block must be looked at: bits of {@link Bytes#TRICKY}. Signs that escapes begin with are none if no escape begins
     * with any of them: most texts have a per cent sign somewhere.
     */
    static int tricks(byte[] utf8, int from, int to, int textFrom) {
        int tricks = 0;
        int i = from;
        for (; i + Lanes.MANY <= to; i += Lanes.MANY) {
            if (Lanes.hasTricky(utf8, i)) {
                tricks |= tricksOfFew(utf8, i, i + Lanes.MANY);
            }
        }
        tricks |= tricksOfFew(utf8, i, to);
        boolean escapes = (tricks & Bytes.ESCAPE) != 0 && hasEscape(utf8, Math.max(textFrom, from - FARTHEST), to);
        return escapes ? tricks : tricks & ~Bytes.ESCAPE;
    }

    private static int tricksOfFew(byte[] utf8, int from, int to) {
        int tricks = 0;
        for (int i = from; i < to; i++) {
            tricks |= Bytes.TRICKY[utf8[i] & 0xFF];
        }
        return tricks;
    }

    private static boolean hasEscape(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i += Long.BYTES) {
            if (Lanes.tricky(Lanes.upTo(utf8, i, to)) != 0) {
                for (int k = i; k < Math.min(to, i + Long.BYTES); k++) {
                    boolean sign = Bytes.TRICKY[utf8[k] & 0xFF] == Bytes.ESCAPE;
                    if (sign && (int) Characters.escape(utf8, k, to) > k + 1) {
                        return true;
                    }
                }
            }
        }
        return false;
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
                && begin - start < FARTHEST) {
            start--;
        }
        if (folded.length < end - start + Long.BYTES) {
            folded = new byte[Math.max(end - start, 1024) + Long.BYTES];
        }
        utf8 = text;
        rawTo = end;
        direct = false;
        hidden = false;
        decoded = false;
        t = folded;
        lo = 0;
        origins.clear();
        from = fill(start, begin, 0, decode, gaps);
        to = fill(next, end, from, decode, gaps);
        origins.add(to, end);
    }

    /**
     * Folds from an index, which {@link #next} tells afterwards, until at least another; returns how many bytes there are then.
     */
    private int fill(int start, int until, int count, boolean decode, boolean gaps) {
        byte[] out = folded;
        int n = count;
        int i = start;
        while (i < until) {
            if (i + Long.BYTES <= until) {
                // Eight bytes are copied, and those taken that stand for themselves: nearly all of most texts.
                long x = Lanes.at(utf8, i);
                int plain = Long.numberOfTrailingZeros(Lanes.tricky(x)) >>> 3;
                Lanes.put(out, n, x);
                origins.add(n, i);
                n += plain;
                i += plain;
                if (plain == Long.BYTES) {
                    continue;
                }
            }
            byte b = utf8[i];
            byte tricky = Bytes.TRICKY[b & 0xFF];
            if (tricky == 0 || (tricky == Bytes.ESCAPE && !decode)) {
                out[n] = b;
                origins.add(n++, i++);
                continue;
            }
            int seen;
            int behind;
            if (tricky == Bytes.ESCAPE) {
                long escape = Characters.escape(utf8, i, rawTo);
                seen = (int) (escape >>> 32);
                behind = (int) escape;
                decoded |= behind > i + 1;
            } else {
                long character = Characters.at(utf8, i, rawTo);
                seen = (int) (character >>> 32);
                behind = (int) character;
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
                    i = behind;
                    continue;
                }
                glyph = ' ';
            }
            out[n] = glyph;
            origins.add(n++, i);
            i = behind;
        }
        next = i;
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
        Origins places = origins;
        folded = foldedBefore.length < to + Long.BYTES ? new byte[in.length] : foldedBefore;
        origins = originsBefore;
        foldedBefore = in;
        originsBefore = places;
        origins.clear();
        places.rewind();
        int begin = from;
        int n = 0;
        for (int i = 0; i < to; ) {
            from = i <= begin ? n : from;
            byte b = in[i];
            int behind = i + 1;
            byte seen = b;
            if (b == '=' ? quoted : Bytes.TRICKY[b & 0xFF] == Bytes.ESCAPE) {
                long escape = b == '=' ? Characters.quoted(in, i, to) : Characters.escape(in, i, to);
                int c = (int) (escape >>> 32);
                behind = (int) escape;
                seen = c < 0 ? Glyphs.SYMBOL : Glyphs.of(c);
                decoded |= behind > i + 1;
            }
            if (seen != Glyphs.NOTHING) {
                folded[n] = seen;
                origins.add(n++, places.next(i));
            }
            i = behind;
        }
        origins.add(n, places.next(to));
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
        return direct ? index : origins.of(index);
    }
}
