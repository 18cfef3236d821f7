package dev.remit.privacy.detect;

/**
 * Letters and digits in groups with single separators between, as identifiers are written. Its groups are added one by
 * one; what is asked is asked of the first groups. Not thread-safe.
 */
final class Run {
    /** Most characters without separators; more than the longest identifier has. */
    static final int LONGEST = 40;

    /** Most groups; an IBAN has nine. */
    static final int MOST_GROUPS = 16;

    int groups;
    private final byte[] compact = new byte[LONGEST + 1];

    /** How many groups {@link #compact} has so far: most runs are judged by less. */
    private int written;

    private final Block block;
    private final Outline outline;
    private final int[] starts = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private final int[] lengths = new int[MOST_GROUPS];
    private final long[] shapes = new long[MOST_GROUPS];
    private long letters;
    private int foreignFrom;

    Run(Block block, Outline outline) {
        this.block = block;
        this.outline = outline;
    }

    void clear() {
        groups = 0;
        written = 0;
        letters = 0;
        foreignFrom = LONGEST;
    }

    /** Adds the characters from start to end as the next group; false if it is full. */
    boolean add(int start, int end) {
        int length = groups == 0 ? 0 : lengths[groups - 1];
        if (groups == MOST_GROUPS || length + end - start > LONGEST) {
            return false;
        }
        letters |= (~outline.digitsFrom(start) & ((1L << (end - start)) - 1)) << length;
        for (int i = start; block.isFolded() && i < end; i++) {
            foreignFrom = block.t[i] < 0 ? Math.min(foreignFrom, length + i - start) : foreignFrom;
        }
        shapes[groups] = shape(groups == 0 ? 0 : shapes[groups - 1], end - start);
        starts[groups] = start;
        ends[groups] = end;
        lengths[groups++] = length + end - start;
        return true;
    }

    /** The characters of the first groups without separators, in upper case; others may be behind. */
    byte[] compact(int first) {
        for (; written < first; written++) {
            int length = written == 0 ? 0 : lengths[written - 1];
            block.work += ends[written] - starts[written];
            for (int i = starts[written]; i < ends[written]; i++) {
                compact[length++] = Bytes.UPPER[block.t[i] & 0xFF];
            }
        }
        return compact;
    }

    /** How many characters the first groups have. */
    int length(int first) {
        return lengths[first - 1];
    }

    /** The lengths of the groups before and of one more, as one number; of ten groups at most it is the only such number. */
    static long shape(long before, int length) {
        return before << 6 | length;
    }

    /** One of 64 bits for a shape. */
    static long bit(long shape) {
        return 1L << slot(shape);
    }

    /** Which of the 64 bits it is. */
    static int slot(long shape) {
        return (int) ((shape * 0x9E3779B97F4A7C15L) >>> 58);
    }

    /** The lengths of the first groups, as {@link #shape(long, int)} has them. */
    long shape(int first) {
        return shapes[first - 1];
    }

    int lengthOf(int group) {
        return ends[group] - starts[group];
    }

    /** A bit for each of the first characters that is a letter. */
    long letters(int first) {
        return letters & ((1L << first) - 1);
    }

    /** Whether one of the first characters is a letter that is not of the Latin alphabet. */
    boolean isForeign(int first) {
        return foreignFrom < first;
    }

    /** Whether none of the characters is a small letter. */
    boolean isUpper(int first) {
        for (int i = starts[0]; i < ends[first - 1]; i++) {
            if (Bytes.isLower(block.t[i])) {
                return false;
            }
        }
        return true;
    }

    int start() {
        return starts[0];
    }

    int end(int first) {
        return ends[first - 1];
    }

    /** What stands before a group that is not the first. */
    byte separator(int group) {
        return block.t[starts[group] - 1];
    }

    /** Whether the first groups have the same separator everywhere. */
    boolean isEven(int first) {
        for (int i = 2; i < first; i++) {
            if (separator(i) != separator(1)) {
                return false;
            }
        }
        return first < 2 || separator(1) != ',';
    }

    /** Whether it goes on at one of its ends, like a part of a longer number or name. */
    boolean isAttached(int first) {
        int start = starts[0];
        byte before = block.at(start - 1);
        byte behind = block.at(ends[first - 1]);
        boolean left = joins(before) && Bytes.isAlnum(block.at(start - 2));
        boolean right = (joins(behind) || behind == '@') && Bytes.isAlnum(block.at(ends[first - 1] + 1));
        return left || right;
    }

    /** Whether the sign of an escape stands before it. */
    boolean isEscaped() {
        byte before = block.at(starts[0] - 1);
        return before == '\\' || before == '%';
    }

    private static boolean joins(byte b) {
        return b == '-' || b == '.' || b == '/' || b == '_' || b == '+';
    }

    /** Whether there is nothing else in the text. */
    boolean isWhole(int first) {
        return block.isWhole(starts[0], ends[first - 1]);
    }

    void add(Kind kind, int first, Tier tier, String why, Findings found) {
        found.add(kind, block.origin(starts[0]), block.origin(ends[first - 1]), tier, why);
    }
}
