package dev.remit.privacy.anonymise;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What becomes of a table.
 *
 * @param columns all that the table has, in its order; 1 to {@value #MOST_COLUMNS}, with names of their own
 * @param k the fewest in a class, at least 2: rows, or persons where {@code person} is given
 * @param mostSuppressed the greatest share of the rows that may be left out, from 0 to 1
 * @param person the column that says whose row it is, where one person may have several rows. k then counts persons
 * @param population how many people the table is a sample of, for the journalist's risk; at least 1
 */
public record Plan(
        List<Column> columns,
        int k,
        Diversity diversity,
        double mostSuppressed,
        Cut cut,
        Optional<String> person,
        OptionalLong population) {

    public static final int MOST_COLUMNS = 500;

    /** What becomes of one column. */
    public record Column(String name, Treatment treatment) {}

    /** Where a class of ordered values may be cut in two. */
    public enum Cut {
        /** Between different values only, so that ranges never overlap. */
        STRICT("strict"),
        /** Also among equal values, where no other cut is left: narrower ranges, which may share a border. */
        RELAXED("relaxed");

        private final String label;

        Cut(String label) {
            this.label = label;
        }

        /** Such as {@code strict}. */
        public String label() {
            return label;
        }
    }

    public Plan {
        columns = List.copyOf(columns);
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "a table has 1 to %d columns, not %d".formatted(MOST_COLUMNS, columns.size()));
        }
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns have the name " + column.name());
            }
        }
        if (k < 2) {
            throw new IllegalArgumentException("k is at least 2, not " + k);
        }
        if (!(mostSuppressed >= 0 && mostSuppressed <= 1)) {
            throw new IllegalArgumentException("a share is from 0 to 1, not " + mostSuppressed);
        }
        if (person.isPresent() && !names.contains(person.get())) {
            throw new IllegalArgumentException("there is no column " + person.get());
        }
        if (population.isPresent() && population.getAsLong() < 1) {
            throw new IllegalArgumentException("a population has somebody in it");
        }
    }

    /** The places of the columns that are treated so. */
    List<Integer> placesOf(Class<? extends Treatment> treatment) {
        return IntStream.range(0, columns.size())
                .filter(i -> treatment.isInstance(columns.get(i).treatment()))
                .boxed()
                .toList();
    }
}
