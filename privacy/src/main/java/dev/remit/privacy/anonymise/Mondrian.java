package dev.remit.privacy.anonymise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * Divides rows into classes: multidimensional k-anonymity after LeFevre, DeWitt and Ramakrishnan (Mondrian, 2006). All
 * rows are one class at first. A class is divided where it is widest, as long as every part may still be a class: ordered
 * values in two near their median, values of a tree into the children of their node.
 *
 * <p>Of the children of a node those that may not be classes stay together. If even together they may not, they are left
 * out where few enough are, and else the smallest of the others joins them. Wide classes are divided before narrow ones,
 * so that what may be left out is not spent on details.
 *
 * <p>Which rows are together does not depend on their order, but for cuts among equal values. Time: n log n for each
 * column and level; no recursion. Not thread-safe.
 */
final class Mondrian {
    private static final int MOST_CUTS = 8;
    private static final int ROWS_BETWEEN_REPORTS = 1 << 14;

    private final List<Scale> scales;
    private final int[][] codes;
    private final Qualifier qualifier;
    private final Plan.Cut cut;
    private final double mostSuppressed;
    private final Progress progress;
    private final int[] rows;
    private final long[] keys;
    private final int[] before;
    private final Queue<Range> open = new ArrayDeque<>();
    private final List<Range> classes = new ArrayList<>();
    private long suppressible;
    private int settled;
    private long handled;
    private int reported;

    /** Neighbours among the rows. */
    record Range(int from, int to) {
        int size() {
            return to - from;
        }
    }

    /**
     * @param codes to each column and row the value's code on the column's scale
     * @param rows all rows; brought into the order that the classes are of
     */
    Mondrian(
            List<Scale> scales,
            int[][] codes,
            int[] rows,
            Qualifier qualifier,
            Plan.Cut cut,
            double mostSuppressed,
            Progress progress) {
        this.scales = scales;
        this.codes = codes;
        this.rows = rows;
        this.qualifier = qualifier;
        this.cut = cut;
        this.mostSuppressed = mostSuppressed;
        this.progress = progress;
        keys = new long[rows.length];
        before = new int[rows.length];
        suppressible = (long) Math.floor(mostSuppressed * rows.length);
    }

    /** The classes; there is none, and all rows are suppressed, where not even all together may be one. */
    List<Range> divide() {
        Range all = new Range(0, rows.length);
        if (qualifier.holds(rows, 0, rows.length)) {
            open.add(all);
        } else {
            suppress(all);
        }
        for (Range next = open.poll(); next != null; next = open.poll()) {
            if (!divided(next)) {
                classes.add(next);
                settled += next.size();
            }
            worked(next.size());
        }
        progress.at(rows.length, rows.length);
        return List.copyOf(classes);
    }

    private boolean divided(Range range) {
        if (range.size() <= qualifier.fewest()) {
            return false;
        }
        double[] widths = new double[scales.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(range, column);
        }
        return IntStream.range(0, widths.length)
                .boxed()
                .filter(column -> widths[column] > 0)
                .sorted(Comparator.comparingDouble(column -> -widths[column]))
                .anyMatch(column -> divided(range, column));
    }

    private double width(Range range, int column) {
        int[] code = codes[column];
        int least = Integer.MAX_VALUE;
        int greatest = -1;
        for (int i = range.from(); i < range.to(); i++) {
            least = Math.min(least, code[rows[i]]);
            greatest = Math.max(greatest, code[rows[i]]);
        }
        return scales.get(column).loss(least, greatest);
    }

    private boolean divided(Range range, int column) {
        sort(range, codes[column]);
        return switch (scales.get(column)) {
            case RangeScale _ -> halved(range, codes[column]);
            case TreeScale tree -> branched(range, codes[column], tree);
        };
    }

    /** Equals stay in their order, so that the first order of the rows decides between them, and nothing else. */
    private void sort(Range range, int[] code) {
        for (int i = range.from(); i < range.to(); i++) {
            keys[i] = (long) code[rows[i]] << 32 | i;
        }
        Arrays.sort(keys, range.from(), range.to());
        System.arraycopy(rows, range.from(), before, range.from(), range.size());
        for (int i = range.from(); i < range.to(); i++) {
            rows[i] = before[(int) keys[i]];
        }
    }

    /** Cuts between different values as near to the middle as may be. */
    private boolean halved(Range range, int[] code) {
        int fewest = qualifier.fewest();
        int middle = range.from() + range.size() / 2;
        int below = cutBelow(range, code, middle);
        int above = cutAbove(range, code, middle + 1);
        for (int tried = 0; tried < MOST_CUTS; tried++) {
            boolean belowFits = below - range.from() >= fewest;
            boolean aboveFits = range.to() - above >= fewest;
            if (!belowFits && !aboveFits) {
                break;
            }
            boolean lower = belowFits && (!aboveFits || middle - below <= above - middle);
            int at = lower ? below : above;
            if (cutAt(range, at)) {
                return true;
            }
            if (lower) {
                below = cutBelow(range, code, below - 1);
            } else {
                above = cutAbove(range, code, above + 1);
            }
        }
        return cut == Plan.Cut.RELAXED && cutAt(range, middle);
    }

    private boolean cutAt(Range range, int at) {
        if (!qualifier.holds(rows, range.from(), at) || !qualifier.holds(rows, at, range.to())) {
            return false;
        }
        open.add(new Range(range.from(), at));
        open.add(new Range(at, range.to()));
        return true;
    }

    /** The greatest place at or below, with different values on both sides; the range's start where there is none. */
    private int cutBelow(Range range, int[] code, int place) {
        int at = place;
        while (at > range.from() && code[rows[at - 1]] == code[rows[at]]) {
            at--;
        }
        return at;
    }

    /** The least place at or above, with different values on both sides; the range's end where there is none. */
    private int cutAbove(Range range, int[] code, int place) {
        int at = place;
        while (at < range.to() && code[rows[at - 1]] == code[rows[at]]) {
            at++;
        }
        return at;
    }

    private boolean branched(Range range, int[] code, TreeScale tree) {
        List<Range> parts = new ArrayList<>();
        List<Range> rest = new ArrayList<>();
        for (Range child : children(range, code, tree)) {
            (qualifier.holds(rows, child.from(), child.to()) ? parts : rest).add(child);
        }
        if (parts.isEmpty()) {
            return false;
        }
        parts.sort(Comparator.comparingInt(Range::size));
        int[] gathered = new int[range.size()];
        int size = 0;
        for (Range each : rest) {
            size = gather(each, gathered, size);
        }
        boolean leftOut = false;
        int joined = 0;
        if (size > 0 && !qualifier.holds(gathered, 0, size)) {
            leftOut = size <= Math.min(suppressible, (long) Math.floor(mostSuppressed * range.size()));
            while (!leftOut && !qualifier.holds(gathered, 0, size)) {
                size = gather(parts.get(joined++), gathered, size);
            }
        }
        if (joined == parts.size()) {
            return false;
        }
        int end = size;
        for (Range each : parts.subList(joined, parts.size())) {
            int start = end;
            end = gather(each, gathered, end);
            open.add(new Range(range.from() + start, range.from() + end));
        }
        System.arraycopy(gathered, 0, rows, range.from(), gathered.length);
        if (size > 0) {
            Range others = new Range(range.from(), range.from() + size);
            if (leftOut) {
                suppress(others);
            } else {
                open.add(others);
            }
        }
        return true;
    }

    private List<Range> children(Range range, int[] code, TreeScale tree) {
        int node = tree.over(code[rows[range.from()]], code[rows[range.to() - 1]]);
        List<Range> children = new ArrayList<>();
        for (int start = range.from(); start < range.to(); ) {
            int last = tree.lastOfChild(node, code[rows[start]]);
            int end = start + 1;
            while (end < range.to() && code[rows[end]] <= last) {
                end++;
            }
            children.add(new Range(start, end));
            start = end;
        }
        return children;
    }

    private int gather(Range from, int[] to, int at) {
        System.arraycopy(rows, from.from(), to, at, from.size());
        return at + from.size();
    }

    private void suppress(Range range) {
        suppressible -= range.size();
        settled += range.size();
    }

    /** Wide classes come first, so most rows are settled late: until then, levels of halving that are done count. */
    private void worked(int size) {
        handled += size;
        int levels = Integer.SIZE - Integer.numberOfLeadingZeros(rows.length / qualifier.fewest()) + 1;
        int done = (int) Math.max(settled, Math.min(rows.length - 1L, handled / levels));
        if (done - reported >= ROWS_BETWEEN_REPORTS) {
            reported = done;
            progress.at(done, rows.length);
        }
    }
}
