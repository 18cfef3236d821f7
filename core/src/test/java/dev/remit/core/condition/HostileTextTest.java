package dev.remit.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.remit.core.catalog.FieldType;
import dev.remit.core.condition.Predicate.Operand;
import dev.remit.core.condition.RowRules.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that were written to break something. */
class HostileTextTest {
    private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private static final String[] PIECES = {
        "order",
        ".",
        "status",
        "total",
        "gift",
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
        "'''",
        "\\",
        "\\u",
        "==",
        "!=",
        "<",
        ">=",
        "&&",
        "||",
        "!",
        "-",
        "+",
        "?",
        ":",
        ",",
        "in",
        "has",
        "null",
        "true",
        "1",
        "2.5",
        "1e9",
        "0x",
        "u",
        "b'",
        "r\"",
        "`",
        "//",
        "\n",
        "\r",
        "\0",
        " ",
        "😀",
        "\ud800",
        "é",
        "matches",
        "exists",
        "8h",
        "2026-01-31",
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "'; DROP TABLE orders; --",
                "\\'; SELECT pg_sleep(10); --",
                "\" || true || \"",
                "' || true || '",
                "x' && order.gift == true && 'x",
                "${env:SECRET}",
                "{{7*7}}",
                "%s%n%p",
                "$1 ? :name @p",
                "\u202etxet desrever",
                "a\nb\r\nc\td",
                "\\u0027",
                "\\",
            })
    void anInjectionIsALiteral(String text) {
        assertComesOutTheSame(text);
    }

    @Test
    void naughtyStringsAreLiterals() throws IOException {
        Path file = Path.of(System.getProperty("remit.shared", ""), "data", "naughty-strings", "blns.json");
        assumeTrue(Files.exists(file), "the list of naughty strings is not here: remit.shared/data/naughty-strings");
        List<String> texts = JSON_STRING
                .matcher(Files.readString(file, StandardCharsets.UTF_8))
                .results()
                .map(match -> unescaped(match.group(1)))
                .toList();
        assertThat(texts).hasSizeGreaterThan(400).allSatisfy(HostileTextTest::assertComesOutTheSame);
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 1_500; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            assertAnswered(new String(bytes, i % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE));
        }
    }

    @Test
    void randomPiecesOfRulesNeverThrow() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
                text.append(random.nextInt(3) == 0 ? " " : "");
            }
            assertAnswered(text.toString());
        }
    }

    @Test
    void aRuleWithOneCharacterChangedNeverThrows() {
        Random random = new Random(20_261_121);
        String rule = "order.status in ['open', 'held'] && (order.total > 10.5 || !has(order.eta)) && order.placed_at >"
                + " now - duration('24h') && order.day != date('2026-01-31')";
        for (int i = 0; i < 1_500; i++) {
            StringBuilder changed = new StringBuilder(rule);
            changed.setCharAt(random.nextInt(rule.length()), (char) random.nextInt(0x80));
            assertAnswered(changed.toString());
        }
    }

    /** In both quotes, written as a person would and with every character escaped; and again from its own text. */
    private static void assertComesOutTheSame(String text) {
        Predicate expected = new Predicate.Compare(
                Orders.column("note"), Predicate.Operator.EQUAL, new Operand.Literal(FieldType.TEXT, text));
        String single = text.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        String dual = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> escaped.append("\\U%08x".formatted(point)));
        // The escaped form of the longest strings is longer than a rule may be.
        assertThat(Stream.of("'" + single + "'", "\"" + dual + "\"", "'" + escaped + "'")
                        .filter(literal -> literal.length() < 4_000))
                .isNotEmpty()
                .allSatisfy(literal ->
                        assertThat(Orders.rule("order.note == " + literal)).isEqualTo(expected));
        assertThat(Orders.rule(new PredicateText("order.").of(expected))).isEqualTo(expected);
    }

    private static String unescaped(String json) {
        return JSON_ESCAPE.matcher(json).replaceAll(match -> Matcher.quoteReplacement(character(match)));
    }

    private static String character(MatchResult escape) {
        if (escape.group(1) != null) {
            return Character.toString(Integer.parseInt(escape.group(1), 16));
        }
        return switch (escape.group(2)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> escape.group(2);
        };
    }

    private static void assertAnswered(String text) {
        Result result = Orders.compile(text);
        if (result instanceof Result.Rejected rejected) {
            assertThat(rejected.findings()).as(text).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.code()).isNotBlank();
                assertThat(finding.location().line()).isGreaterThanOrEqualTo(Orders.WHERE.line());
            });
        }
    }
}
