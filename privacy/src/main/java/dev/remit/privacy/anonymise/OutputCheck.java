package dev.remit.privacy.anonymise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks a table that is to be passed on by that table alone: it forms the classes anew from the cells as they are
 * written, and counts. Shares nothing with what made the classes, so that a mistake there releases nothing. Takes the rows
 * one after the other; memory is for the classes and their sensitive values. Not thread-safe.
 */
public final class OutputCheck {
    private static final double ROUNDING = 1e-9;

    private final Plan plan;
    private final List<Plan.Column> columns;
    private final Optional<Depersonaliser> texts;
    private final Map<List<String>, Counted> classes = new HashMap<>();
    private final Map<String, String> shared = new HashMap<>();
    private final Set<String> problems = new TreeSet<>();
    private int rows;

    /**
     * @param plan that the table was made by
     * @param texts what finds persons in the columns of text; without it these are not looked at
     */
    public OutputCheck(Plan plan, Optional<Depersonaliser> texts) {
        this.plan = plan;
        this.texts = texts;
        columns = plan.columns().stream()
                .filter(column -> !(column.treatment() instanceof Treatment.Removed))
                .toList();
    }

    /**
     * What was counted.
     *
     * @param k rows in the smallest class, or persons where these were told; 0 without rows
     * @param l to each sensitive column the l of its least diverse class
     * @param problems why it must not be passed on, as sentences; empty if it may
     */
    public record Verdict(int rows, int classes, int k, Map<String, Double> l, List<String> problems) {
        /** Whether it may be passed on. */
        public boolean holds() {
            return problems.isEmpty();
        }
    }

    /** What a class has in it. */
    private static final class Counted {
        private int rows;
        private final Set<Integer> persons = new HashSet<>(0);
        private final Map<String, Map<String, Integer>> sensitive = new HashMap<>();
    }

    /** The names of the table's columns. */
    public void header(List<String> names) {
        if (!names.equals(columns.stream().map(Plan.Column::name).toList())) {
            problems.add("The columns of the output are not those that the plan leaves.");
        }
    }

    /** A row whose person nobody told. */
    public void row(List<String> cells) {
        counted(cells).rows++;
    }

    /** A row and the number of its person. */
    public void row(List<String> cells, int person) {
        Counted counted = counted(cells);
        counted.rows++;
        counted.persons.add(person);
    }

    private Counted counted(List<String> cells) {
        if (cells.size() != columns.size()) {
            problems.add("A row of the output has another number of cells than its header.");
            return new Counted();
        }
        rows++;
        List<String> key = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (columns.get(i).treatment() instanceof Treatment.Generalised) {
                key.add(once(cells.get(i)));
            }
        }
        Counted counted = classes.computeIfAbsent(List.copyOf(key), _ -> new Counted());
        for (int i = 0; i < cells.size(); i++) {
            String name = columns.get(i).name();
            if (columns.get(i).treatment() instanceof Treatment.Sensitive) {
                counted.sensitive
                        .computeIfAbsent(name, _ -> new HashMap<>())
                        .merge(once(Cells.counted(cells.get(i))), 1, Integer::sum);
            } else if (columns.get(i).treatment() instanceof Treatment.Text
                    && texts.isPresent()
                    && !texts.get().isClean(cells.get(i))) {
                problems.add("Column '" + name + "' of the output still has a person in its text.");
            }
        }
        return counted;
    }

    /** The same object for the same text, because labels stand in many classes. */
    private String once(String text) {
        String before = shared.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    /** What is known after the last row. */
    public Verdict verdict() {
        int k = classes.values().stream()
                .mapToInt(each -> each.persons.isEmpty() ? each.rows : each.persons.size())
                .min()
                .orElse(0);
        List<String> found = new ArrayList<>(problems);
        if (rows > 0 && k < plan.k()) {
            found.add("A class of the output has only " + k + " in it, and k is " + plan.k() + ".");
        }
        Map<String, Double> reached = new LinkedHashMap<>();
        for (Plan.Column column : columns) {
            if (column.treatment() instanceof Treatment.Sensitive) {
                double least = classes.values().stream()
                        .mapToDouble(each -> diversity(each.sensitive.getOrDefault(column.name(), Map.of())))
                        .min()
                        .orElse(0);
                reached.put(column.name(), least);
                if (rows > 0 && least < plan.diversity().l() - ROUNDING) {
                    found.add("A class of the output is too uniform in column '" + column.name() + "'.");
                }
            }
        }
        return new Verdict(rows, classes.size(), k, reached, List.copyOf(found));
    }

    private double diversity(Map<String, Integer> counts) {
        if (plan.diversity().measure() == Diversity.Measure.DISTINCT) {
            return counts.size();
        }
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        double entropy = counts.values().stream()
                .sorted()
                .mapToDouble(count -> -(count / all) * Math.log(count / all))
                .sum();
        return Math.exp(entropy);
    }
}
