package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is found plainly is found through each trick that a reader would not notice, or would see through. */
class EvasionTest {
    private static final Map<String, String> PLAIN = Map.of(
            "card", "4111111111111111",
            "iban", "DE89370400440532013000",
            "email", "anna.berg@example.com",
            "us-ssn", "078-05-1121",
            "phone", "+49 30 901820",
            "uk-nino", "AB123456C");

    private final Detector detector = Detector.standard();

    @Test
    void invisibleCharactersHideNothing() {
        for (String hidden :
                List.of("\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u202e", "\u0000", "\u0301", "\ufe0f")) {
            everyTrick(value -> String.join(hidden, value.split("")));
            everyTrick(value -> "x" + "\u200b" + value);
        }
    }

    @Test
    void digitsOfOtherScriptsAreDigits() {
        for (int zero : new int[] {0xFF10, 0x0660, 0x06F0, 0x0966, 0x1D7CE, 0x104A0}) {
            everyTrick(value -> value.chars()
                    .mapToObj(c -> Character.toString(c >= '0' && c <= '9' ? zero + c - '0' : c))
                    .reduce("", String::concat));
        }
    }

    @Test
    void fullWidthAndMathematicalLettersAreLetters() {
        everyTrick(value -> value.chars()
                .mapToObj(c -> Character.toString(c > ' ' && c < 0x7F ? c + 0xFEE0 : c))
                .reduce("", String::concat));
        everyTrick(value -> value.chars()
                .mapToObj(c -> Character.toString(c >= 'A' && c <= 'Z' ? 0x1D400 + c - 'A' : c))
                .reduce("", String::concat));
    }

    @Test
    void lettersOnBadgesAndHalvesOfFlagsAreLetters() {
        for (int a : new int[] {0x1F150, 0x1F170, 0x1F1E6}) {
            everyTrick(value -> value.chars()
                    .mapToObj(c -> Character.toString(
                            c >= 'A' && c <= 'Z' ? a + c - 'A' : c >= 'a' && c <= 'z' ? a + c - 'a' : c))
                    .reduce("", String::concat));
            String bob = Character.toString(a + 1) + Character.toString(a + 14) + Character.toString(a + 1);
            everyFormOf(bob + "@post.example", "email");
            // As pictures, they still part what stands beside them.
            String picture = Character.toString(a + 3) + Character.toString(a + 4);
            assertThat(kinds("4111" + picture + "1111" + picture + "1111" + picture + "1111"))
                    .isEqualTo("card");
        }
    }

    @Test
    void lettersThatLookAlikeAreTheSame() {
        everyTrick(value -> value.replace('A', 'А')
                .replace('B', 'В')
                .replace('E', 'Ε')
                .replace('a', 'а')
                .replace('e', 'е'));
    }

    @Test
    void otherBlanksAndDashesSeparate() {
        for (String blank : List.of("\u00a0", "\u2009", "\u202f", "\u3000", "-", "\u2011", "\u2013", "\u2212", ".")) {
            assertThat(kinds("4111" + blank + "1111" + blank + "1111" + blank + "1111"))
                    .isEqualTo("card");
        }
        for (String dash : List.of("\u2010", "\u2011", "\u2012", "\u2013", "\u2212", "\uff0d")) {
            assertThat(kinds("078" + dash + "05" + dash + "1121")).isEqualTo("us-ssn");
        }
    }

    @Test
    void escapesAreDecodedAndDoNotHideWhatStandsBesideThem() {
        assertThat(kinds("alice\\u0040example.com")).isEqualTo("email");
        assertThat(kinds("alice%40example.com")).isEqualTo("email");
        assertThat(kinds("alice&#64;example.com")).isEqualTo("email");
        assertThat(kinds("{\"a\":\"b\\n4111111111111111\"}")).isEqualTo("card");
        assertThat(kinds("%4012888888881881")).isEqualTo("card");
        assertThat(kinds("C:\\new4111111111111111")).isEqualTo("card");
    }

    /** Each way to write an at sign, and how it is written by the same way once more, and by another. */
    @Test
    void escapesOfEscapesAreDecodedThreeDeep() {
        for (String sign : List.of(
                "\\u0040",
                "\\u{40}",
                "\\x40",
                "\\100",
                "%40",
                "&#64;",
                "&#64",
                "&#x40;",
                "&commat;",
                "=40",
                "=3D40",
                "\\\\u0040",
                "\\\\u{40}",
                "\\\\x40",
                "\\\\100",
                "\\u005cu0040",
                "%2540",
                "&amp;#64;",
                "&amp;#64",
                "&#38;#64;",
                "%5Cu0040",
                "\\u002540",
                "%26%2364%3B",
                "&amp;amp;#64;",
                "%252540",
                "\\\\\\\\u0040",
                "\\u0026amp;#64;")) {
            everyFormOf("anna.berg" + sign + "example.com", "email");
        }
        for (String four :
                List.of("\\x34", "\\u{34}", "\\064", "%34", "%2534", "\\\\x34", "&#52;", "&amp;#52;", "%252534")) {
            everyFormOf(four + "111111111111111", "card");
            everyFormOf("4111 1111 1111 1111".replace("4", four), "card");
        }
        everyFormOf("%2534%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531", "card");
    }

    @Test
    void runsOfBase64AndHexadecimalAreDecodedOnce() {
        PLAIN.forEach((kind, value) -> {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().encodeToString(utf8);
            everyFormOf(base64, kind);
            everyFormOf(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8), kind);
            everyFormOf(HexFormat.of().formatHex(utf8), kind);
            everyFormOf("0x" + HexFormat.of().withUpperCase().formatHex(utf8), kind);
            String sentence = "Größe: wir schrieben " + value + " dazu?";
            everyFormOf(Base64.getEncoder().encodeToString(sentence.getBytes(StandardCharsets.UTF_8)), kind);
            assertThat(kinds("see /a/" + base64 + ", key=" + base64)).contains(kind + " " + kind);
        });
        assertThat(kinds("commit e83c5163316f89bfbde7d9ab23ca2e25604af290 and 48656c6c6f20796f752074686572652e"))
                .isEmpty();
    }

    private void everyFormOf(String value, String kind) {
        String text = "it is " + value + " here";
        assertThat(detector.find(text)).as(text).anySatisfy(finding -> {
            assertThat(finding.kind().label()).isEqualTo(kind);
            assertThat(finding.start()).isEqualTo(6);
            assertThat(finding.end()).isEqualTo(6 + value.length());
        });
    }

    @Test
    void bytesThatAreNotTextSeparate() {
        byte[] text = "x4111111111111111 anna@example.com".getBytes(StandardCharsets.ISO_8859_1);
        text[0] = (byte) 0xC3;
        assertThat(detector.find(text))
                .extracting(finding -> finding.kind().label())
                .containsExactly("card", "email");
    }

    private void everyTrick(UnaryOperator<String> trick) {
        PLAIN.forEach((kind, value) -> {
            String text = trick.apply(value);
            assertThat(detector.find("it is " + text + " here"))
                    .as("%s in %s", kind, text)
                    .anySatisfy(finding -> assertThat(finding.kind().label()).isEqualTo(kind));
        });
    }

    private String kinds(String text) {
        return String.join(
                " ",
                detector.find(text).stream()
                        .map(finding -> finding.kind().label())
                        .toList());
    }
}
