package dev.remit.gateway.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Resource;
import dev.remit.core.catalog.Scope;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.condition.Predicate.Operator;
import dev.remit.core.condition.Predicates;
import dev.remit.core.decision.Read;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database judges every rule exactly as {@link Predicates#holds} does in memory. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JudgementTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000000400Z");

    /** Column name to column type; two or more of each of our types. */
    private static final Map<String, String> COLUMNS = columns();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private TestSource database;

    abstract TestSource create();

    boolean supports(ZoneId zone) {
        return true;
    }

    @BeforeAll
    void createDatabase() {
        database = create();
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("text_a", "text");
        columns.put("text_b", "text_ci");
        columns.put("text_c", "text_other");
        columns.put("integer_a", "long");
        columns.put("integer_b", "long");
        columns.put("decimal_a", "decimal");
        columns.put("decimal_b", "decimal");
        columns.put("boolean_a", "boolean");
        columns.put("boolean_b", "boolean");
        columns.put("date_a", "date");
        columns.put("date_b", "date");
        columns.put("timestamp_a", "instant");
        columns.put("timestamp_b", "local");
        return columns;
    }

    private static Resource resource(String table) {
        List<Field> fields = new ArrayList<>(List.of(TestSource.field("id", FieldType.INTEGER)));
        COLUMNS.keySet().forEach(name -> fields.add(TestSource.field(name, typeOf(name))));
        return TestSource.resource("row", table, new Scope.Shared(), fields.toArray(Field[]::new));
    }

    private static FieldType typeOf(String column) {
        return FieldType.valueOf(column.substring(0, column.indexOf('_')).toUpperCase(java.util.Locale.ROOT));
    }

    private void fill(String table, List<List<@Nullable Object>> rows, ZoneId zone) {
        StringBuilder create = new StringBuilder("CREATE TABLE " + table + " (id {long} PRIMARY KEY");
        COLUMNS.forEach((name, type) ->
                create.append(", ").append(name).append(" {").append(type).append("}"));
        database.run(create + ")");
        List<String> types = new ArrayList<>(List.of("long"));
        types.addAll(COLUMNS.values());
        database.insert(table, types, rows, zone);
    }

    private static List<Map<String, @Nullable Object>> readAll(JdbcReader reader, Resource resource) {
        List<Field> fields = List.copyOf(resource.fields().values());
        ReadResult result = reader.read(read(resource, fields, List.of()));
        assertThat(result).isInstanceOf(ReadResult.Rows.class);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> values : ((ReadResult.Rows) result).rows()) {
            Map<String, @Nullable Object> row = new HashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                row.put(fields.get(i).name(), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Read read(Resource resource, List<Field> columns, List<Predicate> rules) {
        return new Read(resource, columns, rules, List.of(), null, null, 1000, "acme", null, NOW);
    }

    private static void judge(
            JdbcReader reader, Resource resource, List<Map<String, @Nullable Object>> rows, Predicate rule) {
        TreeSet<Object> expected = new TreeSet<>();
        for (Map<String, @Nullable Object> row : rows) {
            if (Predicates.holds(rule, row, NOW)) {
                expected.add(java.util.Objects.requireNonNull(row.get("id")));
            }
        }
        ReadResult result = reader.read(read(resource, List.of(resource.key()), List.of(rule)));
        assertThat(result).as("%s", rule).isInstanceOf(ReadResult.Rows.class);
        TreeSet<Object> actual = new TreeSet<>();
        ((ReadResult.Rows) result).rows().forEach(row -> actual.add(java.util.Objects.requireNonNull(row.getFirst())));
        assertThat(actual).as("%s", rule).isEqualTo(expected);
    }

    @Test
    void everyOperatorOverEveryTypeAndEverySampleIsJudgedAsInMemory() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<@Nullable Object> row = new ArrayList<>(List.of((long) i));
            int number = i;
            COLUMNS.keySet().forEach(name -> {
                List<Object> samples = Samples.stored(typeOf(name));
                int shift = name.endsWith("a") ? 0 : name.endsWith("b") ? number / 3 : 1;
                int index = number + shift;
                row.add(
                        index % (samples.size() + 1) == samples.size()
                                ? null
                                : samples.get(index % (samples.size() + 1)));
            });
            rows.add(row);
        }
        fill("samples", rows, ZoneId.of("UTC"));
        Resource resource = resource("samples");
        try (JdbcReader reader = database.open()) {
            List<Map<String, @Nullable Object>> stored = readAll(reader, resource);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(stored.get(i).values()).hasSize(COLUMNS.size() + 1);
                int column = 1;
                for (String name : COLUMNS.keySet()) {
                    Object written = rows.get(i).get(column++);
                    Object got = stored.get(i).get(name);
                    if (written instanceof java.math.BigDecimal decimal) {
                        assertThat((java.math.BigDecimal) got).isEqualByComparingTo(decimal);
                    } else {
                        assertThat(got).as(name).isEqualTo(written);
                    }
                }
            }
            for (String name : COLUMNS.keySet()) {
                Operand.Column column = column(resource, name);
                for (Predicate rule : everyAtom(resource, column)) {
                    judge(reader, resource, stored, rule);
                    judge(reader, resource, stored, new Predicate.Not(rule));
                }
            }
        }
    }

    private static List<Predicate> everyAtom(Resource resource, Operand.Column column) {
        FieldType type = column.type();
        List<Predicate> rules = new ArrayList<>(List.of(new Predicate.IsAbsent(column)));
        if (type == FieldType.BOOLEAN) {
            rules.add(new Predicate.IsTrue(column));
        }
        List<Operand.Literal> literals = literals(type);
        for (Operator operator : operators(type)) {
            literals.forEach(literal -> rules.add(new Predicate.Compare(column, operator, literal)));
            rules.add(new Predicate.Compare(literals.getFirst(), operator, column));
            for (String other : COLUMNS.keySet()) {
                if (typeOf(other) == type) {
                    rules.add(new Predicate.Compare(column, operator, column(resource, other)));
                }
            }
            if (type == FieldType.TIMESTAMP) {
                rules.add(new Predicate.Compare(column, operator, new Operand.Now(Duration.ZERO)));
                rules.add(new Predicate.Compare(column, operator, new Operand.Now(Duration.ofNanos(-400))));
                rules.add(new Predicate.Compare(new Operand.Now(Duration.ofDays(-1)), operator, column));
            }
        }
        rules.add(new Predicate.In(column, literals.subList(0, 1)));
        rules.add(new Predicate.In(column, literals));
        return rules;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomRulesOverRandomRowsAreJudgedAsInMemory(long seed) {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(List.of("UTC", "Europe/Berlin", "+05:45", "America/St_Johns", "Asia/Kolkata")
                .get((int) (seed - 1)));
        Assumptions.assumeTrue(supports(zone), "not in this zone");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<@Nullable Object> row = new ArrayList<>(List.of((long) i));
            for (String name : COLUMNS.keySet()) {
                row.add(random.nextInt(6) == 0 ? null : one(random, Samples.stored(typeOf(name))));
            }
            rows.add(row);
        }
        String table = "random_" + seed;
        fill(table, rows, zone);
        Resource resource = resource(table);
        try (JdbcReader reader = database.open(database.source(zone, Duration.ofSeconds(10), 2))) {
            List<Map<String, @Nullable Object>> stored = readAll(reader, resource);
            assertThat(stored).hasSize(60);
            for (int i = 0; i < 200; i++) {
                judge(reader, resource, stored, predicate(random, resource, 3));
            }
        }
    }

    private static Predicate predicate(Random random, Resource resource, int depth) {
        int kind = depth == 0 ? 3 + random.nextInt(7) : random.nextInt(10);
        return switch (kind) {
            case 0 -> new Predicate.And(parts(random, resource, depth));
            case 1 -> new Predicate.Or(parts(random, resource, depth));
            case 2 -> new Predicate.Not(predicate(random, resource, depth - 1));
            default -> atom(random, resource);
        };
    }

    private static List<Predicate> parts(Random random, Resource resource, int depth) {
        List<Predicate> parts = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            parts.add(predicate(random, resource, depth - 1));
        }
        return parts;
    }

    private static Predicate atom(Random random, Resource resource) {
        String name = one(random, List.copyOf(COLUMNS.keySet()));
        Operand.Column column = column(resource, name);
        FieldType type = column.type();
        Operator operator = one(random, operators(type));
        return switch (random.nextInt(12)) {
            case 0 -> new Predicate.IsAbsent(column);
            case 1 -> new Predicate.Always(random.nextBoolean());
            case 2 ->
                new Predicate.In(
                        column,
                        List.of(one(random, literals(type)), one(random, literals(type)), one(random, literals(type))));
            case 3 -> new Predicate.Compare(one(random, literals(type)), operator, column);
            case 4 -> new Predicate.Compare(one(random, literals(type)), operator, one(random, literals(type)));
            case 5, 6 -> {
                List<String> others = COLUMNS.keySet().stream()
                        .filter(other -> typeOf(other) == type)
                        .toList();
                yield new Predicate.Compare(column, operator, column(resource, one(random, others)));
            }
            case 7 -> {
                Operand moved = new Operand.Now(Duration.ofHours(random.nextInt(100) - 50));
                Operand other = random.nextBoolean()
                        ? one(random, literals(FieldType.TIMESTAMP))
                        : new Operand.Now(Duration.ofHours(random.nextInt(10) - 5));
                yield new Predicate.Compare(moved, one(random, List.of(Operator.values())), other);
            }
            case 8 ->
                type == FieldType.BOOLEAN
                        ? new Predicate.IsTrue(column)
                        : new Predicate.Compare(
                                column(resource, random.nextBoolean() ? "timestamp_a" : "timestamp_b"),
                                one(random, List.of(Operator.values())),
                                new Operand.Now(Duration.ofMinutes(random.nextInt(10_000) - 5_000)));
            default -> new Predicate.Compare(column, operator, one(random, literals(type)));
        };
    }

    private static List<Operator> operators(FieldType type) {
        return type == FieldType.BOOLEAN ? List.of(Operator.EQUAL, Operator.NOT_EQUAL) : List.of(Operator.values());
    }

    private static List<Operand.Literal> literals(FieldType type) {
        List<Operand.Literal> literals = new ArrayList<>();
        Samples.stored(type).forEach(value -> literals.add(new Operand.Literal(type, value)));
        Samples.asked(type).forEach(value -> literals.add(new Operand.Literal(type, value)));
        return literals;
    }

    private static Operand.Column column(Resource resource, String name) {
        return new Operand.Column(java.util.Objects.requireNonNull(resource.field(name)));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
