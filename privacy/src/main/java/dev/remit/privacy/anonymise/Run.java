package dev.remit.privacy.anonymise;

import dev.remit.privacy.anonymise.Mondrian.Range;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One table on its way from stored columns to a release. Not thread-safe. */
final class Run {
    private final Plan plan;
    private final StoredColumn[] columns;
    private final int @Nullable [] persons;
    private final List<Map<String, Integer>> found;
    private final int size;
    private final List<Integer> generalised;
    private final List<Integer> sensitive;
    private final List<Coding> codings = new ArrayList<>();
    private final List<Scale> scales = new ArrayList<>();
    private final int[][] codes;
    private final Qualifier qualifier;
    private final Map<String, String> shared = new HashMap<>();
    private final int[] divided;
    private List<Range> division = List.of();
    private int[] order = new int[0];

    /** The classes as they are written: those of the division that read the same are one. */
    private final Map<List<String>, List<Range>> classes = new TreeMap<>(Run::compare);

    Run(Plan plan, StoredColumn[] columns, int @Nullable [] persons, List<Map<String, Integer>> found, int size) {
        this.plan = plan;
        this.columns = columns;
        this.persons = persons;
        this.found = found;
        this.size = size;
        divided = new int[size];
        generalised = plan.placesOf(Treatment.Generalised.class);
        sensitive = plan.placesOf(Treatment.Sensitive.class);
        codes = new int[generalised.size()][];
        for (int i = 0; i < codes.length; i++) {
            StoredColumn column = columns[generalised.get(i)];
            Coding coding = Coding.of(hierarchy(generalised.get(i)), column.values(), column.counts());
            codings.add(coding);
            scales.add(coding.scale());
            codes[i] = mapped(column.codes(), coding.codes());
        }
        int[][] counted = new int[sensitive.size()][];
        for (int i = 0; i < counted.length; i++) {
            StoredColumn column = columns[sensitive.get(i)];
            Map<String, Integer> numbers = new HashMap<>();
            int[] numberOf = Arrays.stream(column.values())
                    .mapToInt(value -> numbers.computeIfAbsent(Cells.counted(value), _ -> numbers.size()))
                    .toArray();
            counted[i] = mapped(column.codes(), numberOf);
        }
        qualifier = new Qualifier(plan.k(), persons, plan.diversity(), counted);
    }

    private Hierarchy hierarchy(int column) {
        return plan.columns().get(column).treatment() instanceof Treatment.Generalised(Hierarchy hierarchy)
                ? hierarchy
                : new Hierarchy.Categories(Map.of());
    }

    private static int[] mapped(int[] from, int[] by) {
        int[] to = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = by[from[i]];
        }
        return to;
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int compared = one.get(i).compareTo(other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** Why not, where too many rows are in no class. */
    Optional<String> divide(Progress progress) {
        Arrays.setAll(divided, i -> i);
        if (plan.cut() == Plan.Cut.RELAXED) {
            System.arraycopy(canonical(divided), 0, divided, 0, size);
        }
        division =
                new Mondrian(scales, codes, divided, qualifier, plan.cut(), plan.mostSuppressed(), progress).divide();
        for (Range each : division) {
            classes.computeIfAbsent(labels(each), _ -> new ArrayList<>()).add(each);
        }
        int suppressed = size - released();
        if (suppressed > Math.floor(plan.mostSuppressed() * size)) {
            return Optional.of(tooMany(suppressed));
        }
        return Optional.empty();
    }

    private String tooMany(int suppressed) {
        String cause = size < plan.k()
                ? "There are fewer rows than k = " + plan.k() + "."
                : qualifier.persons(divided, 0, size, plan.k()) < plan.k()
                        ? "There are fewer persons than k = " + plan.k() + "."
                        : "Even all rows together are not as diverse as l = "
                                + plan.diversity().l() + " asks.";
        return "%d of %d rows would have to be suppressed, and at most %s may be. %s Ask for less, or take more rows."
                .formatted(suppressed, size, percent(plan.mostSuppressed()), cause);
    }

    static String percent(double share) {
        String text = BigDecimal.valueOf(share * 100)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return text + " %";
    }

    private int released() {
        return division.stream().mapToInt(Range::size).sum();
    }

    private List<String> labels(Range range) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            String label = scales.get(i).label(least(range, i), greatest(range, i));
            labels.add(shared.computeIfAbsent(label, same -> same)); // most stand in many classes
        }
        return List.copyOf(labels);
    }

    private int least(Range range, int column) {
        int least = Integer.MAX_VALUE;
        for (int i = range.from(); i < range.to(); i++) {
            least = Math.min(least, codes[column][divided[i]]);
        }
        return least;
    }

    private int greatest(Range range, int column) {
        int greatest = -1;
        for (int i = range.from(); i < range.to(); i++) {
            greatest = Math.max(greatest, codes[column][divided[i]]);
        }
        return greatest;
    }

    /** What is left, in an order that its own cells give. */
    Release release() {
        String[][] labels = new String[codes.length][classes.size()];
        int[] classOf = new int[size];
        int[] rows = new int[released()];
        Tally tally = new Tally(plan, qualifier, columns, codings, found, size);
        int rank = 0;
        int end = 0;
        for (Map.Entry<List<String>, List<Range>> each : classes.entrySet()) {
            int start = end;
            for (Range range : each.getValue()) {
                System.arraycopy(divided, range.from(), rows, end, range.size());
                end += range.size();
                for (int i = 0; i < codes.length; i++) {
                    tally.lost(i, range.size(), scales.get(i).loss(least(range, i), greatest(range, i)));
                }
            }
            for (int i = 0; i < codes.length; i++) {
                labels[i][rank] = each.getKey().get(i);
            }
            for (int i = start; i < end; i++) {
                classOf[rows[i]] = rank;
            }
            tally.add(each.getKey(), rows, start, end);
            rank++;
        }
        for (int i = columns.length - 1; i >= 0; i--) {
            if (columns[i].values().length > 0 && !generalised.contains(i)) {
                rows = sorted(rows, columns[i].codes());
            }
        }
        order = sorted(rows, classOf);
        return new Release(plan, columns, labels, order, mapped(order, classOf), tally.report(order));
    }

    /** The rows as they come out, by their place in the input. */
    int[] order() {
        return order;
    }

    /** In an order that depends on the rows' values only. */
    private int[] canonical(int[] rows) {
        int[] sorted = persons == null ? rows : sorted(rows, persons);
        for (StoredColumn column : columns) {
            sorted = column.values().length == 0 ? sorted : sorted(sorted, column.codes());
        }
        return sorted;
    }

    /** Sorted by a code; equals stay as they are. */
    private static int[] sorted(int[] rows, int[] codes) {
        long[] keys = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            keys[i] = (long) codes[rows[i]] << 32 | i;
        }
        Arrays.sort(keys);
        int[] sorted = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sorted[i] = rows[(int) keys[i]];
        }
        return sorted;
    }
}
