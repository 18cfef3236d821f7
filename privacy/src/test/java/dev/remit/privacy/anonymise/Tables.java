package dev.remit.privacy.anonymise;

import dev.remit.privacy.anonymise.Plan.Column;
import dev.remit.privacy.anonymise.Plan.Cut;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Plans and tables for tests. */
final class Tables {
    static final Treatment REMOVED = new Treatment.Removed();
    static final Treatment SURROGATE = new Treatment.Surrogate();
    static final Treatment SENSITIVE = new Treatment.Sensitive();
    static final Treatment KEPT = new Treatment.Kept();
    static final Treatment TEXT = new Treatment.Text();
    static final Treatment NUMBERS = new Treatment.Generalised(new Hierarchy.Numbers(Optional.empty()));
    static final Treatment YEARS = new Treatment.Generalised(new Hierarchy.Dates(Hierarchy.Dates.Unit.YEAR));
    static final Treatment POSTCODES = new Treatment.Generalised(new Hierarchy.Prefixes(5));
    static final Treatment CATEGORIES = new Treatment.Generalised(new Hierarchy.Categories(Map.of()));
    static final Treatment COUNTRIES = new Treatment.Generalised(new Hierarchy.Categories(Map.of(
            "Germany", "DACH", "Austria", "DACH", "DACH", "Europe", "France", "Europe", "Japan", "Asia", "India",
            "Asia")));

    private Tables() {}

    static Treatment numbers(String step) {
        return new Treatment.Generalised(new Hierarchy.Numbers(Optional.of(new BigDecimal(step))));
    }

    static Plan plan(int k, int l, double mostSuppressed, Column... columns) {
        return new Plan(
                Arrays.asList(columns),
                k,
                new Diversity(Diversity.Measure.DISTINCT, l),
                mostSuppressed,
                Cut.STRICT,
                Optional.empty(),
                OptionalLong.empty());
    }

    static Column column(String name, Treatment treatment) {
        return new Column(name, treatment);
    }

    static Outcome anonymise(Plan plan, List<List<String>> rows) {
        Anonymiser anonymiser = new Anonymiser(plan, Depersonaliser.standard());
        rows.forEach(anonymiser::add);
        return anonymiser.finish(Progress.NONE);
    }

    static Release released(Plan plan, List<List<String>> rows) {
        return switch (anonymise(plan, rows)) {
            case Outcome.Released released -> released.release();
            case Outcome.Refused refused -> throw new AssertionError(refused.why());
        };
    }

    static String refused(Plan plan, List<List<String>> rows) {
        return switch (anonymise(plan, rows)) {
            case Outcome.Released released ->
                throw new AssertionError(released.release().rows());
            case Outcome.Refused refused -> refused.why();
        };
    }

    /** Of each kind of hierarchy one column, a sensitive one, and the person. */
    static List<Column> mixedColumns() {
        return List.of(
                column("person", REMOVED),
                column("age", NUMBERS),
                column("since", YEARS),
                column("postcode", POSTCODES),
                column("country", COUNTRIES),
                column("plan", CATEGORIES),
                column("illness", SENSITIVE),
                column("count", KEPT));
    }

    private static final String[] COUNTRY_NAMES = {"Germany", "Austria", "France", "Japan", "India", "", "Atlantis"};
    private static final String[] PLANS = {"free", "pro", "team", "Équipe", "企業"};
    private static final String[] ILLNESSES = {"flu", "Flu ", "cold", "asthma", "none", ""};

    static List<List<String>> mixed(Random random, int size) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(List.of(
                    "p" + random.nextInt(1 + size / 2),
                    random.nextInt(20) == 0
                            ? "unknown"
                            : Integer.toString(18 + (int) Math.abs(random.nextGaussian() * 20)),
                    "%d-%02d-%02d".formatted(1990 + random.nextInt(35), 1 + random.nextInt(12), 1 + random.nextInt(28)),
                    random.nextInt(30) == 0 ? "" : Integer.toString(10000 + random.nextInt(300)),
                    COUNTRY_NAMES[(int) Math.min(6, Math.abs(random.nextGaussian() * 2.5))],
                    PLANS[random.nextInt(PLANS.length)],
                    ILLNESSES[(int) Math.min(5, Math.abs(random.nextGaussian() * 2))],
                    Integer.toString(random.nextInt(4))));
        }
        return rows;
    }
}
