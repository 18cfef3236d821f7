package dev.remit.gateway.source;

import dev.remit.core.catalog.Action;
import dev.remit.core.catalog.Argument;
import dev.remit.core.catalog.Effect;
import dev.remit.core.catalog.Fact;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Resource;
import dev.remit.core.finding.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Actions and deeds of tests. */
final class Deeds {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_]+)");

    private Deeds() {}

    static Argument argument(String name, FieldType type) {
        return argument(name, type, 0, true, null);
    }

    static Argument optional(String name, FieldType type) {
        return argument(name, type, 0, false, null);
    }

    static Argument list(String name, FieldType type) {
        return argument(name, type, 100, true, null);
    }

    static Argument of(String name, Resource resource) {
        return argument(name, resource.key().type(), 0, true, resource);
    }

    static Argument listOf(String name, Resource resource) {
        return argument(name, resource.key().type(), 100, true, resource);
    }

    private static Argument argument(String name, FieldType type, int most, boolean required, @Nullable Resource of) {
        return new Argument(
                name, type, Kind.OTHER, most, required, of, List.of(), null, null, 200, "", Location.of("shop.yaml"));
    }

    /** An action of a statement with parameters as {@code :name}. */
    record Draft(
            String sql,
            @Nullable Resource on,
            List<Argument> arguments,
            List<Fact> facts,
            int fewest,
            int most,
            List<Field> result,
            @Nullable String operations) {
        static Draft of(String sql, @Nullable Resource on, Argument... arguments) {
            return new Draft(sql, on, List.of(arguments), List.of(), 1, 1, List.of(), "operations");
        }

        Draft changing(int least, int greatest) {
            return new Draft(sql, on, arguments, facts, least, greatest, result, operations);
        }

        Draft giving(Field... fields) {
            return new Draft(sql, on, arguments, facts, fewest, most, List.of(fields), operations);
        }

        Draft knowing(Fact... more) {
            return new Draft(sql, on, arguments, List.of(more), fewest, most, result, operations);
        }

        Draft withoutOperations() {
            return new Draft(sql, on, arguments, facts, fewest, most, result, null);
        }

        Action action() {
            List<String> parameters = PARAMETER
                    .matcher(sql)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            SequencedMap<String, Argument> byName = new LinkedHashMap<>();
            if (on != null && !on.key().name().equals("customer_id")) {
                byName.put(on.key().name(), Deeds.of(on.key().name(), on));
            }
            arguments.forEach(argument -> byName.put(argument.name(), argument));
            SequencedMap<String, Fact> factsByName = new LinkedHashMap<>();
            facts.forEach(fact -> factsByName.put(fact.name(), fact));
            SequencedMap<String, Field> results = new LinkedHashMap<>();
            result.forEach(field -> results.put(field.name(), field));
            return new Action(
                    "act",
                    "shop",
                    "",
                    Effect.WRITE,
                    on,
                    byName,
                    factsByName,
                    new Means.Statement(PARAMETER.matcher(sql).replaceAll("?"), parameters, fewest, most),
                    results,
                    null,
                    true,
                    operations,
                    Location.of("shop.yaml"));
        }

        Deed by(String subject, Object... namesAndValues) {
            return deed(action(), subject, namesAndValues);
        }
    }

    /** A deed of the tenant acme, under an operation of its own. */
    static Deed deed(Action action, @Nullable String subject, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Deed(action, UUID.randomUUID().toString(), "acme", subject, values);
    }
}
