package dev.remit.privacy.detect;

/**
 * A part of a text as someone reads it who looks for words: UTF-8 still, with its accents, but without what is not seen
 * and without letters in disguise, and knowing where each byte came from. A part without anything odd is read where it
 * is, without a copy, and in up to three ways. Used for many parts, one after the other; not thread-safe.
 *
 * <p>Unlike a {@link Block} it keeps accents and other alphabets, by which names are known. A letter of another alphabet
 * that looks like a Latin one is taken for it in a word with Latin letters, and in a word of such letters only if most of
 * the part is Latin.
 */
public final class Reading {
    /** How many times escapes are read that stand for escapes. */
    public static final int LEVELS = Characters.LEVELS;

    /** Something must be folded. */
    private static final int ODD = 1;

    /** There may be escapes. */
    private static final int ESCAPED = 2;

    /** One more letter of an alphabet with letters like Latin ones. */
    private static final int FOREIGN = 4;

    /** More must be known than the first byte of a character. */
    private static final int LOOK = 8;

    private static final byte[] SIGNS = new byte[256];

    static {
        for (int b = 0; b < 256; b++) {
            boolean seen = (b >= ' ' && b < 0x7F) || b == '\n' || b == '\r' || b == '\t';
            boolean escape = b == '\\' || b == '%' || b == '&';
            boolean accent = b >= 0xC3 && b <= 0xC5; // the letters of Latin-1 and Latin Extended-A
            boolean within = b >= 0x80 && b < 0xC0;
            boolean foreign = b >= 0xCD && b <= 0xD6;
            SIGNS[b] = (byte)
                    (escape
                            ? ESCAPED
                            : seen || accent || within ? 0 : b == 0xE2 ? LOOK : foreign ? ODD | FOREIGN : ODD);
        }
    }

    private byte[] utf8 = {};
    private int from;
    private int to;
    private int signs;
    private boolean latin;

    private byte[] text = {};
    private int start;
    private int end;
    private boolean direct;
    private byte[] folded = {};
    private int[] origins = {};
    private boolean hidden;
    private boolean decoded;
    private int level;

    // The word that is being folded.
    private int wordStart;
    private boolean latinLetter;
    private boolean likeLatin;
    private boolean otherLetter;

    /** Takes a part of a text; nothing is read yet. */
    public void begin(byte[] utf8, int from, int to) {
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
        decoded = false;
        hidden = false;
        look();
    }

    /** Takes a part without anything odd in it, and reads it as it stands. */
    public void direct(byte[] utf8, int from, int to) {
        this.utf8 = utf8;
        this.from = from;
        this.to = to;
        signs = 0;
        decoded = false;
        hidden = false;
        plain();
    }

    /**
     * Reads the part with escapes of JSON, URLs and HTML as what they stand for, if it has any.
     *
     * @return whether it has
     */
    public boolean unescaped() {
        if ((signs & ESCAPED) != 0) {
            fold(true, false);
            level = 1;
        }
        return decoded;
    }

    /**
     * Reads what was read last once more, for escapes that escapes stood for, but no more than {@link #LEVELS} deep.
     *
     * @return whether there are any
     */
    public boolean again() {
        if (!decoded || level == LEVELS) {
            return false;
        }
        level++;
        decoded = Characters.hasEscape(folded, 0, end);
        if (!decoded) {
            return false;
        }
        int last = end;
        int n = 0;
        beginWord(0);
        for (int i = 0; i < last; ) {
            int origin = origins[i];
            byte b = folded[i];
            int seen = b;
            int next = i + 1;
            if (b < 0 || SIGNS[b] == ESCAPED) {
                long character = b < 0 ? Characters.at(folded, i, last) : Characters.escape(folded, i, last);
                seen = (int) (character >> 32);
                next = (int) character;
            }
            n = put(seen, origin, n, false); // never longer than what it was read from
            i = next;
        }
        end = endWord(n);
        origins[end] = to;
        return decoded;
    }

    /** Reads the part as it stands. */
    public void plain() {
        if ((signs & ODD) == 0) {
            text = utf8;
            start = from;
            end = to;
            direct = true;
        } else {
            fold(false, false);
        }
    }

    /**
     * Reads the part with what is invisible, and pictures, as blanks, if one was left out behind a letter or digit.
     *
     * @return whether one was
     */
    public boolean apart() {
        if (hidden) {
            fold(false, true);
        }
        return hidden;
    }

    /** What is read, from {@link #start()} to {@link #end()}; valid until it is read again, and not to be changed. */
    public byte[] text() {
        return text;
    }

    /** Where what is read begins in {@link #text()}. */
    public int start() {
        return start;
    }

    /** Where what is read ends in {@link #text()}. */
    public int end() {
        return end;
    }

    /** Where in the text scanned a byte of what is read came from; for its end, the end of the part. */
    public int origin(int index) {
        return direct ? index : origins[index];
    }

    private void look() {
        int seen = 0;
        int foreign = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            if (Lanes.tricky(Lanes.upTo(utf8, at, to)) == 0) {
                continue;
            }
            for (int i = at; i < Math.min(to, at + Long.BYTES); i++) {
                byte sign = SIGNS[utf8[i] & 0xFF];
                if (sign != 0) {
                    seen |= sign == LOOK ? punctuation(i) : sign;
                    foreign += (sign & FOREIGN) != 0 ? 1 : 0;
                }
            }
        }
        signs = seen;
        latin = foreign < (to - from) / 4;
    }

    /** At the first byte of the block with dashes and quotation marks: those are as they should be. */
    private int punctuation(int i) {
        boolean known = i + 2 < to
                && utf8[i + 1] == (byte) 0x80
                && (utf8[i + 2] & 0xFF) >= 0x93
                && (utf8[i + 2] & 0xFF) <= 0xA6
                && (utf8[i + 2] & 0xFF) != 0x99;
        boolean euro = i + 2 < to && utf8[i + 1] == (byte) 0x82 && utf8[i + 2] == (byte) 0xAC;
        return known || euro ? 0 : ODD;
    }

    private void fold(boolean decode, boolean gaps) {
        if (folded.length < to - from + Long.BYTES) {
            folded = new byte[Math.max(to - from, 1024) + Long.BYTES];
            origins = new int[folded.length + 1];
        }
        decoded = false;
        direct = false;
        text = folded;
        start = 0;
        int n = 0;
        beginWord(0);
        for (int i = from; i < to; ) {
            if (!likeLatin && i + Long.BYTES <= to) {
                int plain = copy(i, n);
                n += plain;
                i += plain;
                if (plain == Long.BYTES) {
                    continue;
                }
            }
            byte b = utf8[i];
            int seen = b;
            int next = i + 1;
            if (b < 0) {
                long character = Characters.at(utf8, i, to);
                seen = (int) (character >> 32);
                next = (int) character;
            } else if (decode && SIGNS[b] == ESCAPED) {
                long escape = Characters.escape(utf8, i, to);
                seen = (int) (escape >> 32);
                next = (int) escape;
                decoded |= next > i + 1;
            }
            n = put(seen, i, n, gaps);
            i = next;
        }
        end = endWord(n);
        origins[end] = to;
    }

    /** Adds those of the next eight bytes that are as they seem, nearly all of most texts; returns how many. */
    private int copy(int i, int n) {
        long x = Lanes.at(utf8, i);
        int plain = Long.numberOfTrailingZeros(Lanes.tricky(x)) >>> 3;
        Lanes.put(folded, n, x);
        for (int k = 0; k < Long.BYTES; k++) {
            origins[n + k] = i + k;
        }
        int word = Lanes.endOfOthers(x, plain);
        if (word > 0) {
            beginWord(n + word);
        }
        latinLetter |= word < plain;
        return plain;
    }

    /** Adds a character; returns how many bytes there are then. */
    private int put(int c, int origin, int n, boolean gaps) {
        if (c >= ' ' && c < 0x7F) {
            boolean letter = isBasicLetter(c);
            int at = letter ? n : endWord(n);
            latinLetter |= letter;
            return add(c, origin, at, letter);
        }
        if (c < 0 || c == '\n' || c == '\r' || c == '\t') {
            return add(c < 0 ? Glyphs.SYMBOL : c, origin, endWord(n), false);
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return mark(c, n);
        }
        byte glyph = Glyphs.of(c);
        boolean picture = glyph == Glyphs.SYMBOL
                && (type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL || c >= 0x1F000);
        boolean badge = Glyphs.isBadge(c);
        hidden |= badge;
        if (glyph == Glyphs.NOTHING || picture || (badge && gaps)) {
            hidden |= n > 0 && (isBasicLetter(folded[n - 1]) || folded[n - 1] < 0 || Bytes.isDigit(folded[n - 1]));
            return gaps ? add(' ', origin, endWord(n), false) : n;
        }
        return c <= Accents.LAST || (c >= 0x2010 && c <= 0x2026) ? known(c, origin, n) : other(c, glyph, origin, n);
    }

    /** A letter with an accent, or a sign that prose has. */
    private int known(int c, int origin, int n) {
        if (Character.isLetter(c)) {
            latinLetter = true;
            return encode(c, origin, n);
        }
        int plain = switch (c) {
            case 0xA0 -> ' ';
            case 0x2010, 0x2011, 0x2012 -> '-';
            case 0x2019 -> '\'';
            default -> c;
        };
        return encode(plain, origin, endWord(n));
    }

    private int other(int c, byte glyph, int origin, int n) {
        if (c >= 0x370 && c < 0x590 && Character.isLetter(c)) {
            likeLatin |= glyph > 0;
            otherLetter |= glyph <= 0;
            return encode(c, origin, n);
        }
        boolean accented = (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) && isBasicLetter(glyph);
        if (accented) {
            latinLetter = true;
            int acute = Accents.compose(glyph, 0x301);
            return encode(acute > 0 ? acute : glyph, origin, n);
        }
        if (glyph == Glyphs.SYMBOL) {
            return encode(c, origin, endWord(n));
        }
        boolean letter = glyph < 0 || isBasicLetter(glyph);
        latinLetter |= glyph > 0 && letter;
        otherLetter |= glyph < 0;
        int at = letter ? n : endWord(n);
        return glyph < 0 ? encode(c, origin, at) : add(glyph, origin, at, letter);
    }

    /** An accent written by itself joins the letter before, if the two are a letter; any other is not seen. */
    private int mark(int c, int n) {
        if (n == 0 || !isBasicLetter(folded[n - 1])) {
            return n;
        }
        int letter = Accents.compose(folded[n - 1], c);
        return letter < 0 ? n : encode(letter, origins[n - 1], n - 1);
    }

    private int encode(int c, int origin, int n) {
        if (c < 0x80) {
            return add(c, origin, n, isBasicLetter(c));
        }
        if (c < 0x800) {
            int at = add(0xC0 | c >> 6, origin, n, true);
            return add(0x80 | (c & 0x3F), origin, at, true);
        }
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return add('?', origin, n, true); // half of a character, from an escape
        }
        int at = n;
        if (c < 0x10000) {
            at = add(0xE0 | c >> 12, origin, at, true);
        } else {
            at = add(0xF0 | c >> 18, origin, at, true);
            at = add(0x80 | ((c >> 12) & 0x3F), origin, at, true);
        }
        at = add(0x80 | ((c >> 6) & 0x3F), origin, at, true);
        return add(0x80 | (c & 0x3F), origin, at, true);
    }

    private int add(int b, int origin, int n, boolean inWord) {
        folded[n] = (byte) b;
        origins[n] = origin;
        if (!inWord) {
            beginWord(n + 1);
        }
        return n + 1;
    }

    private void beginWord(int at) {
        wordStart = at;
        latinLetter = false;
        likeLatin = false;
        otherLetter = false;
    }

    /** Takes the disguise off the word that ends here; returns where it ends then. */
    private int endWord(int n) {
        boolean disguised = likeLatin && (latinLetter || (latin && !otherLetter));
        int at = n;
        if (disguised) {
            at = wordStart;
            for (int i = wordStart; i < n; ) {
                long character = Characters.at(folded, i, n);
                int c = (int) (character >> 32);
                int next = (int) character;
                byte glyph = c >= 0x370 && c < 0x590 ? Glyphs.of(c) : 0;
                if (glyph > 0) {
                    folded[at] = glyph;
                    origins[at++] = origins[i];
                    i = next;
                } else {
                    while (i < next) {
                        folded[at] = folded[i];
                        origins[at++] = origins[i++];
                    }
                }
            }
        }
        beginWord(at);
        return at;
    }

    private static boolean isBasicLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
