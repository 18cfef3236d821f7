package dev.remit.privacy.detect;

import java.util.Arrays;

/**
 * The words of a block that mean something, each looked up once, so that who asks what is said before or behind a place
 * reads no text for it. Not thread-safe.
 */
final class Heard {
    /** How far before an identifier a word still announces it. */
    static final int BEFORE = 72;

    /** How far behind it. */
    static final int BEHIND = 36;

    /** The runs that begin with one word or the next end at the same places. */
    private static final int BEHIND_KEPT = 64;

    private final Block block;
    private final Entries words = new Entries();

    /** Letters next to digits, as in 30yo, which count behind something only. */
    private final Entries parts = new Entries();

    private int beforeIndex;
    private long beforeMeaning;
    private final int[] behindIndex = new int[BEHIND_KEPT];
    private final long[] behindMeaning = new long[BEHIND_KEPT];

    Heard(Block block) {
        this.block = block;
    }

    /** Forgets the block before. */
    void clear() {
        words.clear();
        parts.clear();
        Arrays.fill(behindIndex, -1);
        beforeIndex = -1;
    }

    /** Adds a word behind those added before. */
    void add(int start, int end, long meaning) {
        words.add(start, end, meaning);
    }

    /** Adds what the letters of a word with digits mean, if anything. */
    void addParts(int start, int end) {
        for (int i = start; i < end; i++) {
            if (Bytes.isDigit(block.t[i])) {
                continue;
            }
            int part = i;
            while (i < end && !Bytes.isDigit(block.t[i])) {
                i++;
            }
            long meaning = Context.of(block.t, part, i);
            if (meaning != 0) {
                parts.add(part, i, meaning);
            }
        }
    }

    /** Whether a word with one of these meanings ends in so many bytes before an index. */
    boolean before(long meaning, int index, int distance) {
        if (distance <= BEFORE && (before(index) & meaning) == 0) {
            return false;
        }
        for (int i = words.from(index) - 1; i >= 0 && words.ends[i] >= index - distance; i--) {
            if ((words.meanings[i] & meaning) != 0 && words.ends[i] <= index) {
                return true;
            }
        }
        return false;
    }

    /** What all words mean that end in {@link #BEFORE} bytes before an index. */
    long before(int index) {
        if (index != beforeIndex) {
            beforeIndex = index;
            beforeMeaning = readBefore(index);
        }
        return beforeMeaning;
    }

    private long readBefore(int index) {
        long meaning = 0;
        for (int i = words.from(index) - 1; i >= 0 && words.ends[i] >= index - BEFORE; i--) {
            meaning |= words.ends[i] <= index ? words.meanings[i] : 0;
        }
        return meaning;
    }

    /** What all words mean that begin in {@link #BEHIND} bytes behind an index, before the line ends. */
    long behind(int index) {
        int slot = index & (BEHIND_KEPT - 1);
        if (index != behindIndex[slot]) {
            behindIndex[slot] = index;
            behindMeaning[slot] = readBehind(index, BEHIND);
        }
        return behindMeaning[slot];
    }

    /** The start of the word that ends at an index if it has one of these meanings; -1 if not. */
    int startOfWord(long meaning, int end) {
        int last = words.from(end) - 1;
        return last >= 0 && words.ends[last] == end && (words.meanings[last] & meaning) != 0 ? words.starts[last] : -1;
    }

    /** Whether a word with one of these meanings is near: before the start, or close behind the end. */
    boolean around(long meaning, int start, int end) {
        return (before(start) & meaning) != 0 || (meaning != 0 && (behind(end) & meaning) != 0);
    }

    /** Whether a word with one of these meanings comes in so many bytes behind an index, before a line ends. */
    boolean behind(long meaning, int index, int distance) {
        return (readBehind(index, distance) & meaning) != 0;
    }

    private long readBehind(int index, int distance) {
        return readBehind(words, index, distance) | readBehind(parts, index, distance);
    }

    private long readBehind(Entries entries, int index, int distance) {
        long meaning = 0;
        int at = index;
        for (int i = entries.from(index); i < entries.count && entries.starts[i] < index + distance; i++) {
            block.work += entries.ends[i] - at;
            for (; at < entries.starts[i]; at++) {
                if (block.t[at] == '\n') {
                    return meaning;
                }
            }
            meaning |= entries.meanings[i];
        }
        return meaning;
    }

    /** Words in the order of their places. */
    private static final class Entries {
        private int[] starts = new int[64];
        private int[] ends = new int[64];
        private long[] meanings = new long[64];
        private int count;

        /** Where the last answer was: the next one is near. */
        private int near;

        void clear() {
            count = 0;
            near = 0;
        }

        void add(int start, int end, long meaning) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
                meanings = Arrays.copyOf(meanings, 2 * count);
            }
            starts[count] = start;
            ends[count] = end;
            meanings[count++] = meaning;
        }

        /** The first that begins at an index or behind; the count if none does. */
        int from(int index) {
            int i = near;
            while (i < count && starts[i] < index) {
                i++;
            }
            while (i > 0 && starts[i - 1] >= index) {
                i--;
            }
            near = i;
            return i;
        }
    }
}
