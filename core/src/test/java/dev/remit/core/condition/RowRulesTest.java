package dev.remit.core.condition;

import static dev.remit.core.condition.Orders.WHERE;
import static dev.remit.core.condition.Orders.column;
import static dev.remit.core.condition.Orders.compile;
import static dev.remit.core.condition.Orders.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.condition.Predicate.Operator;
import dev.remit.core.condition.RowRules.Result;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        == | EQUAL
        != | NOT_EQUAL
        <  | LESS
        <= | LESS_OR_EQUAL
        >  | GREATER
        >= | GREATER_OR_EQUAL
        """)
    void everyOperatorComparesEveryTypeThatHasAnOrder(String written, Operator operator) {
        assertThat(rule("order.status %s 'open'".formatted(written)))
                .isEqualTo(compare(column("status"), operator, FieldType.TEXT, "open"));
        assertThat(rule("order.items %s -5".formatted(written)))
                .isEqualTo(compare(column("items"), operator, FieldType.INTEGER, -5L));
        assertThat(rule("order.total %s 0.1".formatted(written)))
                .isEqualTo(compare(column("total"), operator, FieldType.DECIMAL, new BigDecimal("0.1")));
        assertThat(rule("order.day %s date('2026-01-31')".formatted(written)))
                .isEqualTo(compare(column("day"), operator, FieldType.DATE, LocalDate.of(2026, 1, 31)));
        assertThat(rule("order.eta %s timestamp('2026-01-31T12:00:00+02:00')".formatted(written)))
                .isEqualTo(
                        compare(column("eta"), operator, FieldType.TIMESTAMP, Instant.parse("2026-01-31T10:00:00Z")));
        assertThat(rule("order.placed_at %s now - duration('8760h')".formatted(written)))
                .isEqualTo(
                        new Predicate.Compare(column("placed_at"), operator, new Operand.Now(Duration.ofDays(-365))));
        assertThat(rule("order.total %s order.paid".formatted(written)))
                .isEqualTo(new Predicate.Compare(column("total"), operator, column("paid")));
        assertThat(rule("5 %s order.items".formatted(written)))
                .isEqualTo(
                        new Predicate.Compare(new Operand.Literal(FieldType.INTEGER, 5L), operator, column("items")));
    }

    @Test
    void booleansAreEqualOrNotAndStandByThemselves() {
        assertThat(rule("order.gift == true"))
                .isEqualTo(compare(column("gift"), Operator.EQUAL, FieldType.BOOLEAN, true));
        assertThat(rule("order.gift != order.active"))
                .isEqualTo(new Predicate.Compare(column("gift"), Operator.NOT_EQUAL, column("active")));
        assertThat(rule("!order.gift")).isEqualTo(new Predicate.Not(new Predicate.IsTrue(column("gift"))));
        assertThat(rule("true")).isEqualTo(new Predicate.Always(true));
        assertThat(rule("false")).isEqualTo(new Predicate.Always(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100.0", "100.00", "1e2", "1.0E+2", "100.0000000000000000"})
    void aDecimalIsItsValueHoweverWritten(String written) {
        assertThat(rule("order.total == " + written))
                .isEqualTo(compare(column("total"), Operator.EQUAL, FieldType.DECIMAL, new BigDecimal("100")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "-0.3", "123456789.012345", "-.5", "0.000000000000000000000000000001"})
    void aDecimalIsExactlyWhatIsWritten(String written) {
        assertThat(rule("order.total > " + written))
                .isEqualTo(compare(column("total"), Operator.GREATER, FieldType.DECIMAL, new BigDecimal(written)));
    }

    @Test
    void aWholeNumberAgainstADecimalKeepsAllItsDigits() {
        assertThat(rule("order.total < 9223372036854775807"))
                .isEqualTo(compare(
                        column("total"), Operator.LESS, FieldType.DECIMAL, new BigDecimal("9223372036854775807")));
    }

    @Test
    void absenceIsAskedWithNullOnEitherSideOrHas() {
        Predicate absent = new Predicate.IsAbsent(column("eta"));
        assertThat(rule("order.eta == null")).isEqualTo(absent);
        assertThat(rule("null == order.eta")).isEqualTo(absent);
        assertThat(rule("order.eta != null")).isEqualTo(new Predicate.Not(absent));
        assertThat(rule("has(order.eta)")).isEqualTo(new Predicate.Not(absent));
        assertThat(rule("!(order.eta == null)")).isEqualTo(new Predicate.Not(absent));
    }

    @Test
    void aListHoldsLiteralsOfTheFieldsType() {
        assertThat(rule("order.total in [1, 2.5]"))
                .isEqualTo(new Predicate.In(
                        column("total"),
                        List.of(
                                new Operand.Literal(FieldType.DECIMAL, new BigDecimal("1")),
                                new Operand.Literal(FieldType.DECIMAL, new BigDecimal("2.5")))));
        assertThat(rule("order.day in [date('2026-01-31')]"))
                .isEqualTo(new Predicate.In(
                        column("day"), List.of(new Operand.Literal(FieldType.DATE, LocalDate.of(2026, 1, 31)))));
    }

    @Test
    void chainsAreOneListHoweverTheParserGroupsThem() {
        Predicate gift = new Predicate.IsTrue(column("gift"));
        Predicate active = new Predicate.IsTrue(column("active"));
        assertThat(rule("order.gift && order.active && order.gift && order.active"))
                .isEqualTo(new Predicate.And(List.of(gift, active, gift, active)))
                .isEqualTo(rule("(order.gift && (order.active && order.gift)) && order.active"));
        assertThat(rule("order.gift || order.active && order.gift"))
                .isEqualTo(new Predicate.Or(List.of(gift, new Predicate.And(List.of(active, gift)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        1h30m   | 5400
        -24h    | -86400
        1.5h    | 5400
        0.25s   | 0.25
        876600h | 3155760000
        """)
    void durationsMoveNow(String written, BigDecimal seconds) {
        Duration offset = Duration.ofNanos(seconds.movePointRight(9).longValueExact());
        assertThat(rule("order.eta < now + duration('%s')".formatted(written)))
                .isEqualTo(new Predicate.Compare(column("eta"), Operator.LESS, new Operand.Now(offset)));
        assertThat(rule("order.eta < now - duration('%s')".formatted(written)))
                .isEqualTo(new Predicate.Compare(column("eta"), Operator.LESS, new Operand.Now(offset.negated())));
    }

    /** Columns are 0-based offsets into the rule. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        order.status > 5                                   | 15 | type-mismatch   | order.status is text, but this is an integer.
        5 > order.status                                   | 0  | type-mismatch   | order.status is text, but this is an integer.
        order.status == -5                                 | 16 | type-mismatch   | order.status is text, but this is an integer.
        order.status == order.eta                          | 16 | type-mismatch   | order.status is text, but order.eta is a timestamp.
        order.status == timestamp('2026-01-31T00:00:00Z')  | 16 | type-mismatch   | order.status is text, but this is a timestamp.
        order.total == order.items                         | 15 | type-mismatch   | order.total is a decimal, but order.items is an integer.
        order.items == 5.0                                 | 15 | type-mismatch   | order.items is an integer, but this is a decimal.
        order.day == '2026-01-31'                          | 13 | type-mismatch   | order.day is a date, but this is text.
        order.day < now                                    | 12 | type-mismatch   | order.day is a date, but now is a timestamp.
        order.gift < true                                  | 0  | type-mismatch   | Booleans have no order.
        order.gift == 1                                    | 14 | type-mismatch   | order.gift is a boolean, but this is an integer.
        order.status in ['open', 5]                        | 25 | type-mismatch   | order.status is text, but this is an integer.
        order.status in []                                 | 16 | type-mismatch   | The list is empty, and matches nothing.
        order.status in [null]                             | 17 | type-mismatch   | null is no value here.
        order.eta < null                                   | 0  | type-mismatch   | null has no order.
        true && order.status                               | 8  | type-mismatch   | order.status is text, not a condition.
        'open'                                             | 0  | type-mismatch   | This is text, not a condition.
        now                                                | 0  | type-mismatch   | Now is a timestamp, not a condition.
        order.statsu == 'open'                             | 0  | unknown-field   | order has no field 'statsu'.
        order.gift && order . bogus == 5                   | 14 | unknown-field   | order has no field 'bogus'.
        customer.plan == 'x'                               | 0  | unknown-name    | The rule knows only order and now; 'customer' is neither.
        order.status == open                               | 16 | unknown-name    | The rule knows only order and now; 'open' is neither.
        .order.status == 'x'                               | 1  | unknown-name    | The rule knows only order and now; '.order' is neither.
        order.day == date('2026-02-30')                    | 13 | invalid-literal | This is not a date.
        order.day == date('0000-01-01')                    | 13 | invalid-literal | This is not a date.
        order.day == date ( order.status )                 | 13 | invalid-literal | This is not a date.
        order.eta == timestamp('2026-01-31')               | 13 | invalid-literal | This is not a timestamp of RFC 3339 with a zone and at most six digits of a second.
        order.eta == timestamp('2026-01-31T00:00:00.0000001Z') | 13 | invalid-literal | This is not a timestamp of RFC 3339 with a zone and at most six digits of a second.
        order.eta == timestamp('9999-12-31T23:59:59-01:00')    | 13 | invalid-literal | This is not a timestamp of RFC 3339 with a zone and at most six digits of a second.
        order.eta > now - duration('1d')                   | 18 | invalid-literal | This is not a duration in h, m, s, ms or us of whole microseconds and at most 100 years.
        order.eta > now - duration('1ns')                  | 18 | invalid-literal | This is not a duration in h, m, s, ms or us of whole microseconds and at most 100 years.
        order.eta > now - duration('876601h')              | 18 | invalid-literal | This is not a duration in h, m, s, ms or us of whole microseconds and at most 100 years.
        order.total > 0.1234567890123456                   | 14 | invalid-literal | The decimal has more than 15 significant digits; CEL's numbers cannot tell such values apart.
        order.total > 1e31                                 | 14 | invalid-literal | The decimal is too large or too small: at most 30 digits before the point and 30 behind it.
        order.total > 1e400                                | 14 | invalid-literal | The decimal is too large or too small: at most 30 digits before the point and 30 behind it.
        order.total > 1.5e-4000                            | 14 | invalid-literal | The decimal is too large or too small: at most 30 digits before the point and 30 behind it.
        order.items > 9223372036854775808                  | 14 | invalid-literal | The number is outside the 64-bit integers.
        order.note == '\\u0000'                             | 14 | invalid-literal | The text holds the character NUL, which databases cannot store.
        order.status = 'open'                              | 13 | rule-syntax     | The row rule is not valid CEL: token recognition error at: '= '.
        order.status ==                                    | 15 | rule-syntax     | The row rule is not valid CEL: it ends too early.
        order.status == 'open                              | 16 | rule-syntax     | The row rule is not valid CEL: token recognition error at: ''open'.
        """)
    void aMistakeIsShownWhereItStands(String rule, int offset, String code, String message) {
        assertThat(findings(rule.strip())).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.message()).isEqualTo(message);
            assertThat(finding.hint()).isNotBlank();
            assertThat(finding.location()).isEqualTo(new Location(WHERE.file(), WHERE.line(), WHERE.column() + offset));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        order.status.contains('x')                  | 0  | the function contains is not judged there
        order.gift && order.status.matches('x')     | 14 | the function matches is not judged there
        size(order.status) > 3                      | 0  | the function size is not judged there
        order.total * 2.0 > 5.0                     | 0  | arithmetic is not judged there
        -order.total > 5.0                          | 0  | arithmetic is not judged there
        now - order.placed_at > order.items         | 0  | arithmetic is not judged there
        order.gift ? order.active : true            | 0  | a choice with ? and : is not judged there
        order['status'] == 'x'                      | 0  | a field is not reached by an index
        order.status.x == 'x'                       | 0  | .x is not a field of order
        (order.items == 5) == true                  | 1  | a condition is not a value to compare
        [1].exists(x, x == 1)                       | 0  | the function exists is not judged there
        has(order)                                  | 0  | has takes one field
        has(order.gift, order.active)               | 0  | has takes one field
        order == null                               | 0  | a row as a whole is not a value
        order.status in order.note                  | 16 | in takes a list of literals
        order.status in ['x', order.note]           | 22 | a list holds literals only
        order.eta in [now]                          | 14 | a list holds literals only
        'x' in ['x']                                | 0  | this does not look at a field of order
        1 == 1                                      | 0  | this does not look at a field of order
        now > timestamp('2026-01-31T00:00:00Z')     | 0  | this does not look at a field of order
        null == null                                | 0  | this does not look at a field of order
        now != null                                 | 0  | this does not look at a field of order
        {'a': 1}                                    | 0  | no field holds a map
        T{a: 1} == order.status                     | 0  | no field holds a map
        order.items == 5u                           | 15 | no field is an unsigned integer
        order.status == b'x'                        | 16 | no field holds bytes
        order.status == ['x']                       | 16 | a list stands only behind in
        order.eta > duration('1h')                  | 12 | the function duration is not judged there
        order.eta > order.placed_at + duration('1h')| 12 | arithmetic is not judged there
        order.date('2026-01-31') == order.day       | 0  | the function date is not judged there
        """)
    void whatASourceCannotJudgeIsRefused(String rule, int offset, String why) {
        assertThat(findings(rule.strip())).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("not-pushable");
            assertThat(finding.message()).isEqualTo("The rule cannot be pushed down to the source: " + why + ".");
            assertThat(finding.hint()).isNotBlank();
            assertThat(finding.location().column()).isEqualTo(WHERE.column() + offset);
        });
    }

    @Test
    void anUnknownFieldIsAnsweredWithTheNearestOrWithAll() {
        assertThat(findings("order.Statsu == 'x'").getFirst().hint()).isEqualTo("Did you mean order.status?");
        assertThat(findings("order.zzz == 'x'").getFirst().hint())
                .isEqualTo("It has status, note, items, weight, total, paid, gift, active, day, due, ….");
    }

    @Test
    void allMistakesAreShownAtOnceInTheOrderOfTheText() {
        assertThat(findings("(order.bogus == 1 || !(order.status > 5)) && order.note.size() > 3"))
                .extracting(Finding::code)
                .containsExactly("unknown-field", "type-mismatch", "not-pushable");
    }

    @Test
    void aPlaceCountsCodePointsAndLines() {
        assertThat(findings("order.note == '😀' && order.bogus")
                        .getFirst()
                        .location()
                        .column())
                .isEqualTo(WHERE.column() + 21);
        assertThat(findings("order.gift &&\n  order.bogus").getFirst().location())
                .isEqualTo(new Location(WHERE.file(), WHERE.line() + 1, 3));
        assertThat(RowRules.compile("bogus", Location.of("x.yaml"), Orders.ORDER))
                .isInstanceOfSatisfying(
                        Result.Rejected.class,
                        rejected -> assertThat(rejected.findings().getFirst().location())
                                .isEqualTo(Location.of("x.yaml")));
    }

    @Test
    void aRuleIsBounded() {
        String atLimit = "order.note == '" + "x".repeat(RowRules.MAX_LENGTH - 16) + "'";
        assertThat(compile(atLimit)).isInstanceOf(Result.Rule.class);
        assertTooLarge(atLimit + " ");

        assertThat(compile(ors(85))).isInstanceOf(Result.Rule.class);
        assertTooLarge(ors(86));

        assertThat(compile(list(RowRules.MAX_VALUES))).isInstanceOf(Result.Rule.class);
        assertTooLarge(list(RowRules.MAX_VALUES + 1));

        assertThat(compile(nots(20))).isInstanceOf(Result.Rule.class);
        assertTooLarge(nots(40));
        assertTooLarge("(".repeat(40) + "true" + ")".repeat(40));
        assertTooLarge("order" + ".x".repeat(2_000));
        assertTooLarge("order.x" + " + 1".repeat(1_000));
        assertTooLarge("[".repeat(4_096));
    }

    @Test
    void anEmptyRuleIsRefused() {
        assertThat(findings(" \n"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("The row rule is empty."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order.status == 'it\\'s \\\\ a \"test\"' || (order.gift && !(order.items in [1, -2]))",
                "order.eta == null || order.eta != null && !order.gift",
                "!(order.total < 100.50) && (order.day >= date('2026-01-31') || order.paid == order.total)",
                "order.eta > now - duration('1.5s') && order.eta < now + duration('24h') && order.eta != now",
                "order.placed_at < timestamp('2026-01-31T00:00:00.5+01:00') || true",
                "!(order.note == '\\u200b\\n\\U0001F600\\ufffe')",
            })
    void theTextOfAPredicateIsTheSameRuleAgain(String cel) {
        Predicate predicate = rule(cel);
        assertThat(rule(new PredicateText("order.").of(predicate))).isEqualTo(predicate);
    }

    private static List<Finding> findings(String cel) {
        return switch (compile(cel)) {
            case Result.Rule(Predicate predicate) -> throw new AssertionError("understood as " + predicate);
            case Result.Rejected rejected -> rejected.findings();
        };
    }

    private static void assertTooLarge(String cel) {
        assertThat(findings(cel))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("rule-too-large"));
    }

    private static String ors(int count) {
        return IntStream.range(0, count).mapToObj(i -> "order.items == " + i).collect(Collectors.joining(" || "));
    }

    private static String list(int count) {
        return IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "order.items in [", "]"));
    }

    private static String nots(int count) {
        return "!(".repeat(count) + "order.gift" + ")".repeat(count);
    }

    private static Predicate compare(Operand.Column column, Operator operator, FieldType type, Object value) {
        return new Predicate.Compare(column, operator, new Operand.Literal(type, value));
    }
}
