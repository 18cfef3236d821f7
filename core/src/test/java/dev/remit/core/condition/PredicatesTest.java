package dev.remit.core.condition;

import static dev.remit.core.condition.Orders.column;
import static dev.remit.core.condition.Orders.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.catalog.DataClass;
import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.FieldType;
import dev.remit.core.catalog.Kind;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.finding.Location;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredicatesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order.status == 'open'",
                "order.status < 'z'",
                "order.items >= 0",
                "order.total in [1, 2]",
                "order.gift",
                "order.gift == true",
                "order.gift == false",
                "order.eta <= now",
                "order.day > date('2026-01-31')",
                "order.items == order.weight && order.items < order.weight",
                "order.items <= order.weight",
            })
    void aComparisonWithAnAbsentValueIsFalseAndItsNegationTrue(String cel) {
        assertThat(Predicates.holds(rule(cel), row(), NOW)).isFalse();
        assertThat(Predicates.holds(rule("!(" + cel + ")"), row(), NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        order.status != 'open'       | true
        order.status == order.note   | true
        order.status != order.note   | false
        order.status == null         | true
        order.status != null         | false
        order.items <= order.weight  | false
        order.gift != true           | true
        """)
    void absentEqualsAbsentAndNothingElse(String cel, boolean holds) {
        assertThat(Predicates.holds(rule(cel), row(), NOW)).isEqualTo(holds);
    }

    @Test
    void oneSideAbsentIsNotEqual() {
        var row = row("status", "open");
        assertThat(Predicates.holds(rule("order.status == order.note"), row, NOW))
                .isFalse();
        assertThat(Predicates.holds(rule("order.status != order.note"), row, NOW))
                .isTrue();
    }

    @Test
    void decimalsCompareByValueAndExactly() {
        var row = row("total", new BigDecimal("0.30"));
        assertThat(Predicates.holds(rule("order.total == 0.3"), row, NOW)).isTrue();
        assertThat(Predicates.holds(rule("order.total in [0.3]"), row, NOW)).isTrue();
        assertThat(Predicates.holds(
                        rule("order.total == 0.3"), row("total", new BigDecimal("0.30000000000000000001")), NOW))
                .isFalse();
    }

    @Test
    void textComparesByCodePoints() {
        var row = row("status", "😀");
        assertThat(Predicates.holds(rule("order.status > '\uFF5E'"), row, NOW)).isTrue();
        assertThat(Predicates.holds(rule("order.status > 'a'"), row, NOW)).isTrue();
        assertThat(Predicates.holds(rule("order.status < '😁'"), row, NOW)).isTrue();
        assertThat(Predicates.holds(rule("order.status < '😀!'"), row, NOW)).isTrue();
        assertThat(Predicates.holds(rule("order.status < 'a'"), row("status", "A"), NOW))
                .isTrue();
        assertThat(Predicates.holds(rule("order.status == 'a'"), row("status", "A"), NOW))
                .isFalse();
    }

    @Test
    void nowIsTheTimeOfTheCallMoved() {
        var row = row("placed_at", NOW.minusSeconds(3_600));
        assertThat(Predicates.holds(rule("order.placed_at == now - duration('1h')"), row, NOW))
                .isTrue();
        assertThat(Predicates.holds(rule("order.placed_at > now - duration('1h')"), row, NOW))
                .isFalse();
        assertThat(Predicates.holds(rule("order.placed_at < now"), row, NOW)).isTrue();
        assertThat(Predicates.holds(rule("order.placed_at < now"), row, NOW.minusSeconds(3_600)))
                .isFalse();
    }

    @Test
    void aFieldThatNobodyFetchedIsNotAbsent() {
        assertThatThrownBy(() -> Predicates.holds(rule("!(order.status == 'open')"), Map.of(), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the row has no field status");
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWithoutSayingIt() {
        assertThatThrownBy(() -> Predicates.holds(rule("order.items == 5"), row("items", "secret"), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value is not of the type integer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
        order.status=='open'&&order.total>100        ; status == 'open' && total > 100.0
        order.total > 1e2 || !order.gift             ; total > 100.0 || !(gift)
        (order.gift||order.active)&&order.items in[1]; (gift || active) && items in [1]
        !(order.eta == null)                         ; eta != null
        order.eta > now - duration('90m')            ; eta > now - duration('5400s')
        order.eta > now + duration('1500ms')         ; eta > now + duration('1.5s')
        order.day < date('2026-01-31')               ; day < date('2026-01-31')
        order.eta < timestamp('2026-01-31T01:00:00+01:00') ; eta < timestamp('2026-01-31T00:00:00Z')
        order.note == "it's"                         ; note == 'it\\'s'
        """)
    void theTextIsCanonical(String cel, String text) {
        assertThat(Predicates.text(rule(cel))).isEqualTo(text);
    }

    @Test
    void differentPredicatesHaveDifferentTexts() {
        Predicate one = new Predicate.IsTrue(new Operand.Column(field("a && b")));
        Predicate two = new Predicate.And(List.of(
                new Predicate.IsTrue(new Operand.Column(field("a"))),
                new Predicate.IsTrue(new Operand.Column(field("b")))));
        assertThat(Predicates.text(one)).isEqualTo("`a && b`").isNotEqualTo(Predicates.text(two));

        assertThat(Predicates.text(new Predicate.Compare(
                        column("eta"), Predicate.Operator.EQUAL, new Operand.Column(field("now")))))
                .isEqualTo("eta == `now`");
        assertThat(Predicates.text(rule("order.status == 'a\\' || true || \\'b'")))
                .isEqualTo("status == 'a\\' || true || \\'b'");
        assertThat(Predicates.text(rule("order.note == '\\u202e\\n\\\\u202e'")))
                .isEqualTo("note == '\\u202e\\u000a\\\\u202e'");
    }

    private static Field field(String name) {
        return new Field(
                name, name, DataClass.PUBLIC, FieldType.BOOLEAN, Kind.OTHER, false, "", Location.of("shop.yaml"));
    }

    private static Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = new HashMap<>();
        Orders.ORDER.fields().keySet().forEach(name -> row.put(name, null));
        return row;
    }

    private static Map<String, @Nullable Object> row(String field, Object value) {
        Map<String, @Nullable Object> row = row();
        row.put(field, value);
        return row;
    }

    /** Keeps the types that the rows of a source carry in one place with the tests of their meaning. */
    @Test
    void everyTypeIsCarriedByItsJavaType() {
        assertThat(Predicates.holds(
                        rule("order.day == date('2026-01-31')"), row("day", LocalDate.of(2026, 1, 31)), NOW))
                .isTrue();
        assertThat(Predicates.holds(rule("order.items == 5"), row("items", 5L), NOW))
                .isTrue();
        assertThat(Predicates.holds(rule("order.gift"), row("gift", true), NOW)).isTrue();
    }
}
