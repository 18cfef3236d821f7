package dev.remit.privacy.anonymise;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Function;

/** The scale of a column, made from the values in it. */
final class Coding {
    private final Scale scale;
    private final int[] codes;
    private final boolean[] placed;

    Coding(Scale scale, int[] codes, boolean[] placed) {
        this.scale = scale;
        this.codes = codes;
        this.placed = placed;
    }

    Scale scale() {
        return scale;
    }

    /** To each of the distinct values its code; not a copy. */
    int[] codes() {
        return codes;
    }

    /** To each of the distinct values whether the hierarchy knew where it belongs, or it was empty; not a copy. */
    boolean[] placed() {
        return placed;
    }

    /**
     * @param values distinct, {@link Cells#clean}
     * @param counts how often each occurs
     */
    static Coding of(Hierarchy hierarchy, String[] values, int[] counts) {
        return switch (hierarchy) {
            case Hierarchy.Numbers numbers -> numbers(numbers, values, counts);
            case Hierarchy.Dates dates ->
                steps(values, value -> DateSteps.of(value, dates.unit()), DateSteps.marks(dates.unit()));
            case Hierarchy.Prefixes prefixes -> Trees.ofPrefixes(values, prefixes.most());
            case Hierarchy.Categories categories -> Trees.ofCategories(values, categories.groups());
        };
    }

    private static Coding numbers(Hierarchy.Numbers numbers, String[] values, int[] counts) {
        BigDecimal step = numbers.step().orElseGet(() -> NumberSteps.fitting(values, counts));
        return steps(values, value -> NumberSteps.of(value, step), NumberSteps.marks(step));
    }

    private static Coding steps(String[] values, Function<String, OptionalLong> read, RangeScale.Marks marks) {
        OptionalLong[] found = Arrays.stream(values).map(read).toArray(OptionalLong[]::new);
        long[] steps = Arrays.stream(found)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sorted()
                .distinct()
                .toArray();
        boolean empty = Arrays.stream(found).anyMatch(OptionalLong::isEmpty);
        int[] codes = new int[values.length];
        boolean[] placed = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            placed[i] = found[i].isPresent() || values[i].isEmpty();
            codes[i] = found[i].isEmpty() ? 0 : Arrays.binarySearch(steps, found[i].getAsLong()) + (empty ? 1 : 0);
        }
        return new Coding(new RangeScale(steps, empty, marks), codes, placed);
    }
}
