package dev.remit.privacy.detect;

import java.util.Arrays;

/** The last words of a block that mean something. Not thread-safe. */
final class Heard {
    /** How far before an identifier a word still announces it. */
    static final int BEFORE = 72;

    /** How far behind it. */
    static final int BEHIND = 36;

    /** How much of a word behind is read; longer ones mean nothing. */
    private static final int LONGEST = 24;

    private static final int KEPT = 32;

    /** The runs that begin with one word or the next end at the same places. */
    private static final int BEHIND_KEPT = 64;

    private final int[] starts = new int[KEPT];
    private final int[] ends = new int[KEPT];
    private final long[] meanings = new long[KEPT];
    private int count;
    private int beforeIndex;
    private int beforeCount;
    private long beforeMeaning;
    private final int[] behindIndex = new int[BEHIND_KEPT];
    private final long[] behindMeaning = new long[BEHIND_KEPT];
    private final Block block;

    Heard(Block block) {
        this.block = block;
    }

    void clear() {
        count = 0;
        Arrays.fill(behindIndex, -1);
        beforeIndex = -1;
    }

    void add(int start, int end, long meaning) {
        int slot = count++ & (KEPT - 1);
        starts[slot] = start;
        ends[slot] = end;
        meanings[slot] = meaning;
    }

    /** Whether a word with one of these meanings ends in so many bytes before an index. */
    boolean before(long meaning, int index, int distance) {
        for (int i = count - 1; i >= Math.max(0, count - KEPT); i--) {
            int slot = i & (KEPT - 1);
            if (ends[slot] < index - distance) {
                return false;
            }
            if ((meanings[slot] & meaning) != 0 && ends[slot] <= index) {
                return true;
            }
        }
        return false;
    }

    /** What all words mean that end in {@link #BEFORE} bytes before an index. */
    long before(int index) {
        if (index != beforeIndex || count != beforeCount) {
            beforeIndex = index;
            beforeCount = count;
            beforeMeaning = readBefore(index);
        }
        return beforeMeaning;
    }

    private long readBefore(int index) {
        long meaning = 0;
        for (int i = count - 1; i >= Math.max(0, count - KEPT); i--) {
            int slot = i & (KEPT - 1);
            if (ends[slot] < index - BEFORE) {
                break;
            }
            meaning |= ends[slot] <= index ? meanings[slot] : 0;
        }
        return meaning;
    }

    /** What all words mean that begin in {@link #BEHIND} bytes behind an index, before the line ends. */
    long behind(int index) {
        int slot = index & (BEHIND_KEPT - 1);
        if (index != behindIndex[slot]) {
            behindIndex[slot] = index;
            behindMeaning[slot] = read(0, index, BEHIND);
        }
        return behindMeaning[slot];
    }

    /** The start of the word that ends at an index if it has one of these meanings; -1 if not. */
    int startOfWord(long meaning, int end) {
        for (int i = count - 1; i >= Math.max(0, count - KEPT) && ends[i & (KEPT - 1)] >= end; i--) {
            int slot = i & (KEPT - 1);
            if (ends[slot] == end) {
                return (meanings[slot] & meaning) != 0 ? starts[slot] : -1;
            }
        }
        return -1;
    }

    /** Whether a word with one of these meanings is near: before the start, or close behind the end. */
    boolean around(long meaning, int start, int end) {
        return (before(start) & meaning) != 0 || (meaning != 0 && (behind(end) & meaning) != 0);
    }

    /** Whether a word with one of these meanings comes in so many bytes behind an index, before a line ends. */
    boolean behind(long meaning, int index, int distance) {
        return (read(meaning, index, distance) & meaning) != 0;
    }

    /** What words mean from an index on, until one is met that is asked for. */
    private long read(long wanted, int index, int distance) {
        long all = 0;
        int limit = Math.min(block.to, index + distance);
        for (int i = index; i < limit; ) {
            byte b = block.t[i];
            if (b == '\n') {
                return all;
            }
            if (!Bytes.isLetter(b)) {
                i++;
                continue;
            }
            int word = i;
            i = Lanes.endOfLetters(block.t, i, Math.min(block.to, limit + LONGEST));
            block.work += distance;
            all |= Context.of(block.t, word, i);
            if ((all & wanted) != 0) {
                return all;
            }
        }
        return all;
    }
}
