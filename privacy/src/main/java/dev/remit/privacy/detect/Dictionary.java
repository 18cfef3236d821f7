package dev.remit.privacy.detect;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Entries of an operator, found as a reader sees them: as the same words in the same order, whatever their case and
 * whatever stands between two of them, if it is short. Kept as 64-bit hashes, 16 bytes for each entry and word that begins
 * one, so that a hundred thousand need a few megabytes; a false match is as likely as a collision of those. Immutable.
 */
final class Dictionary implements Recogniser {
    private static final int MOST_WORDS = 16;
    private static final int WIDEST_GAP = 3;
    private static final long MARK = 0x9E3779B97F4A7C15L;

    /** Bits of {@link #beginnings} for each entry; so many that one word in two hundred is looked up in vain. */
    private static final int BITS_FOR_EACH = 32;

    private final Kind kind;
    private final String why;
    private long[] entries = new long[16];
    private int count;

    /** Two bits of one number for the first word of each entry: most words are told without a look at the entries. */
    private final long[] beginnings;

    private final int shift;

    /** @throws IllegalArgumentException if an entry has no letter or digit or more than 16 words */
    Dictionary(Kind kind, Collection<String> values, String why) {
        this.kind = kind;
        this.why = why;
        int bits = Integer.highestOneBit(Math.max(1024, Math.min(values.size(), 1 << 19) * BITS_FOR_EACH));
        beginnings = new long[bits / Long.SIZE];
        shift = Long.numberOfLeadingZeros(beginnings.length) + 1;
        Block block = new Block();
        for (String value : values) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            block.fold(utf8, 0, utf8.length, 0, false, false);
            add(block);
        }
    }

    private void add(Block block) {
        long hash = 0;
        int words = 0;
        for (int i = block.from; i < block.to; ) {
            if (!Bytes.isAlnum(block.t[i])) {
                i++;
                continue;
            }
            // The hash of the words so far, too, so that a scan knows when to read on.
            put(words == 0 ? 0 : mark(hash));
            int end = wordEnd(block, i);
            long word = WordHash.of(block.t, i, end);
            hash = words == 0 ? word : WordHash.join(hash, word);
            if (words == 0) {
                begin(hash);
            }
            words++;
            i = end;
        }
        if (words == 0 || words > MOST_WORDS) {
            throw new IllegalArgumentException(
                    "an entry of " + kind + " has 1 to " + MOST_WORDS + " words, not " + words);
        }
        put(hash);
    }

    /** Takes the hash of a first word in. */
    private void begin(long hash) {
        beginnings[(int) (hash >>> shift)] |= bits(hash);
    }

    private boolean mayBegin(long hash) {
        return (~beginnings[(int) (hash >>> shift)] & bits(hash)) == 0;
    }

    private static long bits(long hash) {
        return 1L << (hash >>> 26) | 1L << (hash >>> 32);
    }

    private static long mark(long hash) {
        return ~hash * MARK;
    }

    private void put(long hash) {
        if (hash == 0 || has(hash)) {
            return;
        }
        if (2 * (count + 1) > entries.length) {
            long[] old = entries;
            entries = new long[2 * old.length];
            for (long one : old) {
                if (one != 0) {
                    entries[slot(one)] = one;
                }
            }
        }
        entries[slot(hash)] = hash;
        count++;
    }

    private boolean has(long hash) {
        return entries[slot(hash)] == hash;
    }

    private int slot(long hash) {
        int slot = (int) (hash >>> 32) & (entries.length - 1);
        while (entries[slot] != 0 && entries[slot] != hash) {
            slot = (slot + 1) & (entries.length - 1);
        }
        return slot;
    }

    private static int wordEnd(Block block, int start) {
        return Lanes.endOfAlnum(block.t, start, block.to);
    }

    @Override
    public Pass pass() {
        return new Words();
    }

    /** Looks up each word of a block. */
    final class Words implements Pass {
        private final Block block = new Block();
        private final Outline outline = new Outline();

        @Override
        public void scan(byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
            int tricks = Block.tricks(utf8, from, to, textFrom);
            boolean hidden = false;
            if ((tricks & Bytes.FOLD) == 0) {
                block.direct(utf8, from, to, textFrom);
            } else {
                block.fold(utf8, from, to, textFrom, false, false);
                hidden = block.hidden;
            }
            goOver(found);
            if (hidden || (tricks & Bytes.ESCAPE) != 0) {
                block.fold(utf8, from, to, textFrom, true, hidden);
                goOver(found);
            }
        }

        private void goOver(Findings found) {
            outline.read(block.t, block.from, block.to);
            scan(block, outline, found);
        }

        @Override
        public void scan(Outline words, byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
            block.direct(utf8, from, to, textFrom);
            scan(block, words, found);
        }

        /** The same for a block that is folded already, if there is no other way to read it. */
        void scan(Block block, Outline words, Findings found) {
            for (int i = 0; i < words.words; i++) {
                long hash = words.hashes[i];
                if (mayBegin(hash)) {
                    int start = words.starts[i];
                    int end = longest(block, start, words.ends[i], hash);
                    if (end > start) {
                        found.add(kind, block.origin(start), block.origin(end), Tier.VALID, why);
                    }
                }
            }
        }
    }

    /** The end of the longest entry that begins here; the same index if none does. */
    private int longest(Block block, int start, int first, long word) {
        int best = start;
        int end = first;
        long hash = word;
        for (int words = 1; ; words++) {
            if (has(hash)) {
                best = end;
            }
            int next = end;
            while (next < block.to && next - end <= WIDEST_GAP && !Bytes.isAlnum(block.t[next])) {
                next++;
            }
            boolean goesOn = words < MOST_WORDS && next < block.to && next - end <= WIDEST_GAP && has(mark(hash));
            if (!goesOn) {
                return best;
            }
            end = wordEnd(block, next);
            hash = WordHash.join(hash, WordHash.of(block.t, next, end));
        }
    }
}
