package dev.remit.privacy.anonymise;

import dev.remit.privacy.anonymise.Report.Risk;
import dev.remit.privacy.anonymise.Report.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up what the report says, class by class. Not thread-safe. */
final class Tally {
    private static final int FEW_ROWS = 20;

    private final Plan plan;
    private final Qualifier qualifier;
    private final StoredColumn[] columns;
    private final List<Coding> codings;
    private final List<Map<String, Integer>> found;
    private final int size;
    private final List<Integer> sensitive;
    private final List<Set<String>> labels = new ArrayList<>();
    private final long[] suppressedCells;
    private final double[] losses;
    private final double[] diversities;
    private int classes;
    private int rowsOut;
    private int smallest = Integer.MAX_VALUE;
    private double discernibility;
    private double rowRisks;

    Tally(
            Plan plan,
            Qualifier qualifier,
            StoredColumn[] columns,
            List<Coding> codings,
            List<Map<String, Integer>> found,
            int size) {
        this.plan = plan;
        this.qualifier = qualifier;
        this.columns = columns;
        this.codings = codings;
        this.found = found;
        this.size = size;
        sensitive = plan.placesOf(Treatment.Sensitive.class);
        codings.forEach(_ -> labels.add(new HashSet<>()));
        suppressedCells = new long[codings.size()];
        losses = new double[codings.size()];
        diversities = new double[sensitive.size()];
        Arrays.fill(diversities, Double.MAX_VALUE);
    }

    /** What so many rows of a class lose in a generalised column. */
    void lost(int column, int rows, double loss) {
        losses[column] += rows * loss;
    }

    void add(List<String> labelled, int[] rows, int from, int to) {
        int persons = qualifier.persons(rows, from, to, Integer.MAX_VALUE);
        int count = to - from;
        classes++;
        rowsOut += count;
        smallest = Math.min(smallest, persons);
        discernibility += (double) count * count;
        rowRisks += (double) count / persons;
        for (int i = 0; i < labelled.size(); i++) {
            labels.get(i).add(labelled.get(i));
            suppressedCells[i] += labelled.get(i).equals(Scale.ANY) ? count : 0;
        }
        for (int i = 0; i < diversities.length; i++) {
            diversities[i] = Math.min(diversities[i], qualifier.reached(rows, from, to, i));
        }
    }

    /** @param out the rows that are released */
    Report report(int[] out) {
        int persons = qualifier.persons(out, 0, out.length, Integer.MAX_VALUE);
        int suppressed = size - rowsOut;
        Map<String, Double> reached = new LinkedHashMap<>();
        for (int i = 0; i < diversities.length; i++) {
            reached.put(plan.columns().get(sensitive.get(i)).name(), rowsOut == 0 ? 0 : diversities[i]);
        }
        double loss = 0;
        long cells = 0;
        for (int i = 0; i < losses.length; i++) {
            loss += (losses[i] + suppressed) / size / losses.length;
            cells += suppressedCells[i];
        }
        return new Report(
                size,
                rowsOut,
                suppressed,
                cells,
                persons,
                classes,
                new Wanted(plan.k(), plan.diversity(), plan.mostSuppressed(), plan.cut()),
                rowsOut == 0 ? 0 : smallest,
                Collections.unmodifiableMap(reached),
                risk(persons),
                loss,
                discernibility + (double) suppressed * size,
                columnReports(out),
                warnings(out));
    }

    private Risk risk(int persons) {
        if (rowsOut == 0) {
            return new Risk(0, 0, 0, 0, 0);
        }
        double most = 1.0 / smallest;
        double average = rowRisks / rowsOut;
        double sampled = plan.population().isPresent()
                ? Math.min(1, (double) persons / plan.population().getAsLong())
                : 1;
        return new Risk(most, average, most * sampled, average * sampled, average * sampled);
    }

    private List<Report.Column> columnReports(int[] out) {
        List<Report.Column> reports = new ArrayList<>();
        int generalised = 0;
        for (int i = 0; i < columns.length; i++) {
            Plan.Column column = plan.columns().get(i);
            int in = columns[i].values().length;
            if (column.treatment() instanceof Treatment.Generalised) {
                int at = generalised++;
                reports.add(new Report.Column(
                        column.name(),
                        column.treatment().role(),
                        done(column.treatment()),
                        in,
                        labels.get(at).size(),
                        unplaced(columns[i], codings.get(at)),
                        suppressedCells[at],
                        (losses[at] + size - rowsOut) / size,
                        Map.of()));
            } else {
                int left = column.treatment() instanceof Treatment.Surrogate ? rowsOut : distinct(columns[i], out);
                reports.add(new Report.Column(
                        column.name(),
                        column.treatment().role(),
                        done(column.treatment()),
                        in,
                        left,
                        0,
                        0,
                        0,
                        Collections.unmodifiableMap(new LinkedHashMap<>(found.get(i)))));
            }
        }
        return List.copyOf(reports);
    }

    private static String done(Treatment treatment) {
        return switch (treatment) {
            case Treatment.Removed _ -> "removed";
            case Treatment.Surrogate _ -> "replaced by the row's place in the output";
            case Treatment.Generalised(Hierarchy hierarchy) -> "generalised as " + hierarchy.label();
            case Treatment.Sensitive _ -> "kept, among different values";
            case Treatment.Kept _ -> "kept";
            case Treatment.Text _ -> "persons taken out";
        };
    }

    private static long unplaced(StoredColumn column, Coding coding) {
        long cells = 0;
        for (int code : column.codes()) {
            cells += coding.placed()[code] ? 0 : 1;
        }
        return cells;
    }

    private static int distinct(StoredColumn column, int[] out) {
        BitSet seen = new BitSet();
        if (column.values().length > 0) {
            for (int row : out) {
                seen.set(column.codes()[row]);
            }
        }
        return seen.cardinality();
    }

    private List<String> warnings(int[] out) {
        List<String> warnings = new ArrayList<>();
        if (rowsOut == 0) {
            warnings.add("Every row is suppressed: the output has a header and nothing else.");
            return warnings;
        }
        if (codings.isEmpty()) {
            warnings.add(
                    "No column is generalised, so all rows are one class. Is there none that others know of a person?");
        }
        if (sensitive.isEmpty()) {
            warnings.add(
                    "No column is sensitive, so l was not measured: whoever finds a class may learn what all in it have in common.");
        }
        int generalised = 0;
        for (int i = 0; i < columns.length; i++) {
            Plan.Column column = plan.columns().get(i);
            String name = "Column '" + column.name() + "'";
            switch (column.treatment()) {
                case Treatment.Generalised _ -> {
                    long unplaced = unplaced(columns[i], codings.get(generalised++));
                    if (unplaced > 0) {
                        warnings.add(name + " has " + unplaced
                                + " cells that its hierarchy cannot place; they count as empty.");
                    }
                }
                case Treatment.Kept _, Treatment.Sensitive _ -> {
                    if (rowsOut >= FEW_ROWS && distinct(columns[i], out) > rowsOut / 2) {
                        warnings.add(
                                name + " stays as it is and has another value in most rows: whoever knows one of them"
                                        + " finds its row, whatever k is.");
                    }
                }
                case Treatment.Text _ ->
                    warnings.add(name + " is text: what is found of persons is taken out, but what a story tells of"
                            + " somebody may still tell who it is. k says nothing about text.");
                default -> {}
            }
        }
        return List.copyOf(warnings);
    }
}
