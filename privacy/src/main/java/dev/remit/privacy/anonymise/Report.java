package dev.remit.privacy.anonymise;

import java.util.List;
import java.util.Map;

/**
 * What was done to a table, and what risk is left.
 *
 * @param rowsIn of the input: {@code rowsOut} and {@code suppressedRows} together
 * @param suppressedCells of the released rows those that say no more than {@code *}
 * @param persons different persons in the released rows; as many as rows where the plan names no column for them
 * @param classes sets of released rows that agree in all generalised columns
 * @param wanted what was asked for
 * @param k the fewest persons in a class; 0 where no row is released
 * @param l to each sensitive column the l of its least diverse class
 * @param risk of being found
 * @param informationLoss the normalised certainty penalty (Xu et al., 2006): the mean over all generalised cells, from 0
 *     to 1; a suppressed one counts 1
 * @param discernibility the sum of the squares of the classes' sizes, and of the input's size for each suppressed row
 *     (Bayardo and Agrawal, 2005)
 * @param warnings what a person should look at before this is passed on; without values of the table
 */
public record Report(
        int rowsIn,
        int rowsOut,
        int suppressedRows,
        long suppressedCells,
        int persons,
        int classes,
        Wanted wanted,
        int k,
        Map<String, Double> l,
        Risk risk,
        double informationLoss,
        double discernibility,
        List<Column> columns,
        List<String> warnings) {

    /** What the plan asks for. */
    public record Wanted(int k, Diversity diversity, double mostSuppressed, Plan.Cut cut) {}

    /**
     * Probabilities, from 0 to 1, that a released row is linked to its person (El Emam, 2013).
     *
     * @param prosecutorMax by somebody who knows that the person is in the table: one by the smallest class
     * @param prosecutorAverage the same, over all rows
     * @param journalistMax by somebody who does not know it, and looks in the population that the table is a sample of;
     *     the prosecutor's, as an upper bound, where the plan gives no population
     * @param journalistAverage the same, over all rows
     * @param marketer the share of rows that somebody would link rightly who links them all
     */
    public record Risk(
            double prosecutorMax,
            double prosecutorAverage,
            double journalistMax,
            double journalistAverage,
            double marketer) {}

    /**
     * What was done to one column.
     *
     * @param role such as {@code quasi}
     * @param done in words
     * @param valuesIn different values before; 0 for what is not kept long enough to be counted
     * @param valuesOut different values in the released rows
     * @param unplaced cells with a value that the hierarchy could not place; they count as empty
     * @param suppressedCells released cells that say no more than {@code *}
     * @param informationLoss the share of the certainty penalty that is this column's own; 0 if it is not generalised
     * @param found how many of each kind were taken out of a text
     */
    public record Column(
            String name,
            String role,
            String done,
            int valuesIn,
            int valuesOut,
            long unplaced,
            long suppressedCells,
            double informationLoss,
            Map<String, Integer> found) {}
}
