package dev.remit.gateway.source;

import java.util.List;
import java.util.Map;

/**
 * Values of a table, as text, cut to {@link Survey#LONGEST} chars. They are for judging and are not to be kept, shown or
 * logged; so this prints as nothing.
 *
 * @param rows how many rows were looked at; for a column with few values, more
 * @param byColumn the values that are not NULL; a column that could not be sampled has none
 * @param complete whether all columns could be sampled
 */
public record SampledValues(int rows, Map<String, List<String>> byColumn, boolean complete) {
    public SampledValues {
        byColumn = Map.copyOf(byColumn);
    }

    /** The values of a column; maybe none. */
    public List<String> of(String column) {
        return byColumn.getOrDefault(column, List.of());
    }

    @Override
    public String toString() {
        return "samples of " + rows + " rows";
    }
}
