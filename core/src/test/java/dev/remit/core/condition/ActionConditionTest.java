package dev.remit.core.condition;

import static dev.remit.core.condition.Returns.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.condition.ActionCondition.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionConditionTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
        order.status == 'delivered'                              ; TRUE
        order.status != 'delivered'                              ; FALSE
        order.status < 'e'                                       ; TRUE
        '\uE000' < '😀'                                          ; TRUE
        '😀' <= '\uFFFD'                                         ; FALSE
        'ab' > 'a' && !('a' > 'ab')                              ; TRUE
        order.status == 'delivered' && order.items.containsAll(args.items) ; TRUE
        args.items.containsAll(order.items)                      ; FALSE
        ['A', 'C', 'X'].containsAll(args.items)                  ; TRUE
        args.items.containsAll(['C'])                            ; TRUE
        args.prices.containsAll([10, 30.10])                     ; TRUE
        args.counts.containsAll([1.0])                           ; TRUE
        args.counts.containsAll([1.5])                           ; FALSE
        refund > 40                                              ; TRUE
        refund == 40.1 && refund == args.amount                  ; TRUE
        refund >= 40.1 && refund <= 40.10                        ; TRUE
        refund < 40.1 || refund > 40.1                           ; FALSE
        order.count == 3.0 && order.count < 3.5                  ; TRUE
        order.count * args.amount == 120.3                       ; TRUE
        refund + args.amount * 2 - 0.3 == 120.0                  ; TRUE
        0.1 + 0.2 == 0.3                                         ; TRUE
        0.1 * 0.1 == 0.01 && 1.0 == 1.00                         ; TRUE
        0.1 + 0.2 != 0.3                                         ; FALSE
        -refund == -40.1 && -order.count == -3                   ; TRUE
        9223372036854775807 == returns                           ; TRUE
        returns + 0.5 > 9223372036854775807                      ; TRUE
        args.quantity + 1 == 3 && args.quantity - 3 == -1 && args.quantity * 3 == 6 ; TRUE
        args.reason in ['broken', 'late']                        ; TRUE
        args.reason in ['late']                                  ; FALSE
        'A' in args.items                                        ; TRUE
        args.quantity in args.counts                             ; TRUE
        args.quantity in [1, 2.0]                                ; TRUE
        30.10 in args.prices                                     ; TRUE
        10 in args.prices                                        ; TRUE
        refund in [args.amount, 5]                               ; TRUE
        args.reason in [order.status, 'x']                       ; FALSE
        size(args.items) == 2 && args.items.size() == 2          ; TRUE
        size(args.reason) == 6 && size('😀') == 1                ; TRUE
        size(['a', 'b']) == 2                                    ; TRUE
        args.items.all(i, i in order.items)                      ; TRUE
        order.items.all(i, i in args.items)                      ; FALSE
        order.items.exists(i, i == 'B')                          ; TRUE
        args.items.exists(i, i == 'B')                           ; FALSE
        args.prices.all(p, p * 2 >= 20)                          ; TRUE
        [1, 2, 3].exists(n, n == order.count)                    ; TRUE
        args.items.all(i, i != 'Z') && args.items.exists(i, i == 'C') ; TRUE
        args.reason.startsWith('bro') && args.reason.endsWith('ken') ; TRUE
        args.reason.startsWith('ken') || args.reason.endsWith('bro') ; FALSE
        order.placed_at > now - duration('24h')                  ; TRUE
        now - order.placed_at == duration('1h')                  ; TRUE
        duration('30m') + duration('30m') >= now - order.placed_at ; TRUE
        duration('24h') + order.placed_at < now                  ; FALSE
        order.placed_at < timestamp('2026-11-21T12:00:00+01:00') ; FALSE
        order.day == date('2026-11-20') && order.day < date('2026-11-21') ; TRUE
        order.gift                                               ; TRUE
        !order.gift                                              ; FALSE
        order.gift == true && order.gift != (order.count == 1)   ; TRUE
        order.gift ? refund > 1.0 : refund > 100.0               ; TRUE
        (order.count > 5 ? 1 : 2.5) == 2.5                       ; TRUE
        true                                                     ; TRUE
        false || false                                           ; FALSE
        """)
    void aConditionHoldsOrDoesNot(String cel, Outcome expected) {
        assertThat(condition(cel).test(Returns.values())).isEqualTo(expected);
    }

    /** {@code order.eta} is absent, so is {@code args.note}; {@code customer} has no row; {@code credit} is unknown. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
        order.eta == now                        ; UNDECIDED
        order.eta != now                        ; UNDECIDED
        order.eta < now                         ; UNDECIDED
        order.eta == order.eta                  ; UNDECIDED
        !(order.eta == now)                     ; UNDECIDED
        order.eta == null                       ; TRUE
        null != order.eta                       ; FALSE
        has(order.eta)                          ; FALSE
        has(order.status)                       ; TRUE
        order.status == null                    ; FALSE
        args.note == null                       ; TRUE
        has(args.note) && args.note == 'x'      ; FALSE
        args.note == null || args.note == 'x'   ; TRUE
        args.note == 'x' || args.note == null   ; TRUE
        args.note == 'x'                        ; UNDECIDED
        args.note.startsWith('x')               ; UNDECIDED
        size(args.note) == 0                    ; UNDECIDED
        args.note in ['x']                      ; UNDECIDED
        args.reason in ['x', args.note]         ; UNDECIDED
        args.reason in ['broken', args.note]    ; TRUE
        ['broken'].containsAll([args.note])     ; UNDECIDED
        ['broken'].containsAll([args.note, 'x']); FALSE
        args.items.all(i, i == args.note)       ; UNDECIDED
        args.items.all(i, i == args.note && false) ; FALSE
        args.items.exists(i, i == args.note || i == 'C') ; TRUE
        customer == null                        ; TRUE
        customer != null                        ; FALSE
        order == null                           ; FALSE
        customer.plan == 'pro'                  ; UNDECIDED
        customer.plan == null                   ; UNDECIDED
        has(customer.plan)                      ; UNDECIDED
        customer == null || customer.plan == null ; TRUE
        order.address == null                   ; TRUE
        order.address.city == null              ; UNDECIDED
        credit > 5.0                            ; UNDECIDED
        credit == null                          ; UNDECIDED
        credit + 1 > credit                     ; UNDECIDED
        returns + 1 > 0                         ; UNDECIDED
        returns * 2 > 0                         ; UNDECIDED
        -returns - 2 < 0                        ; UNDECIDED
        (order.eta == now ? 1 : 2) == 1         ; UNDECIDED
        (order.gift ? 1 : args.quantity) == 1   ; TRUE
        (order.gift ? order.eta : now) == now   ; UNDECIDED
        now - order.eta > duration('1h')        ; UNDECIDED
        order.eta + duration('1h') > now        ; UNDECIDED
        """)
    void whatNeedsAnAbsentValueIsUndecided(String cel, Outcome expected) {
        assertThat(condition(cel).test(Returns.values())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "TRUE,TRUE,TRUE,TRUE",
        "TRUE,FALSE,FALSE,TRUE",
        "TRUE,UNDECIDED,UNDECIDED,TRUE",
        "FALSE,FALSE,FALSE,FALSE",
        "FALSE,UNDECIDED,FALSE,UNDECIDED",
        "UNDECIDED,UNDECIDED,UNDECIDED,UNDECIDED",
    })
    void logicAbsorbsTheUndecidedInEitherOrder(Outcome one, Outcome other, Outcome and, Outcome or) {
        assertThat(condition(written(one) + " && " + written(other)).test(Returns.values()))
                .isEqualTo(and);
        assertThat(condition(written(other) + " && " + written(one)).test(Returns.values()))
                .isEqualTo(and);
        assertThat(condition(written(one) + " || " + written(other)).test(Returns.values()))
                .isEqualTo(or);
        assertThat(condition(written(other) + " || " + written(one)).test(Returns.values()))
                .isEqualTo(or);
    }

    static Stream<Object> wrong() {
        return Stream.of(
                "text",
                5,
                5.5,
                5L,
                BigInteger.TEN,
                'c',
                List.of(1),
                Map.of(),
                new BigDecimal("1e1000000000"),
                new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                new BigDecimal(BigInteger.ONE.shiftLeft(100_000)),
                Instant.MAX);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aValueOfAnotherTypeOrOutOfBoundsLeavesItUndecided(Object wrong) {
        Map<String, @Nullable Object> values = Returns.values();
        values.put("refund", wrong);
        values.put("now", wrong);
        values.put("order", Map.of("gift", wrong, "address", "Berlin", "eta", wrong));
        for (String cel : List.of(
                "refund > 1.0",
                "refund + 1 > refund",
                "refund == null",
                "refund in [1.0]",
                "order.gift",
                "!order.gift",
                "order.gift == null",
                "order.address.city == 'Berlin'",
                "order.address == null",
                "order.eta > now",
                "now + duration('1h') > now")) {
            assertThat(condition(cel).test(values)).as(cel).isEqualTo(Outcome.UNDECIDED);
        }
        values.put("order", wrong);
        assertThat(condition("order.status == 'x'").test(values)).isEqualTo(Outcome.UNDECIDED);
        assertThat(condition("order.status == null").test(values))
                .isEqualTo(wrong instanceof Map ? Outcome.TRUE : Outcome.UNDECIDED);
    }

    @Test
    void aListIsBoundedAndItsElementsAreChecked() {
        assertThat(ofItems("'a' in args.items", Collections.nCopies(100, "a"))).isEqualTo(Outcome.TRUE);
        assertThat(ofItems("'a' in args.items", Collections.nCopies(101, "a"))).isEqualTo(Outcome.UNDECIDED);
        assertThat(ofItems("size(args.items) > 0", Collections.nCopies(101, "a")))
                .isEqualTo(Outcome.UNDECIDED);
        assertThat(ofItems("args.items == null", Collections.nCopies(101, "a"))).isEqualTo(Outcome.FALSE);

        List<@Nullable Object> mixed = Arrays.asList("a", null, 5);
        assertThat(ofItems("'a' in args.items", mixed)).isEqualTo(Outcome.TRUE);
        assertThat(ofItems("'b' in args.items", mixed)).isEqualTo(Outcome.UNDECIDED);
        assertThat(ofItems("args.items.all(i, i == 'a')", mixed)).isEqualTo(Outcome.UNDECIDED);
        assertThat(ofItems("args.items.all(i, i == 'b')", mixed)).isEqualTo(Outcome.FALSE);
        assertThat(ofItems("args.items.exists(i, i == 'a')", mixed)).isEqualTo(Outcome.TRUE);
        assertThat(ofItems("args.items.exists(i, i == 'b')", mixed)).isEqualTo(Outcome.UNDECIDED);
        assertThat(ofItems("['a'].containsAll(args.items)", mixed)).isEqualTo(Outcome.UNDECIDED);
        assertThat(ofItems("['b'].containsAll(args.items)", mixed)).isEqualTo(Outcome.FALSE);
    }

    @Test
    void ofAnEmptyListEverythingIsSaidOfAllAndNothingExists() {
        assertThat(ofItems("args.items.all(i, i == 'a')", List.of())).isEqualTo(Outcome.TRUE);
        assertThat(ofItems("args.items.exists(i, i == 'a')", List.of())).isEqualTo(Outcome.FALSE);
        assertThat(ofItems("order.items.containsAll(args.items)", List.of())).isEqualTo(Outcome.TRUE);
        assertThat(ofItems("'a' in args.items", List.of())).isEqualTo(Outcome.FALSE);
    }

    @Test
    void aProductIsExactUntilItHasHundredsOfDigits() {
        Map<String, @Nullable Object> values = Returns.values();
        BigDecimal large = BigDecimal.TEN.pow(90).add(BigDecimal.ONE);
        values.put("refund", large);
        values.put("credit", large.multiply(large));
        assertThat(condition("refund * refund == credit").test(values)).isEqualTo(Outcome.TRUE);
        assertThat(condition("refund * refund * refund > credit").test(values)).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void mapsAndListsThatThrowLeaveItUndecided() {
        assertThat(condition("'x' in args.items && order.gift").test(Map.of("args", new TreeMap<>(Map.of(1, "x")))))
                .isEqualTo(Outcome.UNDECIDED);
        List<Object> throwing = new AbstractList<>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("get");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThat(ofItems("'x' in args.items", throwing)).isEqualTo(Outcome.UNDECIDED);
        assertThat(condition("order.gift || now == now").test(Map.of())).isEqualTo(Outcome.UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"now > now - duration('1h')", "true", "0.1 + 0.2 == 0.3"})
    void nowIsNoVariableToFetch(String cel) {
        assertThat(condition(cel).variables()).isEmpty();
    }

    @Test
    void itSaysWhichVariablesItLooksAt() {
        assertThat(condition("args.items.all(i, i in order.items) && (refund > 1.0 || has(customer.plan))")
                        .variables())
                .containsExactlyInAnyOrder("args", "order", "refund", "customer");
    }

    @Test
    void conditionsAreEqualThatMeanTheSameBySyntax() {
        ActionCondition one = condition("order.count > 1.50 && args.items.all(i, i == 'a')");
        ActionCondition same = condition("( order.count>1.5 )&&args.items.all(j, j == \"a\")");
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one.text()).isEqualTo("order.count > 1.50 && args.items.all(i, i == 'a')");
        assertThat(one).isNotEqualTo(condition("order.count > 1.5 && args.items.exists(i, i == 'a')"));
        assertThat(condition("refund > 1.0")).isNotEqualTo(condition("credit > 1.0"));
    }

    private static Outcome ofItems(String cel, List<? extends @Nullable Object> items) {
        Map<String, @Nullable Object> values = new HashMap<>(Returns.values());
        values.put("args", Map.of("items", items));
        return condition(cel).test(values);
    }

    private static String written(Outcome outcome) {
        return switch (outcome) {
            case TRUE -> "order.gift";
            case FALSE -> "!order.gift";
            case UNDECIDED -> "order.eta == now";
        };
    }
}
