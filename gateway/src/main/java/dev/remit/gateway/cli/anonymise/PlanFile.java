package dev.remit.gateway.cli.anonymise;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Nearest;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.SourceText;
import dev.remit.core.yaml.Values;
import dev.remit.core.yaml.YamlReader;
import dev.remit.privacy.anonymise.Diversity;
import dev.remit.privacy.anonymise.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand in a plan, and what it means. */
final class PlanFile {
    private static final int MOST_K = 1_000_000;
    private static final int MOST_L = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final int DEFAULT_K = 5;
    private static final int DEFAULT_L = 2;
    private static final String DEFAULT_SUPPRESS = "5%";

    private static final Key<Integer> K = Key.optional(
            "k", Shapes.integer(2, MOST_K), "The fewest rows, or persons, that look alike; 5 unless said.");
    private static final Key<Integer> L = Key.optional(
            "l",
            Shapes.integer(1, MOST_L),
            "How many different values a sensitive column has among those that look alike; 2 unless said.");
    private static final Key<Diversity.Measure> DIVERSITY = Key.optional(
            "diversity",
            Shapes.choice(Diversity.Measure.values(), Diversity.Measure::label),
            "What l counts: distinct unless said, or entropy, which asks that they are about equally frequent.");
    private static final Key<String> SUPPRESS = Key.optional(
            "suppress",
            Shapes.text(
                    "a share of the rows, such as 5% or 0.5%",
                    Pattern.compile("(?:100|[0-9]{1,2}(?:\\.[0-9]{1,4})?)%"), 8),
            "The most of the rows that may be left out; 5% unless said.");
    private static final Key<Plan.Cut> CUT = Key.optional(
            "cut",
            Shapes.choice(Plan.Cut.values(), Plan.Cut::label),
            "Whether ranges never overlap (strict, unless said) or equal values may be divided (relaxed).");
    private static final Key<String> PERSON = Key.optional(
            "person",
            Shapes.text(LONGEST_NAME),
            "The column that says whose row it is, where a person may have several; k then counts persons.");
    private static final Key<Integer> POPULATION = Key.optional(
            "population",
            Shapes.integer(1, Integer.MAX_VALUE),
            "How many people the table is a sample of, for the journalist's risk.");
    private static final Key<List<Named<Located<PlanColumn>>>> COLUMNS = Key.required(
            "columns",
            Shapes.named(Shapes.text(LONGEST_NAME), PlanColumn.SHAPE, 1, Plan.MOST_COLUMNS),
            "Every column of the table, and what becomes of it.");
    private static final ObjectShape SHAPE =
            ObjectShape.of("a plan", K, L, DIVERSITY, SUPPRESS, CUT, PERSON, POPULATION, COLUMNS);

    private final Location at;
    private final Settings settings;
    private final SequencedMap<String, Located<PlanColumn>> columns;

    /** @param person and its place */
    private record Settings(
            int k,
            Diversity diversity,
            double mostSuppressed,
            Plan.Cut cut,
            Optional<Located<String>> person,
            OptionalLong population) {}

    private PlanFile(Location at, Settings settings, SequencedMap<String, Located<PlanColumn>> columns) {
        this.at = at;
        this.settings = settings;
        this.columns = columns;
    }

    /** What the command's options say instead of the plan. */
    record Options(OptionalInt k, OptionalInt l) {}

    /** The plan, or null where something in it is wrong; what, is then among the findings. */
    static @Nullable PlanFile read(SourceText source, Options options, Findings findings) {
        Values values = SHAPE.read(YamlReader.read(source, findings), findings);
        if (values == null) {
            return null;
        }
        SequencedMap<String, Located<PlanColumn>> columns = new LinkedHashMap<>();
        for (Named<Located<PlanColumn>> each : values.get(COLUMNS, List.of())) {
            Located<PlanColumn> column = each.value();
            if (column != null && column.value().isWhole(column.at(), findings)) {
                columns.put(each.name(), new Located<>(column.value(), each.at()));
            }
        }
        String person = values.get(PERSON);
        Integer population = values.get(POPULATION);
        String share = values.get(SUPPRESS, DEFAULT_SUPPRESS);
        Settings settings = new Settings(
                options.k().orElse(values.get(K, DEFAULT_K)),
                new Diversity(
                        values.get(DIVERSITY, Diversity.Measure.DISTINCT),
                        options.l().orElse(values.get(L, DEFAULT_L))),
                Double.parseDouble(share.substring(0, share.length() - 1)) / 100,
                values.get(CUT, Plan.Cut.STRICT),
                person == null ? Optional.empty() : Optional.of(new Located<>(person, values.at(PERSON))),
                population == null ? OptionalLong.empty() : OptionalLong.of(population));
        return findings.hasErrors() ? null : new PlanFile(values.keyAt(COLUMNS), settings, columns);
    }

    /** The names of the plan's columns, in its order. */
    List<String> names() {
        return List.copyOf(columns.sequencedKeySet());
    }

    /**
     * The plan for a table with these columns; null where the two do not fit, which the findings say.
     *
     * @param table its name, for messages
     */
    @Nullable
    Plan against(List<String> header, String table, Findings findings) {
        List<Plan.Column> found = new ArrayList<>();
        for (String name : header) {
            Located<PlanColumn> column = columns.get(name);
            if (column == null) {
                findings.error(
                        "unknown-column",
                        at,
                        "The plan does not say what becomes of the column '" + name + "' of " + table + ".",
                        "Name it under columns; 'direct' removes it.");
            } else {
                found.add(new Plan.Column(name, column.value().treatment()));
            }
        }
        columns.forEach((name, column) -> {
            if (!header.contains(name)) {
                findings.error(
                        "no-such-column",
                        column.at(),
                        "There is no column '" + name + "' in " + table + ".",
                        Nearest.hint(name, header, "Remove it from the plan."));
            }
        });
        settings.person().ifPresent(person -> {
            if (!header.contains(person.value())) {
                findings.error(
                        "no-such-column",
                        person.at(),
                        "There is no column '" + person.value() + "' in " + table + ".",
                        Nearest.hint(person.value(), header, "Name the column that says whose row it is."));
            }
        });
        return findings.hasErrors()
                ? null
                : new Plan(
                        found,
                        settings.k(),
                        settings.diversity(),
                        settings.mostSuppressed(),
                        settings.cut(),
                        settings.person().map(Located::value),
                        settings.population());
    }
}
