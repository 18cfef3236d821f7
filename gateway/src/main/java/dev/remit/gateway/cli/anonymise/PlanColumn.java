package dev.remit.gateway.cli.anonymise;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Key;
import dev.remit.core.yaml.Located;
import dev.remit.core.yaml.Named;
import dev.remit.core.yaml.ObjectShape;
import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import dev.remit.core.yaml.Values;
import dev.remit.privacy.anonymise.Hierarchy;
import dev.remit.privacy.anonymise.Treatment;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One column of a plan, as it is written: a role alone, or a role and what belongs to it. */
final class PlanColumn {
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_GROUPS = 10_000;
    private static final int MOST_MEMBERS = 100_000;
    private static final int MOST_PREFIX = 32;

    /** What a column is. */
    enum Role {
        DIRECT("direct"),
        QUASI("quasi"),
        SENSITIVE("sensitive"),
        KEEP("keep"),
        TEXT("text");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** How a quasi-identifier becomes less exact. */
    enum As {
        NUMBERS("numbers"),
        DATES("dates"),
        POSTCODES("postcodes"),
        CATEGORIES("categories");

        private final String label;

        As(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** What stands in the place of a direct identifier. */
    enum Replace {
        NOTHING("nothing"),
        SURROGATE("surrogate");

        private final String label;

        Replace(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final Shape<Role> ROLES = choice(Role.values(), Role::label);
    private static final Key<Role> ROLE = Key.required("role", ROLES, "direct, quasi, sensitive, keep or text.");
    private static final Key<Replace> REPLACE = Key.optional(
            "replace",
            choice(Replace.values(), Replace::label),
            "For direct: nothing, which removes the column, unless said; or surrogate, the row's place in the output.");
    private static final Key<As> AS =
            Key.optional("as", choice(As.values(), As::label), "For quasi: numbers, dates, postcodes or categories.");
    private static final Key<BigDecimal> STEP = Key.optional(
            "step",
            new StepShape(),
            "For numbers: the width of the narrowest range; chosen from the values unless said.");
    private static final Key<Hierarchy.Dates.Unit> UNIT = Key.optional(
            "unit",
            choice(Hierarchy.Dates.Unit.values(), Hierarchy.Dates.Unit::label),
            "For dates: the most exact that is left, year unless said.");
    private static final Key<Integer> KEEP = Key.optional(
            "keep", Shapes.integer(1, MOST_PREFIX), "For postcodes: the most characters that are left, 5 unless said.");
    private static final Key<List<Named<List<Located<String>>>>> GROUPS = Key.optional(
            "groups",
            Shapes.named(
                    Shapes.anyText(LONGEST_VALUE),
                    Shapes.list(Shapes.text(LONGEST_VALUE), 1, MOST_MEMBERS),
                    1,
                    MOST_GROUPS),
            "For categories: to each group its values, or other groups.");

    private static final int DEFAULT_PREFIX = 5;

    /** A role alone, or more. */
    static final Shape<Located<PlanColumn>> SHAPE = Shapes.either(
            ROLES,
            role -> new Located<>(new PlanColumn(role.value(), null), role.at()),
            ObjectShape.of("a column", ROLE, REPLACE, AS, STEP, UNIT, KEEP, GROUPS),
            values -> new Located<>(new PlanColumn(values.value().get(ROLE), values.value()), values.at()));

    private final @Nullable Role role;
    private final @Nullable Values values;

    private PlanColumn(@Nullable Role role, @Nullable Values values) {
        this.role = role;
        this.values = values;
    }

    private static <T> Shape<T> choice(T[] of, Function<T, String> label) {
        return Shapes.choice(of, label);
    }

    /** Whether what is written fits together. */
    boolean isWhole(Location at, Findings findings) {
        if (role == null) {
            return false; // reported where it was read
        }
        As as = values == null ? null : values.get(AS);
        if (role == Role.QUASI && as == null) {
            findings.error(
                    "missing-key",
                    at,
                    "A quasi-identifier has to say how it becomes less exact.",
                    "Write { role: quasi, as: categories }, or numbers, dates, postcodes.");
        }
        fits(REPLACE, role == Role.DIRECT, "direct", findings);
        fits(AS, role == Role.QUASI, "quasi", findings);
        fits(STEP, as == As.NUMBERS, "numbers", findings);
        fits(UNIT, as == As.DATES, "dates", findings);
        fits(KEEP, as == As.POSTCODES, "postcodes", findings);
        fits(GROUPS, as == As.CATEGORIES, "categories", findings);
        groups(findings);
        return !findings.hasErrors();
    }

    private void fits(Key<?> key, boolean meant, String where, Findings findings) {
        if (!meant && values != null && values.has(key)) {
            findings.error(
                    "key-without-effect",
                    values.keyAt(key),
                    "The key '" + key.name() + "' means something for " + where + " only.",
                    "Remove it.");
        }
    }

    /** A value belongs to one group, and no group to itself. */
    private Map<String, String> groups(Findings findings) {
        Map<String, String> groups = new HashMap<>();
        Map<String, Location> places = new HashMap<>();
        for (Named<List<Located<String>>> group : value(GROUPS, List.of())) {
            for (Located<String> member : Optional.ofNullable(group.value()).orElse(List.of())) {
                String before =
                        groups.putIfAbsent(member.value().strip(), group.name().strip());
                places.putIfAbsent(member.value().strip(), member.at());
                if (before != null) {
                    findings.error(
                            "ambiguous-group",
                            member.at(),
                            "'" + member.value() + "' belongs to '" + before + "' already.",
                            "A value has one group; put the groups into each other.");
                }
            }
        }
        for (String each : groups.keySet()) {
            Set<String> seen = new HashSet<>();
            for (String at = each; at != null; at = groups.get(at)) {
                if (!seen.add(at)) {
                    findings.error(
                            "circular-group",
                            places.getOrDefault(each, Location.of("")),
                            "'" + each + "' leads back to itself.",
                            "A group cannot belong to one of its own values.");
                    break;
                }
            }
        }
        return groups;
    }

    /** What it means; asked only of one that is whole. */
    Treatment treatment() {
        return switch (role == null ? Role.DIRECT : role) {
            case DIRECT ->
                value(REPLACE, Replace.NOTHING) == Replace.SURROGATE
                        ? new Treatment.Surrogate()
                        : new Treatment.Removed();
            case QUASI -> new Treatment.Generalised(hierarchy());
            case SENSITIVE -> new Treatment.Sensitive();
            case KEEP -> new Treatment.Kept();
            case TEXT -> new Treatment.Text();
        };
    }

    private Hierarchy hierarchy() {
        return switch (value(AS, As.CATEGORIES)) {
            case NUMBERS -> new Hierarchy.Numbers(Optional.ofNullable(values == null ? null : values.get(STEP)));
            case DATES -> new Hierarchy.Dates(value(UNIT, Hierarchy.Dates.Unit.YEAR));
            case POSTCODES -> new Hierarchy.Prefixes(value(KEEP, DEFAULT_PREFIX));
            case CATEGORIES -> new Hierarchy.Categories(groups(new Findings()));
        };
    }

    private <T> T value(Key<T> key, T otherwise) {
        return values == null ? otherwise : values.get(key, otherwise);
    }
}
