package dev.remit.core.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelRuntime;
import dev.remit.core.catalog.FieldType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Our judgement against that of CEL's own runtime, over random rules and rows.
 *
 * <p>CEL fails on a comparison with null where we say false; so each comparison is written for CEL with the guards that
 * our meaning implies. Decimals are quarters, which doubles hold exactly; a date is, for CEL, its first moment in UTC.
 */
class CelAgreementTest {
    private static final int RULES = 600;
    private static final int ROWS = 40;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** No code point from U+E000 to U+FFFF beside those above: cel-java orders these by UTF-16, CEL and we do not. */
    private static final List<String> TEXTS = List.of("", "a", "A", "b", "ab", "it's", "ü", "\\", "\"", "😀", "\n");

    private static final List<String> ORDERED = List.of("==", "!=", "<", "<=", ">", ">=");

    private static final Map<FieldType, List<String>> FIELDS = Orders.ORDER.fields().values().stream()
            .collect(Collectors.groupingBy(
                    field -> field.type(), Collectors.mapping(field -> field.name(), Collectors.toList())));

    /** A rule as a person writes it, and for CEL with its guards. */
    private record Rule(String plain, String guarded) {}

    @Test
    void ourJudgementIsThatOfCel() throws Exception {
        long seed = Long.getLong("remit.seed", new Random().nextLong());
        Random random = new Random(seed);
        Cel cel = CelFactory.plannerCelBuilder()
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .build())
                .addVar("order", SimpleType.DYN)
                .addVar("now", SimpleType.TIMESTAMP)
                .build();
        int held = 0;
        for (int i = 0; i < RULES; i++) {
            Rule rule = rule(random, 3);
            Predicate predicate = Orders.rule(rule.plain());
            CelRuntime.Program program =
                    cel.createProgram(cel.compile(rule.guarded()).getAst());
            for (int j = 0; j < ROWS; j++) {
                Map<String, @Nullable Object> row = row(random);
                boolean ours = Predicates.holds(predicate, row, NOW);
                Object theirs = program.eval(Map.of("order", forCel(row), "now", NOW));
                assertThat(ours)
                        .as("seed %s: %s on %s; for CEL: %s", seed, rule.plain(), row, rule.guarded())
                        .isEqualTo(theirs);
                held += ours ? 1 : 0;
            }
        }
        // Neither answer is so rare that agreement would say little.
        assertThat(held).as("seed %s", seed).isBetween(RULES * ROWS / 5, RULES * ROWS * 4 / 5);
    }

    private static Rule rule(Random random, int depth) {
        return switch (depth == 0 ? 3 : random.nextInt(5)) {
            case 0 -> joined(random, depth, " && ");
            case 1 -> joined(random, depth, " || ");
            case 2 -> {
                Rule part = rule(random, depth - 1);
                yield new Rule("!(" + part.plain() + ")", "!(" + part.guarded() + ")");
            }
            default -> comparison(random);
        };
    }

    private static Rule joined(Random random, int depth, String by) {
        List<Rule> parts = IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(i -> rule(random, depth - 1))
                .toList();
        return new Rule(
                parts.stream().map(Rule::plain).collect(Collectors.joining(")" + by + "(", "(", ")")),
                parts.stream().map(Rule::guarded).collect(Collectors.joining(")" + by + "(", "(", ")")));
    }

    private static Rule comparison(Random random) {
        FieldType type = pick(random, List.of(FieldType.values()));
        String field = "order." + pick(random, fields(type));
        String operator = pick(random, type == FieldType.BOOLEAN ? ORDERED.subList(0, 2) : ORDERED);
        return switch (random.nextInt(type == FieldType.BOOLEAN ? 7 : 6)) {
            case 0 -> same("%s %s null".formatted(field, pick(random, ORDERED.subList(0, 2))));
            case 1 -> fields(field, operator, "order." + pick(random, fields(type)));
            case 2 -> {
                List<Rule> values = IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(i -> literal(random, type))
                        .toList();
                yield new Rule(
                        field + values.stream().map(Rule::plain).collect(Collectors.joining(", ", " in [", "]")),
                        "(%s != null && %s%s)"
                                .formatted(
                                        field,
                                        field,
                                        values.stream()
                                                .map(Rule::guarded)
                                                .collect(Collectors.joining(", ", " in [", "]"))));
            }
            case 3 -> literal(field, operator, moment(random, type), true);
            case 4 -> literal(field, operator, moment(random, type), false);
            case 5 -> literal(field, operator, literal(random, type), true);
            default -> new Rule(field, "(%s != null && %s)".formatted(field, field));
        };
    }

    private static Rule literal(String field, String operator, Rule value, boolean fieldFirst) {
        String form = fieldFirst ? "%1$s %2$s %3$s" : "%3$s %2$s %1$s";
        String plain = form.formatted(field, operator, value.plain());
        return operator.equals("!=")
                ? new Rule(plain, "!(%s != null && %s)".formatted(field, form.formatted(field, "==", value.guarded())))
                : new Rule(
                        plain, "(%s != null && %s)".formatted(field, form.formatted(field, operator, value.guarded())));
    }

    private static Rule fields(String left, String operator, String right) {
        String plain = left + " " + operator + " " + right;
        String present = "(%1$s != null && %2$s != null && %1$s %3$s %2$s)";
        String equal = "((%1$s == null && %2$s == null) || " + present + ")";
        return switch (operator) {
            case "==" -> new Rule(plain, equal.formatted(left, right, "=="));
            case "!=" -> new Rule(plain, "!" + equal.formatted(left, right, "=="));
            default -> new Rule(plain, present.formatted(left, right, operator));
        };
    }

    /** A literal, or a time that moves with now. */
    private static Rule moment(Random random, FieldType type) {
        if (type != FieldType.TIMESTAMP) {
            return literal(random, type);
        }
        return switch (random.nextInt(3)) {
            case 0 -> same("now");
            case 1 -> same("now - duration('%dh')".formatted(random.nextInt(4)));
            default -> same("now + duration('%dm')".formatted(60 * random.nextInt(4)));
        };
    }

    private static Rule literal(Random random, FieldType type) {
        return switch (type) {
            case TEXT -> same(quoted(pick(random, TEXTS)));
            case INTEGER -> same(Integer.toString(random.nextInt(7) - 3));
            case DECIMAL ->
                same(
                        random.nextBoolean()
                                ? Integer.toString(random.nextInt(3) - 1)
                                : new BigDecimal(random.nextInt(9) - 4)
                                        .multiply(new BigDecimal("0.25"))
                                        .toPlainString());
            case BOOLEAN -> same(Boolean.toString(random.nextBoolean()));
            case DATE -> {
                LocalDate day = day(random);
                yield new Rule("date('%s')".formatted(day), "timestamp('%sT00:00:00Z')".formatted(day));
            }
            case TIMESTAMP -> same("timestamp('%s')".formatted(instant(random)));
        };
    }

    private static Rule same(String text) {
        return new Rule(text, text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    private static Map<String, @Nullable Object> row(Random random) {
        Map<String, @Nullable Object> row = new HashMap<>();
        Orders.ORDER
                .fields()
                .values()
                .forEach(field -> row.put(field.name(), random.nextInt(4) == 0 ? null : value(random, field.type())));
        return row;
    }

    private static Object value(Random random, FieldType type) {
        return switch (type) {
            case TEXT -> pick(random, TEXTS);
            case INTEGER -> (long) random.nextInt(7) - 3;
            // The same value in different scales.
            case DECIMAL ->
                new BigDecimal(random.nextInt(9) - 4)
                        .multiply(new BigDecimal("0.25"))
                        .setScale(2 + random.nextInt(3));
            case BOOLEAN -> random.nextBoolean();
            case DATE -> day(random);
            case TIMESTAMP -> instant(random);
        };
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(2026, 11, 20).plusDays(random.nextInt(4));
    }

    private static Instant instant(Random random) {
        return NOW.plus(Duration.ofHours(random.nextInt(7) - 3));
    }

    private static Map<String, Object> forCel(Map<String, @Nullable Object> row) {
        Map<String, Object> values = new HashMap<>();
        row.forEach((name, value) -> values.put(
                name,
                switch (value) {
                    case null -> NullValue.NULL_VALUE;
                    case BigDecimal decimal -> decimal.doubleValue();
                    case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
                    default -> value;
                }));
        return values;
    }

    private static List<String> fields(FieldType type) {
        return FIELDS.getOrDefault(type, List.of());
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
