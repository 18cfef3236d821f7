package dev.remit.core.condition;

import static dev.remit.core.condition.Returns.VOCABULARY;
import static dev.remit.core.condition.Returns.WHERE;
import static dev.remit.core.condition.Returns.condition;
import static dev.remit.core.condition.Returns.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.condition.ActionRules.Result;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionRulesTest {
    private static final String[] PIECES = {
        "args",
        "order",
        "refund",
        ".",
        "items",
        "status",
        "total",
        "eta",
        "now",
        "duration",
        "timestamp",
        "date",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "'",
        "\"",
        "\\",
        "==",
        "!=",
        "<",
        ">=",
        "&&",
        "||",
        "!",
        "-",
        "+",
        "*",
        "/",
        "%",
        "?",
        ":",
        ",",
        "in",
        "has",
        "all",
        "exists",
        "(i, i == 'a')",
        "containsAll",
        "size",
        "startsWith",
        "null",
        "true",
        "1",
        "2.5",
        "1e9",
        "1e999",
        "0x",
        "u",
        "b'",
        "r\"",
        "`",
        "//",
        "\n",
        "\0",
        " ",
        "😀",
        "\ud800",
        "'24h'",
        "'a'",
    };

    /** Columns are 0-based offsets into the condition. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        order.status > 5                      | 15 | type-mismatch   | order.status is text, but this is an integer.
        5 > order.status                      | 0  | type-mismatch   | order.status is text, but this is an integer.
        refund == 'x'                         | 10 | type-mismatch   | refund is a decimal, but this is text.
        order.day < now                       | 12 | type-mismatch   | order.day is a date, but now is a timestamp.
        order.gift < true                     | 0  | type-mismatch   | Booleans have no order.
        order.eta < null                      | 0  | type-mismatch   | null has no order.
        refund                                | 0  | type-mismatch   | refund is a decimal, not a condition.
        refund + 1                            | 0  | type-mismatch   | This is a decimal, not a condition.
        order.gift && 'x'                     | 14 | type-mismatch   | This is text, not a condition.
        args.items == order.items             | 0  | type-mismatch   | args.items is a list of texts, not one value.
        order == args                         | 0  | type-mismatch   | order is a row, not one value.
        refund in args.items                  | 10 | type-mismatch   | refund is a decimal, but args.items is a list of texts.
        'a' in order.status                   | 7  | type-mismatch   | order.status is text, not a list.
        args.reason in ['a', 5]               | 21 | type-mismatch   | The list holds texts, but this is an integer.
        args.reason in []                     | 15 | type-mismatch   | The list is empty, and matches nothing.
        args.items.containsAll(args.counts)   | 23 | type-mismatch   | args.items is a list of texts, but args.counts is a list of integers.
        args.items.all(i, i > 5)              | 22 | type-mismatch   | i is text, but this is an integer.
        args.items.all(i, i.x == 'a')         | 18 | type-mismatch   | i is text, and has no members.
        order.status.x == 'a'                 | 0  | type-mismatch   | order.status is text, and has no members.
        size(refund) > 1                      | 5  | type-mismatch   | refund is a decimal, and has no size.
        refund.startsWith('a')                | 0  | type-mismatch   | refund is a decimal, not text.
        args.reason + 'x' == 'ax'             | 0  | type-mismatch   | There is no + of text and text.
        order.gift && now + 5 > now           | 14 | type-mismatch   | There is no + of a timestamp and an integer.
        -order.status == 'x'                  | 0  | type-mismatch   | There is no - of text.
        refund + 1 == null                    | 0  | type-mismatch   | This is computed, and never null.
        null == null                          | 8  | type-mismatch   | null is no value here.
        (order.gift ? 1 : 'a') == 1           | 18 | type-mismatch   | This is an integer, but this is text.
        order.statsu == 'open'                | 0  | unknown-field   | order has no field 'statsu'.
        order.address.cty == 'x'              | 0  | unknown-field   | order.address has no field 'cty'.
        ordr.status == 'x'                    | 0  | unknown-name    | The condition knows args, grant, order, customer, refund, returns, credit, now; 'ordr' it does not.
        order.gift && status == 'x'           | 14 | unknown-name    | The condition knows args, grant, order, customer, refund, returns, credit, now; 'status' it does not.
        i == 'a'                              | 0  | unknown-name    | The condition knows args, grant, order, customer, refund, returns, credit, now; 'i' it does not.
        order.day == date('2026-02-30')       | 13 | invalid-literal | This is not a date.
        order.day == date(args.reason)        | 13 | invalid-literal | This is not a date.
        order.eta == timestamp('2026-01-31')  | 13 | invalid-literal | This is not a timestamp of RFC 3339 with a zone and at most six digits of a second.
        order.eta > now - duration('1d')      | 18 | invalid-literal | This is not a duration in h, m, s, ms or us of whole microseconds and at most 100 years.
        refund > 0.1234567890123456           | 9  | invalid-literal | The decimal has more than 15 significant digits; CEL's numbers cannot tell such values apart.
        refund > 1e400                        | 9  | invalid-literal | The decimal is too large or too small: at most 30 digits before the point and 30 behind it.
        returns > 9223372036854775808         | 10 | invalid-literal | The number is outside the 64-bit integers.
        order.status = 'open'                 | 13 | rule-syntax     | The condition is not valid CEL: token recognition error at: '= '.
        order.status ==                       | 15 | rule-syntax     | The condition is not valid CEL: it ends too early.
        refund / 2 > 1.0                      | 0  | not-judged      | A condition cannot say this: a division.
        returns % 2 == 0                      | 0  | not-judged      | A condition cannot say this: a remainder.
        args.items[0] == 'a'                  | 0  | not-judged      | A condition cannot say this: an index.
        order['status'] == 'x'                | 0  | not-judged      | A condition cannot say this: an index.
        args.reason.matches('x+')             | 0  | not-judged      | A condition cannot say this: the function matches.
        double(refund) > 1.0                  | 0  | not-judged      | A condition cannot say this: the function double.
        args.items.filter(i, i == 'a').size() > 0 | 0 | not-judged   | A condition cannot say this: the function filter.
        order.gift && args.items.containsal(order.items) | 14 | not-judged | A condition cannot say this: the function containsal.
        order.items.all(i, args.items.exists(j, i == j)) | 19 | not-judged | A condition cannot say this: all and exists inside one another.
        args.items.all(order, order == 'a')   | 15 | not-judged      | A condition cannot say this: 'order' stands for something else already.
        args.items.all(now, now == 'a')       | 15 | not-judged      | A condition cannot say this: 'now' stands for something else already.
        args.items.all(i == 'a')              | 0  | not-judged      | A condition cannot say this: all is called otherwise.
        has(refund)                           | 0  | not-judged      | A condition cannot say this: has is called otherwise.
        size(args.items, args.items) == 2     | 0  | not-judged      | A condition cannot say this: size is called otherwise.
        containsAll(order.items, args.items)  | 0  | not-judged      | A condition cannot say this: containsAll is called otherwise.
        order.date('2026-01-31') == order.day | 0  | not-judged      | A condition cannot say this: date is called otherwise.
        {'a': 1} == order                     | 0  | not-judged      | A condition cannot say this: a map or a message.
        returns == 5u                         | 11 | not-judged      | A condition cannot say this: an unsigned integer.
        args.reason == b'x'                   | 15 | not-judged      | A condition cannot say this: bytes.
        {'a': 1}.b == 'x'                     | 0  | not-judged      | A condition cannot say this: a member of what has no name.
        """)
    void aMistakeIsShownWhereItStands(String cel, int offset, String code, String message) {
        assertThat(findings(cel.strip())).first().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo(message);
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.hint()).isNotBlank();
            assertThat(finding.location()).isEqualTo(new Location(WHERE.file(), WHERE.line(), WHERE.column() + offset));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ordr.status == 'x'                  | Did you mean order?
        status == 'x'                       | Did you mean order.status?
        order.Statsu == 'x'                 | Did you mean order.status?
        order.address.cty == 'x'            | Did you mean order.address.city?
        grant.zzz == 'x'                    | It has subject, assurance.
        args.items.containsal(order.items)  | Did you mean 'containsAll'?
        """)
    void anUnknownNameIsAnsweredWithTheNearest(String cel, String hint) {
        assertThat(findings(cel)).singleElement().extracting(Finding::hint).isEqualTo(hint);
    }

    @Test
    void allMistakesAreShownAtOnceInTheOrderOfTheText() {
        assertThat(findings("(order.bogus == 1 || !(order.status > 5)) && refund / 2 > 1.0 && bogus == 'x'"))
                .extracting(Finding::code)
                .containsExactly("unknown-field", "type-mismatch", "not-judged", "unknown-name");
    }

    @Test
    void aPlaceCountsCodePointsAndLines() {
        assertThat(findings("args.note == '😀' &&\n  bogus").getFirst().location())
                .isEqualTo(new Location(WHERE.file(), WHERE.line() + 1, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void anEmptyConditionIsRefused(String cel) {
        assertThat(findings(cel)).singleElement().extracting(Finding::message).isEqualTo("The condition is empty.");
    }

    @Test
    void aConditionIsBounded() {
        String atLimit = "args.note == '" + "x".repeat(RowRules.MAX_LENGTH - 15) + "'";
        assertThat(condition(atLimit).text()).hasSize(RowRules.MAX_LENGTH);
        assertTooLarge(atLimit + " ");

        // One for the chain, three for each comparison.
        condition(joined(85, "returns == %d", " || "));
        assertTooLarge(joined(86, "returns == %d", " || "));

        condition("returns in [" + joined(RowRules.MAX_VALUES, "%d", ",") + "]");
        assertTooLarge("returns in [" + joined(RowRules.MAX_VALUES + 1, "%d", ",") + "]");

        assertTooLarge("!(".repeat(40) + "order.gift" + ")".repeat(40));
        assertTooLarge("(".repeat(40) + "true" + ")".repeat(40));
        assertTooLarge("order" + ".x".repeat(2_000));
        assertTooLarge("1" + " + 1".repeat(1_000) + " == 1");
    }

    @Test
    void whatATestComesToIsBounded() {
        condition(joined(19, "order.items.containsAll(args.items)", " && "));
        assertTooLarge(joined(20, "order.items.containsAll(args.items)", " && "));

        condition("args.items.all(i, " + joined(19, "i in order.items", " && ") + ")");
        assertTooLarge("args.items.all(i, " + joined(20, "i in order.items", " && ") + ")");
        assertTooLarge("args.items.all(i, order.items.containsAll(args.items))");
    }

    @Test
    void aVocabularyKnowsWhatCanBeNamed() {
        assertThat(Vocabulary.canName("refund_2")).isTrue();
        assertThat(Vocabulary.canName("now")).isFalse();
        assertThat(Vocabulary.canName("in")).isFalse();
        assertThat(Vocabulary.canName("order-no")).isFalse();
        assertThat(Vocabulary.canName("")).isFalse();
    }

    @Test
    void hostileTextsNeverThrowAndWhatIsUnderstoodIsJudged() {
        Random random = new Random(20_261_121);
        int understood = 0;
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
                text.append(random.nextInt(3) == 0 ? " " : "");
            }
            understood += answered(text.toString()) ? 1 : 0;
        }
        String rule = "order.items.containsAll(args.items) && args.items.all(i, i in ['a', 'b']) && (refund * 2 > 10.5"
                + " || !has(order.eta)) && order.placed_at > now - duration('24h') && (order.gift ? 1 : 2) == 1";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder changed = new StringBuilder(rule);
            int at = random.nextInt(rule.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(0x80));
                case 1 -> changed.deleteCharAt(at);
                default -> changed.insert(at, PIECES[random.nextInt(PIECES.length)]);
            }
            understood += answered(changed.toString()) ? 1 : 0;
        }
        // Else the tests of what is understood would say little.
        assertThat(understood).isGreaterThan(100);
    }

    private static boolean answered(String text) {
        return switch (ActionRules.compile(text, WHERE, VOCABULARY)) {
            case Result.Rule(ActionCondition understood) -> {
                assertThat(understood.test(Returns.values())).as(text).isNotNull();
                yield true;
            }
            case Result.Rejected rejected -> {
                assertThat(rejected.findings()).as(text).isNotEmpty().allSatisfy(finding -> {
                    assertThat(finding.message()).doesNotContain("row rule");
                    assertThat(finding.location().line()).isGreaterThanOrEqualTo(WHERE.line());
                });
                yield false;
            }
        };
    }

    private static void assertTooLarge(String cel) {
        assertThat(findings(cel)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("rule-too-large");
            assertThat(finding.message()).doesNotContain("row rule");
        });
    }

    private static String joined(int count, String part, String by) {
        return IntStream.range(0, count).mapToObj(part::formatted).collect(Collectors.joining(by));
    }
}
