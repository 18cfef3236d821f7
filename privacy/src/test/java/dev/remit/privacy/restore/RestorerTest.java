package dev.remit.privacy.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.Generated;
import dev.remit.privacy.pseudonym.Domain;
import dev.remit.privacy.pseudonym.Pseudonymiser;
import dev.remit.privacy.pseudonym.Replaced;
import dev.remit.privacy.pseudonym.Span;
import dev.remit.privacy.restore.Unrestored.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestorerTest {

    private final Fixture it = new Fixture();
    private final Random random = new Random(7);

    private static Restorer ofText(Fixture it) {
        return Restorer.text(it.map, it.reports::add);
    }

    private static Restorer ofJson(Fixture it) {
        return Restorer.json(it.map, pointer -> !pointer.endsWith("/kept"), it.reports::add);
    }

    private String text(String text) {
        return it.everyCut(RestorerTest::ofText, text.getBytes(UTF_8), random);
    }

    private String json(String json) {
        return it.everyCut(RestorerTest::ofJson, json.getBytes(UTF_8), random);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '!', textBlock = """
            ⟦%s⟧           ; V
            a⟦%s⟧b         ; aVb
            ⟦%S⟧           ; V
            ⟦ %s ⟧         ; V
            ⟦**%s**⟧       ; V
            **⟦%s⟧**       ; **V**
            〚%s〛         ; V
            [[%s]]         ; V
            [%s](x)        ; [V](x)
            [[%s] x        ; [[V] x
            %s.            ; V.
            ⟦%s            ; V
            ⟦%s is         ; V is
            %s⟧            ; V
            ⟦⟦%s⟧⟧         ; ⟦V⟧
            `%s`           ; `V`
            """)
    void safeSpellingsOfATokenAreRestored(String pattern, String expected) {
        String spelled = pattern.formatted(it.mail);
        assertThat(text(spelled)).isEqualTo(expected.replace("V", "ada@example.org"));
        assertThat(it.reports).isEmpty();
    }

    @Test
    void lettersThatReadLikeDigitsAndEscapesOfMarkdownAreUnderstood() {
        String body = it.mail.substring(6);
        String alike = body.replace('0', 'O').replace('1', 'l');
        assertThat(text("⟦email\\:" + alike + "⟧")).isEqualTo("ada@example.org");
        assertThat(text("⟦email:" + body.substring(0, 4) + "\n " + body.substring(4) + "⟧"))
                .isEqualTo("ada@example.org");
    }

    @Test
    void aTokenInAUrlGivesAnEncodedValue() {
        assertThat(text("https://x.example/?q=%E2%9F%A6" + it.ada.replace(":", "%3A") + "%E2%9F%A7&b"))
                .isEqualTo("https://x.example/?q=Ada%20%22A%22%20%C5%81ovelace&b");
    }

    @Test
    void nothingIsGuessed() {
        String last = it.mail.substring(it.mail.length() - 1);
        String wrong = it.mail.substring(0, it.mail.length() - 1) + (last.equals("0") ? "2" : "0");
        for (String text : List.of(
                "⟦" + wrong + "⟧",
                "⟦" + it.mail + "0⟧",
                "x" + it.mail,
                it.mail + "x",
                "⟦" + it.mail.substring(6) + "⟧")) {
            assertThat(text(text)).isEqualTo(text);
        }
    }

    @Test
    void whatStaysIsReported() {
        assertThat(text("⟦person:000000000⟧ ⟦" + it.card + "⟧ ⟦email:abc def! ⟦email:k3"))
                .endsWith("⟦email:k3");
        assertThat(it.reports)
                .containsExactly(
                        new Unrestored(Reason.UNKNOWN, "⟦person:000000000⟧"),
                        new Unrestored(Reason.SEALED, "⟦" + it.card + "⟧"),
                        new Unrestored(Reason.BROKEN, "⟦email:abc def"),
                        new Unrestored(Reason.BROKEN, "⟦email:k3"));
    }

    @Test
    void aTokenOfAnotherConversationStays() {
        byte[] key = new byte[32];
        key[1] = 1;
        var other = new dev.remit.privacy.pseudonym.PseudonymMap(key);
        Restorer restorer = Restorer.text(other, it.reports::add);
        byte[] in = ("⟦" + it.ada + "⟧").getBytes(UTF_8);
        assertThat(Fixture.run(restorer, in)).isEqualTo(in);
    }

    @Test
    void aValueIsNotReadAgain() {
        String typed = "⟦" + it.mail + "⟧";
        Replaced replaced = new Pseudonymiser(it.map, _ -> Domain.RESTORABLE).replace("say " + typed, List.of());
        assertThat(text(((Replaced.Done) replaced).text())).isEqualTo("say " + typed);
    }

    @Test
    void onlyWhatCouldBecomeAKnownTokenIsHeldBack() {
        Restorer restorer = ofText(it);
        byte[] in = ("Hello x ⟦" + it.ada).getBytes(UTF_8);
        StringBuilder seen = new StringBuilder();
        List<String> after = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            seen.append(new String(restorer.accept(in, i, i + 1), UTF_8));
            after.add(seen.toString());
        }
        assertThat(after.get(6)).isEqualTo("Hello x");
        assertThat(after.get(7)).isEqualTo("Hello x ");
        assertThat(after.getLast()).isEqualTo("Hello x ");
        assertThat(new String(restorer.accept("⟧".getBytes(UTF_8), 0, 3), UTF_8))
                .isEqualTo("Ada \"A\" Łovelace");
        for (String text : List.of("⟦q", "⟦person:u", "x", "[a", "%41", "person!")) {
            byte[] bytes = (" " + text).getBytes(UTF_8);
            assertThat(new String(restorer.accept(bytes, 0, bytes.length), UTF_8))
                    .isEqualTo(" " + text);
        }
    }

    @Test
    void theOutputIsTheSameForEveryCut() {
        for (int seed = 0; seed < 100; seed++) {
            Random each = new Random(seed);
            String text = it.text(each);
            text(text);
            String json = "{\"a\":[" + Fixture.quoted(text, false) + ",1," + Fixture.quoted(text, true) + "],\"kept\":"
                    + Fixture.quoted(text, false) + "}";
            String restored = json(json);
            assertThat(dev.remit.privacy.pseudonym.JsonStrings.parse(restored))
                    .as("seed %d: %s", seed, restored)
                    .isInstanceOf(dev.remit.privacy.pseudonym.JsonStrings.Parsed.Valid.class);
        }
    }

    @Test
    void replacingAndRestoringGivesTheSameText() {
        for (int seed = 0; seed < 2_000; seed++) {
            Generated generated = new Generated(seed);
            Fixture own = new Fixture();
            String text = generated.anything() + own.text(new Random(seed)) + generated.anything();
            text = new String(text.getBytes(UTF_8), UTF_8);
            int start = text.isEmpty() ? 0 : new Random(seed).nextInt(text.length());
            start = text.offsetByCodePoints(0, text.codePointCount(0, start));
            List<Span> spans = start + 6 < text.length()
                            && !Character.isLowSurrogate(text.charAt(start))
                            && !Character.isLowSurrogate(text.charAt(start + 6))
                    ? List.of(new Span(start, start + 6, "person"))
                    : List.of();
            Replaced.Done done =
                    (Replaced.Done) new Pseudonymiser(own.map, _ -> Domain.RESTORABLE).replace(text, spans);
            byte[] restored = Fixture.run(ofText(own), done.text().getBytes(UTF_8));
            assertThat(new String(restored, UTF_8)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void bytesThatAreNoUtf8Pass() {
        for (int seed = 0; seed < 300; seed++) {
            byte[] in = new byte[60];
            new Random(seed).nextBytes(in);
            byte[] token = ("⟦" + it.mail + "⟧").getBytes(UTF_8);
            System.arraycopy(token, 0, in, 20, token.length);
            in[19] = (byte) 0xE2;
            byte[] out = Fixture.run(ofText(it), in);
            byte[] value = "ada@example.org".getBytes(UTF_8);
            byte[] expected = new byte[in.length - token.length + value.length];
            System.arraycopy(in, 0, expected, 0, 20);
            System.arraycopy(value, 0, expected, 20, value.length);
            System.arraycopy(in, 20 + token.length, expected, 20 + value.length, in.length - 20 - token.length);
            assertThat(out).as("seed %d", seed).isEqualTo(expected);
            it.everyCut(RestorerTest::ofText, in, random);
        }
    }

    @Test
    void aValueIsEscapedForTheStringThatItGoesInto() {
        assertThat(json("{\"x\":\"Hi \\u27e6" + it.ada + "\\u27E7\\u0021\"}"))
                .isEqualTo("{\"x\":\"Hi Ada \\\"A\\\" Łovelace\\u0021\"}");
        assertThat(json("[\"\\u27e6" + it.cafe + "\\u27e7\"]")).isEqualTo("[\"Café \ud83d\udc00\\n2\"]");
    }

    @Test
    void aStringThatMayHoldJsonGetsNoValueThatCouldBreakOut() {
        String nested = "{\"x\":\"{\\\"to\\\":\\\"⟦%s⟧\\\"}\"}";
        assertThat(json(nested.formatted(it.mail))).isEqualTo("{\"x\":\"{\\\"to\\\":\\\"ada@example.org\\\"}\"}");
        assertThat(json(nested.formatted(it.ada))).isEqualTo(nested.formatted(it.ada));
        assertThat(it.reports).containsExactly(new Unrestored(Reason.NESTED, "⟦" + it.ada + "⟧"));
    }

    @Test
    void keysAndUndeclaredStringsKeepTheirTokens() {
        String json = "{\"⟦" + it.mail + "⟧\":1,\"kept\":\"⟦" + it.mail + "⟧\"}";
        assertThat(json(json)).isEqualTo(json);
        assertThat(it.reports).containsExactly(new Unrestored(Reason.NOT_DECLARED, "⟦" + it.mail + "⟧"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{]", "\"\\q", "[\"\\u12x4", "]", "{\"a\\q\":1", "#"})
    void whatIsNotJsonStaysAndIsReported(String start) {
        String in = start + " \"⟦" + it.mail + "⟧\"";
        assertThat(json(in)).isEqualTo(in);
        assertThat(it.reports).contains(new Unrestored(Reason.UNREADABLE, ""));
    }

    @Test
    void badInputTakesLinearTime() {
        String many = ("⟦" + it.mail + "⟧").repeat(50_000);
        for (String text : List.of(
                "⟦".repeat(1_000_000),
                "[".repeat(1_000_000),
                "⟦person:".repeat(200_000),
                ("⟦" + it.ada.substring(0, 14)).repeat(100_000),
                "%E2%9F%A6".repeat(100_000),
                "p ".repeat(500_000),
                many)) {
            byte[] out = Fixture.run(ofText(it), text.getBytes(UTF_8));
            assertThat(new String(out, UTF_8).equals(text)).isEqualTo(!text.equals(many));
            Fixture.run(ofJson(it), ("[\"" + text).getBytes(UTF_8));
        }
        String keys = "{\"" + "k".repeat(4_000) + "\":[";
        Fixture.run(ofJson(it), (keys.repeat(60) + "\"a\",".repeat(200_000)).getBytes(UTF_8));
        Fixture.run(ofJson(it), "\\".repeat(1_000_000).getBytes(UTF_8));
    }
}
