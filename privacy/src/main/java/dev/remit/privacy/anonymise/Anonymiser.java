package dev.remit.privacy.anonymise;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes a table row by row, and makes an anonymous one of it.
 *
 * <p>What is removed is not stored, and text is stored without its persons only. The rest is in memory: for each row 4
 * bytes and column, for each different value of a column its characters and about 112 bytes; and to divide and check them
 * for each row 24 bytes and for each class, which has at least k rows, about 1,000. {@link #bytes()} says how much that
 * comes to so far; a caller that has a bound stops there.
 *
 * <p>The same rows in any order give the same output. Not thread-safe.
 */
public final class Anonymiser {
    private static final int MOST_OWN_WORDS = 64;
    private static final long BYTES_PER_ROW = 24;
    private static final long BYTES_PER_CLASS = 1_000;
    private static final int LONGEST_OWN = 200;
    private static final int SHORTEST_OWN_NUMBER = 4;

    /** What is sure to be an identifier, by its check digits or its shape alone. */
    private static final Detector IDENTIFIERS =
            Detector.builder().atLeast(Tier.VALID).without(List.of(Kind.DATE)).build();

    private final Plan plan;
    private final Depersonaliser depersonaliser;
    private final StoredColumn.@Nullable Builder[] columns;
    private final StoredColumn.@Nullable Builder persons;
    private final int personColumn;
    private final List<Map<String, Integer>> found = new ArrayList<>();
    private int rows;

    public Anonymiser(Plan plan, Depersonaliser depersonaliser) {
        this.plan = plan;
        this.depersonaliser = depersonaliser;
        columns = new StoredColumn.Builder[plan.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            boolean direct = plan.columns().get(i).treatment().role().equals("direct");
            columns[i] = direct ? null : new StoredColumn.Builder();
            found.add(new TreeMap<>());
        }
        personColumn = plan.person()
                .map(name ->
                        plan.columns().stream().map(Plan.Column::name).toList().indexOf(name))
                .orElse(-1);
        persons = personColumn < 0 ? null : new StoredColumn.Builder();
    }

    /** Rows so far. */
    public int rows() {
        return rows;
    }

    /** About how many bytes the rows so far take, and will take when they are divided. */
    public long bytes() {
        long bytes = (BYTES_PER_ROW + BYTES_PER_CLASS / plan.k()) * rows + (persons == null ? 0 : persons.bytes());
        for (StoredColumn.Builder each : columns) {
            bytes += each == null ? 0 : each.bytes();
        }
        return bytes;
    }

    /**
     * Takes a row.
     *
     * @param cells as many as the plan has columns, in its order
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void add(List<String> cells) {
        if (cells.size() != columns.length) {
            throw new IllegalArgumentException("%d cells, and %d columns".formatted(cells.size(), columns.length));
        }
        List<String> own = null;
        for (int i = 0; i < columns.length; i++) {
            StoredColumn.Builder column = columns[i];
            if (column == null) {
                continue;
            }
            String cell = cells.get(i);
            switch (plan.columns().get(i).treatment()) {
                case Treatment.Generalised _ -> column.add(Cells.clean(cell));
                case Treatment.Text _ -> {
                    own = own == null ? own(cells) : own;
                    Depersonaliser.Cleaned cleaned = depersonaliser.clean(cell, own);
                    Map<String, Integer> counts = found.get(i);
                    cleaned.removed().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
                    column.add(cleaned.text());
                }
                default -> column.add(cell);
            }
        }
        if (persons != null) {
            persons.add(Cells.counted(cells.get(personColumn)));
        }
        rows++;
    }

    /** What the row says of its person, which its text must not say either. */
    private List<String> own(List<String> cells) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            switch (plan.columns().get(i).treatment()) {
                case Treatment.Removed _, Treatment.Surrogate _ -> {
                    addOwn(own, cell);
                    for (String word : cell.split("[\\s,;]+", MOST_OWN_WORDS)) {
                        addOwn(own, word);
                    }
                }
                case Treatment.Generalised _ -> addOwn(own, cell);
                default -> {}
            }
        }
        return own;
    }

    private static void addOwn(List<String> own, String value) {
        boolean telling = value.length() >= SHORTEST_OWN_NUMBER || value.chars().anyMatch(Character::isLetter);
        if (telling && value.length() <= LONGEST_OWN && own.size() < MOST_OWN_WORDS) {
            own.add(value);
        }
    }

    /**
     * Divides the rows, and checks what came of it. May be called once; nothing can be added afterwards.
     *
     * @return refused where there is no row, where a column that is to stay holds identifiers, where more rows would be
     *     left out than may be, or where the check of the output fails
     */
    public Outcome finish(Progress progress) {
        if (rows == 0) {
            return new Outcome.Refused("There are no rows.");
        }
        StoredColumn[] stored = new StoredColumn[columns.length];
        for (int i = 0; i < columns.length; i++) {
            StoredColumn.Builder column = columns[i];
            // A direct column has no values; one that stands for them keeps what follows free of nulls.
            stored[i] = column == null ? new StoredColumn(new int[0], new String[0]) : column.build();
            columns[i] = null;
        }
        Optional<String> identifiers = identifiers(stored);
        if (identifiers.isPresent()) {
            return new Outcome.Refused(identifiers.get());
        }
        int[] people = persons == null ? null : persons.build().codes();
        Run run = new Run(plan, stored, people, found, rows);
        Optional<String> tooMany = run.divide(progress);
        if (tooMany.isPresent()) {
            return new Outcome.Refused(tooMany.get());
        }
        Release release = run.release();
        List<String> problems = check(release, people, run.order());
        return problems.isEmpty()
                ? new Outcome.Released(release)
                : new Outcome.Refused("The output failed its own check, so nothing is released. "
                        + String.join(" ", problems) + " This is a mistake of the program: please report it.");
    }

    /** What stays as it is must not hold what says who it is, whatever the plan calls it. */
    private Optional<String> identifiers(StoredColumn[] stored) {
        for (int i = 0; i < stored.length; i++) {
            Plan.Column column = plan.columns().get(i);
            boolean stays =
                    column.treatment() instanceof Treatment.Kept || column.treatment() instanceof Treatment.Sensitive;
            if (!stays) {
                continue;
            }
            Map<String, Integer> kinds = new TreeMap<>();
            for (String value : stored[i].values()) {
                IDENTIFIERS.find(value).stream()
                        .map(Finding::kind)
                        .map(Kind::label)
                        .distinct()
                        .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
            }
            if (!kinds.isEmpty()) {
                Map.Entry<String, Integer> most = Collections.max(kinds.entrySet(), Map.Entry.comparingByValue());
                return Optional.of(
                        "Column '%s' would stay as it is, but %d of its %d different values hold %s. Give it the role direct, or text to take out what is found."
                                .formatted(column.name(), most.getValue(), stored[i].values().length, most.getKey()));
            }
        }
        return Optional.empty();
    }

    private List<String> check(Release release, int @Nullable [] people, int[] order) {
        OutputCheck check = new OutputCheck(plan, Optional.empty());
        check.header(release.header());
        List<List<String>> output = release.rows();
        for (int place = 0; place < output.size(); place++) {
            if (people == null) {
                check.row(output.get(place));
            } else {
                check.row(output.get(place), people[order[place]]);
            }
        }
        OutputCheck.Verdict verdict = check.verdict();
        List<String> problems = new ArrayList<>(verdict.problems());
        Report report = release.report();
        if (verdict.rows() != report.rowsOut()
                || verdict.k() != report.k()
                || verdict.classes() != report.classes()
                || !close(verdict.l(), report.l())) {
            problems.add("The report does not say what the output is.");
        }
        return problems;
    }

    private static boolean close(Map<String, Double> one, Map<String, Double> other) {
        Map<String, Double> left = new LinkedHashMap<>(one);
        left.entrySet()
                .removeIf(each -> Math.abs(each.getValue() - other.getOrDefault(each.getKey(), Double.NaN)) < 1e-6);
        return left.isEmpty() && one.size() == other.size();
    }
}
