package dev.remit.privacy.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.anonymise.Plan.Cut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every table; counted here by hand, with neither the code that divides nor the code that checks. */
class AnonymityPropertyTest {
    private static final int TABLES = 400;
    private static final List<Integer> GENERALISED = List.of(0, 1, 2, 3, 4);
    private static final int SENSITIVE = 5;

    @Test
    void everyClassOfEveryOutputHasKRowsAndLValuesAndTheTotalsAddUp() {
        int released = 0;
        for (long seed = 1; seed <= TABLES; seed++) {
            Random random = new Random(seed);
            int k = 2 + random.nextInt(6);
            int l = 1 + random.nextInt(3);
            Plan plan = new Plan(
                    Tables.mixedColumns(),
                    k,
                    new Diversity(random.nextBoolean() ? Diversity.Measure.DISTINCT : Diversity.Measure.ENTROPY, l),
                    random.nextInt(4) * 0.05,
                    random.nextBoolean() ? Cut.STRICT : Cut.RELAXED,
                    random.nextBoolean() ? Optional.of("person") : Optional.empty(),
                    OptionalLong.empty());
            List<List<String>> table = Tables.mixed(random, 1 + random.nextInt(400));
            if (Tables.anonymise(plan, table) instanceof Outcome.Released(Release release)) {
                released++;
                verify("seed " + seed, plan, table, release);
            }
        }
        assertThat(released).isGreaterThan(TABLES / 2);
    }

    private static void verify(String seed, Plan plan, List<List<String>> table, Release release) {
        Map<List<String>, List<String>> classes = new HashMap<>();
        for (List<String> row : release.rows()) {
            List<String> key = GENERALISED.stream().map(row::get).toList();
            classes.computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(row.get(SENSITIVE).strip().toLowerCase(java.util.Locale.ROOT));
        }
        int smallest = classes.values().stream().mapToInt(List::size).min().orElse(0);
        assertThat(smallest).as(seed).isGreaterThanOrEqualTo(plan.k());
        for (List<String> values : classes.values()) {
            assertThat(values.stream().distinct().count())
                    .as(seed)
                    .isGreaterThanOrEqualTo(plan.diversity().l());
        }
        Report report = release.report();
        assertThat(report.rowsIn()).as(seed).isEqualTo(table.size());
        assertThat(report.rowsOut()).as(seed).isEqualTo(release.rows().size());
        assertThat(report.rowsOut() + report.suppressedRows()).as(seed).isEqualTo(table.size());
        assertThat(report.suppressedRows()).as(seed).isLessThanOrEqualTo((int) (plan.mostSuppressed() * table.size()));
        assertThat(report.classes()).as(seed).isEqualTo(classes.size());
        assertThat(report.k()).as(seed).isBetween(plan.k(), smallest);
        assertThat(report.suppressedCells())
                .as(seed)
                .isEqualTo(release.rows().stream()
                        .flatMap(row -> GENERALISED.stream().map(row::get))
                        .filter("*"::equals)
                        .count());
        assertThat(report.columns().stream()
                        .mapToLong(Report.Column::suppressedCells)
                        .sum())
                .as(seed)
                .isEqualTo(report.suppressedCells());
        assertThat(report.informationLoss()).as(seed).isBetween(0.0, 1.0);
        everyRowIsCoveredByItsLabels(seed, table, release);
    }

    /** What stays of the rows is what was in them: as often as in the input, less what was suppressed. */
    private static void everyRowIsCoveredByItsLabels(String seed, List<List<String>> table, Release release) {
        Map<String, Integer> kept = new HashMap<>();
        table.forEach(row -> kept.merge(row.get(6) + "|" + row.get(7), 1, Integer::sum));
        release.rows().forEach(row -> kept.merge(row.get(5) + "|" + row.get(6), -1, Integer::sum));
        assertThat(kept.values()).as(seed).allMatch(left -> left >= 0);
        assertThat(kept.values().stream().mapToInt(Integer::intValue).sum())
                .as(seed)
                .isEqualTo(release.report().suppressedRows());
    }
}
