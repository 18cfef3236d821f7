package dev.remit.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymiserTest {
    private final PseudonymMap map = new PseudonymMap(new byte[32]);
    private final Pseudonymiser pseudonymiser =
            new Pseudonymiser(map, kind -> kind.equals("card") ? Domain.SEALED : Domain.RESTORABLE);
    private final String ada = ((Assigned.Given) map.token(Domain.RESTORABLE, "person", "Ada"))
            .token()
            .canonical();

    private String replaced(String text, Span... spans) {
        return ((Replaced.Done) pseudonymiser.replace(text, List.of(spans))).text();
    }

    @Test
    void valuesGoAndTheRestStays() {
        String text =
                replaced("Dear Ada, your card 4111111111111111", new Span(20, 36, "card"), new Span(5, 8, "person"));
        assertThat(text).matches("Dear ⟦" + ada + "⟧, your card ⟦card:\\w{9}⟧");
    }

    @Test
    void overlappingSpansGoTogether() {
        String text = replaced("mail ada@example.org now", new Span(5, 8, "person"), new Span(5, 20, "email"));
        assertThat(text).matches("mail ⟦email:\\w{9}⟧ now");
        assertThat(replaced("abcdef", new Span(0, 3, "a"), new Span(2, 6, "b"))).matches("⟦b:\\w{9}⟧");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦%s⟧",
                "%s",
                "[[%s]]",
                "⟦ %S ⟧",
                "⟦%s",
                "%s⟧",
                "%%E2%%9F%%A6%s%%E2%%9F%%A7",
                "〚%s〛",
                "⟦person:abc",
                "⟦x:1⟧",
                "⟦per\u200bson:abc⟧",
                "⟦any-kind: some thing⟧"
            })
    void whatLooksLikeATokenComesBackAsItWas(String pattern) {
        String typed = "see " + pattern.formatted(ada) + " there";
        String text = replaced(typed);
        assertThat(text).matches("(?s)see .{0,2}⟦literal:\\w{9}⟧.{0,2} there").doesNotContain(ada);
        String literal = text.substring(text.indexOf('⟦') + 1, text.indexOf('⟧'));
        assertThat(text.replace('⟦' + literal + '⟧', ((Resolved.Value) map.resolve(literal)).value()))
                .isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"⟦", "⟧⟦", "⟦⟦⟦ a", "[[File:x.png]]", "person: a name", "⟦not a token⟧", "100%E2", "a[1]"})
    void othersStay(String text) {
        assertThat(replaced(text)).isEqualTo(text);
    }

    @Test
    void aFullMapSendsNothing() {
        Pseudonymiser full = new Pseudonymiser(new PseudonymMap(new byte[32], 1, 100), _ -> Domain.RESTORABLE);
        assertThat(full.replace("Ada Bob", List.of(new Span(0, 3, "person"), new Span(4, 7, "person"))))
                .isEqualTo(new Replaced.MapFull(1));
    }

    @Test
    void aMillionBracketsAreNoTokens() {
        String brackets = "⟦".repeat(1_000_000);
        assertThat(replaced(brackets)).isEqualTo(brackets);
    }

    @Test
    void stringsOfJsonAreReplacedAndNothingElseChanges() {
        String json = "{ \"Ada\" : [\"hi \\u0041da\\n\", 1e5, null, {\"a/b\":\"Ada\"}, \"\\/\"] }";
        Replaced replaced = pseudonymiser.replaceJson(json, leaf -> {
            int at = leaf.text().indexOf("Ada");
            return at < 0 || leaf.pointer().equals("/Ada/3/a~1b") ? List.of() : List.of(new Span(at, at + 3, "person"));
        });
        assertThat(replaced)
                .isEqualTo(new Replaced.Done(
                        "{ \"Ada\" : [\"hi ⟦" + ada + "⟧\\n\", 1e5, null, {\"a/b\":\"Ada\"}, \"\\/\"] }", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":}",
                "{\"a\" 1}",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "[] []",
                "\"\n\"",
                "{,}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThat(pseudonymiser.replaceJson(text, _ -> List.of())).isInstanceOf(Replaced.NotJson.class);
    }

    @Test
    void deepNestingAndLongPointersAreRefused() {
        assertThat(pseudonymiser.replaceJson("[".repeat(1_000_000), _ -> List.of()))
                .isInstanceOf(Replaced.NotJson.class);
        assertThat(pseudonymiser.replaceJson("[".repeat(128) + "]".repeat(128), _ -> List.of()))
                .isInstanceOf(Replaced.Done.class);
        assertThat(pseudonymiser.replaceJson("{\"" + "k".repeat(5000) + "\":1}", _ -> List.of()))
                .isInstanceOf(Replaced.NotJson.class);
    }
}
