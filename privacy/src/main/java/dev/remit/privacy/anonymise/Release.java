package dev.remit.privacy.anonymise;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * An anonymous table. Its rows are sorted by class and then by their other cells, so that their order says nothing that
 * the cells do not say, and is the same for any order of the input. Immutable and thread-safe.
 */
public final class Release {
    private final List<String> header;
    private final List<Cell> cells;
    private final int[] rows;
    private final int[] classes;
    private final Report report;

    /** How an output column is read. */
    private sealed interface Cell {
        record OfClass(List<String> labels) implements Cell {}

        record OfRow(StoredColumn column) implements Cell {}

        record Place() implements Cell {}
    }

    /**
     * @param columns stored, by their place in the plan
     * @param labels to each generalised column, in their order, and class its label
     * @param rows in the order of the output
     * @param classes to each of these its class
     */
    Release(Plan plan, StoredColumn[] columns, String[][] labels, int[] rows, int[] classes, Report report) {
        List<String> names = new ArrayList<>();
        cells = new ArrayList<>();
        int generalised = 0;
        for (int i = 0; i < columns.length; i++) {
            Treatment treatment = plan.columns().get(i).treatment();
            if (treatment instanceof Treatment.Removed) {
                continue;
            }
            names.add(plan.columns().get(i).name());
            cells.add(
                    switch (treatment) {
                        case Treatment.Generalised _ -> new Cell.OfClass(List.of(labels[generalised++]));
                        case Treatment.Surrogate _ -> new Cell.Place();
                        default -> new Cell.OfRow(columns[i]);
                    });
        }
        header = List.copyOf(names);
        this.rows = rows;
        this.classes = classes;
        this.report = report;
    }

    /** The names of the output's columns: those of the plan without the removed ones. */
    public List<String> header() {
        return header;
    }

    /** What was done and what risk is left. */
    public Report report() {
        return report;
    }

    /** The rows, each made when it is asked for. */
    public List<List<String>> rows() {
        return new AbstractList<>() {
            @Override
            public List<String> get(int place) {
                return row(place);
            }

            @Override
            public int size() {
                return rows.length;
            }
        };
    }

    private List<String> row(int place) {
        String[] row = new String[cells.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = switch (cells.get(i)) {
                case Cell.OfClass(List<String> labels) -> labels.get(classes[place]);
                case Cell.OfRow(StoredColumn column) -> column.values()[column.codes()[rows[place]]];
                case Cell.Place() -> Integer.toString(place + 1);
            };
        }
        return List.of(row);
    }
}
