package dev.remit.privacy.detect.prose;

import dev.remit.privacy.detect.Outline;
import dev.remit.privacy.detect.Reading;
import dev.remit.privacy.detect.WordHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The words and numbers of a block and what is between them, in parallel arrays that are used again. Not thread-safe. */
final class Words {
    // Shapes.
    static final int CAP = 1;
    static final int ALL_CAPS = 1 << 1;
    static final int LOWER = 1 << 2;
    static final int NUMBER = 1 << 3;
    static final int CODE = 1 << 4;
    static final int INITIAL = 1 << 5;
    static final int FOREIGN_LETTER = 1 << 6;

    // What stands before a word.
    static final int SPACE = 1;
    static final int LINE = 1 << 1;
    static final int BLANK_LINE = 1 << 2;
    static final int COMMA = 1 << 3;
    static final int DOT = 1 << 4;
    static final int COLON = 1 << 5;
    static final int HYPHEN = 1 << 6;
    static final int APOSTROPHE = 1 << 7;
    static final int STOP = 1 << 8;
    static final int QUOTE = 1 << 9;
    static final int BRACKET = 1 << 10;
    static final int SYMBOL = 1 << 11;
    static final int SLASH = 1 << 12;
    static final int EDGE = 1 << 13;
    static final int AT = 1 << 14;

    /** What parts what was written in one go. */
    private static final int PARTING = SPACE | LINE | EDGE;

    /** What only says that a word in small letters is ordinary, or what its neighbours are. */
    private static final long PLAIN = Lexicon.WORD
            | Lexicon.CAPITAL
            | Lexicon.BEFORE_PERSON
            | Lexicon.AFTER_PERSON
            | Lexicon.BEFORE_PLACE
            | Lexicon.MOVE
            | Lexicon.REQUEST
            | Lexicon.WORK
            | Lexicon.BEHIND_ORGANISATION
            | Lexicon.JOB_LABEL
            | Lexicon.PARTICLE
            | Lexicon.STRONG_PARTICLE
            | Lexicon.FOREIGN
            | Lexicon.BEHIND
            | Lexicon.STRONG_BEHIND
            | Lexicon.SUFFIX
            | Lexicon.STATE
            | Lexicon.HONORIFIC
            | Lexicon.WEAK_HONORIFIC
            | Lexicon.DEGREE
            | Lexicon.ABROAD
            | Lexicon.GERMAN
            | Lexicon.NAMING
            | Lexicon.COPULA
            | Lexicon.CLOSING
            | Lexicon.LABEL
            | Lexicon.SIBLING
            | Lexicon.LOWER_HONORIFIC
            | Lexicon.FLOOR
            | Lexicon.NUMBER_SUFFIX
            | Lexicon.NUMBERING
            | Lexicon.TONGUE
            | Lexicon.EVERYDAY_ENDING
            | Lexicon.SHORT_BEHIND
            | Lexicon.PLOT
            | Lexicon.TOWN_PREFIX
            | Lexicon.ADDRESS_LABEL
            | Lexicon.WARD
            | Lexicon.MEASURE
            | Lexicon.BUILDING;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long CASE = 0x20 * ONES;
    private static final int LONGEST_PLAIN = 32;

    /** The bits that small letters have and digits or capitals do not, of the first eight letters and of the next. */
    private static final long SMALL_BUT_FIRST = 3 * CASE - 0x20;

    private static final long SMALL = 3 * CASE;
    private static final int TWO = 2 * Long.BYTES;

    /** For each length up to sixteen, which of the first eight bytes and of the next eight are behind a word. */
    private static final long[] BEHIND_LOW = new long[TWO + 1];

    private static final long[] BEHIND_NEXT = new long[TWO + 1];

    /** Between words only as a part of a word: nothing that is between words has this bit. */
    private static final int UNDERLINE = 1 << 30;

    private static final byte[] CLASSES = new byte[256];
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte WIDE = 3;
    private static final int[] GAPS = new int[128];

    static {
        for (int c = 0; c < 128; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            CLASSES[c] = letter ? LETTER : c >= '0' && c <= '9' ? DIGIT : 0;
            GAPS[c] = SYMBOL;
        }
        Arrays.fill(CLASSES, 0x80, 0x100, WIDE);
        GAPS[' '] = SPACE;
        GAPS['\t'] = SPACE;
        GAPS['\r'] = SPACE;
        GAPS['\n'] = LINE;
        GAPS[','] = COMMA;
        GAPS['.'] = DOT;
        GAPS[':'] = COLON;
        GAPS['-'] = HYPHEN;
        GAPS['\''] = APOSTROPHE;
        GAPS['!'] = STOP;
        GAPS['?'] = STOP;
        GAPS[';'] = STOP;
        GAPS['"'] = QUOTE;
        GAPS['('] = BRACKET;
        GAPS[')'] = BRACKET;
        GAPS['/'] = SLASH;
        GAPS['@'] = SYMBOL | AT;
        GAPS['_'] = SYMBOL | UNDERLINE;
        for (int length = 0; length <= TWO; length++) {
            BEHIND_LOW[length] = length >= Long.BYTES ? 0 : -1L << (length << 3);
            BEHIND_NEXT[length] = length <= Long.BYTES ? -1 : length == TWO ? 0 : -1L << ((length - Long.BYTES) << 3);
        }
    }

    int size;
    int[] starts = new int[256];
    int[] ends = new int[256];
    int[] shapes = new int[256];
    int[] gaps = new int[257];
    long[] hashes = new long[256];
    long[] bits = new long[256];

    /** How many words may be or begin something, and which. */
    int candidates;

    int[] candidate = new int[256];

    byte[] text = {};
    private Reading reading = new Reading();
    private final Lexicon lexicon;
    private final long[] lowerSeen = new long[4096];
    private final long[] mailSeen = new long[64];
    private final byte[] folded = new byte[Folding.LONGEST];
    private final WordMemory memory;

    Words(Lexicon lexicon) {
        this.lexicon = lexicon;
        memory = new WordMemory(lexicon);
    }

    void read(Reading reading) {
        this.reading = reading;
        text = reading.text();
        clear();
        rest(reading.start(), reading.end(), EDGE);
    }

    /** Where in the text scanned a place of {@link #text} came from. */
    int origin(int place) {
        return reading.origin(place);
    }

    /** The same of a part that is read as it stands and whose words are told; of ASCII, so that most are as they are. */
    void read(Reading reading, Outline told) {
        this.reading = reading;
        text = reading.text();
        clear();
        int to = reading.end();
        int at = reading.start();
        int gap = EDGE;
        for (int i = 0; i < told.words(); i++) {
            int start = told.start(i);
            if (start < at) {
                continue; // part of a word with a sign in it
            }
            int width = start - at;
            int first = width == 0 ? UNDERLINE : GAPS[text[at]];
            int second = width > 1 ? GAPS[text[at + 1]] : 0;
            if (width <= 2 && ((first | second) & UNDERLINE) == 0) {
                // A blank, or a sign and a blank: what stands between most words.
                gap |= first | second | (first & second & LINE) * (BLANK_LINE / LINE);
                at = start;
            }
            while (at < start && text[at] != '_') {
                int kind = GAPS[text[at++]];
                gap |= kind == LINE && (gap & LINE) != 0 ? BLANK_LINE : kind;
            }
            int end = told.end(i);
            byte behind = end < to ? text[end] : 0;
            if (at < start || behind == '_' || behind == '\'') {
                at = word(text, at, to, gap);
                i -= at <= start ? 1 : 0;
            } else {
                plainWord(start, end, gap, told.hash(i));
                at = end;
            }
            gap = 0;
        }
        rest(at, to, gap);
    }

    private void plainWord(int start, int end, int gap, long hash) {
        int length = end - start;
        boolean small;
        if (length <= TWO && start + TWO <= text.length) {
            long low = (long) LONGS.get(text, start) | BEHIND_LOW[length];
            long next = (long) LONGS.get(text, start + Long.BYTES) | BEHIND_NEXT[length];
            small = ((~low & SMALL_BUT_FIRST) | (~next & SMALL)) == 0;
        } else {
            small = isSmall(start, end);
        }
        // All small, or all but the first: told apart without a branch.
        int capital = (text[start] - 'a') >>> 31;
        int plain = (LOWER >> (2 * capital)) | ((capital & ((length - 2) >>> 31)) * INITIAL);
        add(start, end, small ? plain : shape(text, start, end), gap, hash);
    }

    /** Whether all letters but the first are small ones. */
    private boolean isSmall(int start, int end) {
        long others = 0;
        for (int i = start; i < end; i += Long.BYTES) {
            others |= ~eight(i, end) & (i == start ? SMALL_BUT_FIRST : SMALL);
        }
        return others == 0;
    }

    /** Eight bytes from an index on; those behind the end are as small letters are. */
    private long eight(int index, int end) {
        if (index + Long.BYTES <= text.length) {
            long bytes = (long) LONGS.get(text, index);
            return end - index >= Long.BYTES ? bytes : bytes | -1L << ((end - index) << 3);
        }
        long bytes = -1;
        for (int i = end - 1; i >= index; i--) {
            bytes = bytes << 8 | text[i];
        }
        return bytes;
    }

    /** Of letters and digits of ASCII. */
    private static int shape(byte[] text, int start, int end) {
        int upper = 0;
        boolean digit = false;
        for (int i = start; i < end; i++) {
            digit |= text[i] <= '9';
            upper += text[i] >= 'A' && text[i] <= 'Z' ? 1 : 0;
        }
        if (digit) {
            return text[start] <= '9' ? NUMBER : CODE;
        }
        if (text[start] > 'Z') {
            return upper > 0 ? CODE : LOWER;
        }
        int length = end - start;
        boolean code = upper > 1 && upper < length && !isNamePrefix(text, start, end);
        return CAP | (length == 1 ? INITIAL : upper == length ? ALL_CAPS : 0) | (code ? CODE : 0);
    }

    private void clear() {
        size = 0;
        Arrays.fill(lowerSeen, 0);
        Arrays.fill(mailSeen, 0);
    }

    private void rest(int from, int to, int before) {
        byte[] utf8 = text;
        int at = from;
        int gap = before;
        while (at < to) {
            int b = utf8[at];
            if (b >= 0 && CLASSES[b] == 0) {
                int kind = GAPS[b];
                gap |= kind == LINE && (gap & LINE) != 0 ? BLANK_LINE : kind;
                at++;
            } else if (b < 0 && !isLetter(utf8, at, to)) {
                gap |= isQuote(utf8, at, to) ? APOSTROPHE | QUOTE : SYMBOL;
                at += width(utf8, at, to);
            } else {
                at = word(utf8, at, to, gap);
                gap = 0;
            }
        }
        gaps[size] = gap | EDGE;
        lookUp();
    }

    /** All words one after the other, so that the machine can wait for several places of the table at a time. */
    private void lookUp() {
        lookUpListed();
        int count = 0;
        int together = 0;
        for (int i = 0; i < size; i++) {
            int shape = shapes[i];
            long hash = hashes[i];
            long known = bits[i];
            long lower = (shape & LOWER) / LOWER;
            if ((gaps[i + 1] & PARTING) != 0) {
                if (together < i) {
                    note(together, i);
                } else {
                    lowerSeen[seenPlace(hash)] |= seenBits(hash) & -lower;
                }
                together = i + 1;
            }
            long special = known & ~PLAIN;
            candidate[count] = i;
            count += (int) (((special | -special) >>> 63) | (lower ^ 1));
        }
        candidates = count;
    }

    /** First which words may be listed, then what they are: so no branch depends on what nobody can foresee. */
    private void lookUpListed() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            bits[i] = 0;
            candidate[count] = i;
            count += lexicon.mayKnow(hashes[i]) & ((shapes[i] & NUMBER) == 0 ? 1 : 0);
        }
        for (int k = 0; k < count; k++) {
            bits[candidate[k]] = lexicon.listed(hashes[candidate[k]]);
        }
    }

    /**
     * Remembers words that were written together. Those of a mail address say nothing of how they are written elsewhere, but
     * those before its sign are likely to be of somebody's name.
     */
    private void note(int first, int last) {
        int at = last;
        while (at > first && (gaps[at] & AT) == 0) {
            at--;
        }
        boolean mail = at > first;
        for (int i = first; i < (mail ? at : last + 1); i++) {
            if (mail) {
                mailSeen[seenPlace(hashes[i]) & 63] |= seenBits(hashes[i]);
            } else if ((shapes[i] & LOWER) != 0) {
                lowerSeen[seenPlace(hashes[i])] |= seenBits(hashes[i]);
            }
        }
    }

    private static int seenPlace(long hash) {
        return (int) (hash >>> 20) & 4095;
    }

    /** Two, so that few words are taken for others. */
    private static long seenBits(long hash) {
        return 1L << (hash >>> 32) | 1L << (hash >>> 38);
    }

    /** Whether only one space stands before a word. */
    boolean isClose(int word) {
        return gaps[word] == SPACE;
    }

    /** Whether the same word was seen in lower case in this block. */
    boolean isLowerElsewhere(int word) {
        long bits = seenBits(hashes[word]);
        return (lowerSeen[seenPlace(hashes[word])] & bits) == bits;
    }

    /** Whether the same word was seen in a mail address of this block, before its sign. */
    boolean isInMail(int word) {
        long bits = seenBits(hashes[word]);
        return (mailSeen[seenPlace(hashes[word]) & 63] & bits) == bits;
    }

    boolean has(int word, long wanted) {
        return word >= 0 && word < size && (bits[word] & wanted) != 0;
    }

    boolean is(int word, int shape) {
        return word >= 0 && word < size && (shapes[word] & shape) != 0;
    }

    /** Whether a word, perhaps with an ending, is an ordinary one. */
    boolean isOrdinary(int word) {
        return memory.isOrdinary(memorized(word));
    }

    /** How much a word that is not ordinary looks like a name, see {@link Nameness}. */
    float nameness(int word) {
        return memory.nameness(memorized(word));
    }

    /** How many bytes a word has without accents. */
    int foldedSize(int word) {
        return memory.size(memorized(word));
    }

    /** Whether a word ends as ordinary words of some language do. */
    boolean isEveryday(int word) {
        return memory.isEveryday(memorized(word), text, starts[word], ends[word]);
    }

    /** Whether a word ends with a German noun. */
    boolean isCompound(int word) {
        return memory.isCompound(memorized(word), text, starts[word], ends[word]);
    }

    private int memorized(int word) {
        return memory.of(text, starts[word], ends[word], hashes[word]);
    }

    private int word(byte[] utf8, int from, int to, int gap) {
        int plain = plainWord(utf8, from, to, gap);
        if (plain > 0) {
            return plain;
        }
        int at = from;
        int upper = 0;
        int letters = 0;
        int digits = 0;
        int shape = 0;
        boolean wide = false;
        boolean inner = false;
        while (at < to) {
            int b = utf8[at];
            if (b >= 0) {
                byte kind = CLASSES[b];
                if (kind == LETTER) {
                    boolean big = b >= 'A' && b <= 'Z';
                    inner |= big && letters > 0 && upper < letters;
                    upper += big ? 1 : 0;
                    letters++;
                    shape |= b == '_' ? CODE : 0;
                } else if (kind == DIGIT) {
                    digits++;
                } else if (b == '\'' && joins(utf8, at, to, letters, upper)) {
                    at++;
                    inner = false;
                    continue;
                } else {
                    break;
                }
                at++;
            } else if (isLetter(utf8, at, to)) {
                wide = true;
                boolean big = isUpper(utf8, at, to);
                inner |= big && letters > 0 && upper < letters;
                upper += big ? 1 : 0;
                letters++;
                at += width(utf8, at, to);
            } else {
                break;
            }
        }
        long hash = Folding.hash(folded, 0, Folding.fold(utf8, from, at, folded));
        shape |= wide ? FOREIGN_LETTER : 0;
        boolean first = letters > 0 && startsUpper(utf8, from, to);
        if (digits > 0) {
            shape |= utf8[from] >= '0' && utf8[from] <= '9' ? NUMBER : CODE;
        } else if (first) {
            shape |= CAP | (letters == 1 ? INITIAL : upper == letters ? ALL_CAPS : 0);
            shape |= (inner || upper > 1) && upper < letters && !isNamePrefix(utf8, from, at) ? CODE : 0;
        } else {
            shape |= upper > 0 ? CODE : LOWER;
        }
        add(from, at, shape, gap, hash);
        return at;
    }

    /** Adds a word of small letters of ASCII, the first perhaps a capital, and returns its end; 0 if it is another. */
    private int plainWord(byte[] utf8, int from, int to, int gap) {
        boolean capital = false;
        int at = from;
        while (at + Long.BYTES <= to && at - from < LONGEST_PLAIN) {
            long bytes = (long) LONGS.get(utf8, at);
            long small = bytes | CASE;
            long low = small & ~HIGH;
            long letters = (low + (0x80 - 'a') * ONES) & ~(low + (0x7F - 'z') * ONES) & ~bytes & HIGH;
            long big = letters & ~(bytes << 2);
            int count = Long.numberOfTrailingZeros(~letters & HIGH) >>> 3;
            if (at == from) {
                capital = (big & 0x80) != 0;
                big &= ~0x80L;
            }
            long within = count == Long.BYTES ? -1 : (1L << (count << 3)) - 1;
            if ((big & within) != 0) {
                return 0;
            }
            if (count > 0) {
                at += count;
            }
            if (count < Long.BYTES) {
                byte next = utf8[at];
                if (at == from || next < 0 || CLASSES[next] != 0 || next == '\'') {
                    return 0;
                }
                int shape = !capital ? LOWER : at - from == 1 ? CAP | INITIAL : CAP;
                add(from, at, shape, gap, WordHash.of(utf8, from, at));
                return at;
            }
        }
        return 0;
    }

    private void add(int from, int to, int shape, int gap, long hash) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = from;
        ends[size] = to;
        shapes[size] = shape;
        gaps[size] = gap;
        hashes[size] = hash;
        size++;
    }

    private void grow() {
        int capacity = size * 2;
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        shapes = Arrays.copyOf(shapes, capacity);
        gaps = Arrays.copyOf(gaps, capacity + 1);
        hashes = Arrays.copyOf(hashes, capacity);
        bits = Arrays.copyOf(bits, capacity);
        candidate = Arrays.copyOf(candidate, capacity);
    }

    /** As in O'Neill and D'Angelo. */
    private static boolean joins(byte[] utf8, int at, int to, int letters, int upper) {
        return letters == 1 && upper == 1 && at + 1 < to && utf8[at + 1] >= 'A' && utf8[at + 1] <= 'Z';
    }

    /** As in McDonald, MacLeod, DeVries, LeBlanc: a second capital that does not make it code. */
    private static boolean isNamePrefix(byte[] utf8, int from, int to) {
        if (to - from < 5) {
            return false;
        }
        int a = utf8[from];
        int b = utf8[from + 1];
        int c = utf8[from + 2];
        boolean two = b == '\'' || (((a == 'M' && b == 'c') || ((a == 'D' || a == 'L') && b == 'e')) && c < 'a');
        boolean three = a == 'M' && b == 'a' && c == 'c' && utf8[from + 3] < 'a';
        return two || three;
    }

    private static int width(byte[] utf8, int at, int to) {
        int b = utf8[at] & 0xFF;
        int width = b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        return Math.min(width, to - at);
    }

    private static boolean isLetter(byte[] utf8, int at, int to) {
        int b = utf8[at] & 0xFF;
        boolean sign = b < 0xC3 || b == 0xE2 || (b == 0xE3 && at + 1 < to && utf8[at + 1] == (byte) 0x80) || b >= 0xEF;
        return !sign;
    }

    private static boolean isQuote(byte[] utf8, int at, int to) {
        return at + 2 < to
                && utf8[at] == (byte) 0xE2
                && utf8[at + 1] == (byte) 0x80
                && (utf8[at + 2] & 0xFF) >= 0x98
                && (utf8[at + 2] & 0xFF) <= 0x9F;
    }

    private static boolean startsUpper(byte[] utf8, int at, int to) {
        int b = utf8[at];
        return b >= 0 ? b >= 'A' && b <= 'Z' : isUpper(utf8, at, to);
    }

    private static boolean isUpper(byte[] utf8, int at, int to) {
        int b = utf8[at] & 0xFF;
        int low = at + 1 < to ? utf8[at + 1] & 0x3F : 0;
        return switch (b) {
            case 0xC3 -> low < 0x1F;
            case 0xC4 -> low < 0x38 ? (low & 1) == 0 : (low & 1) == 1;
            case 0xC5 -> (low < 0x0A || low >= 0x39) ? (low & 1) == 1 : (low & 1) == 0;
            case 0xCE -> low >= 0x06 && low < 0x2C;
            case 0xD0 -> low < 0x30;
            default -> false;
        };
    }
}
