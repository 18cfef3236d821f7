package dev.remit.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TokenTest {
    private static final Token TOKEN = Token.of("person", "k3f9m2q8");

    @Test
    void aTokenIsUnmistakable() {
        assertThat(TOKEN.toString()).matches("⟦person:k3f9m2q8[0-9a-hjkmnp-tv-z]⟧");
        assertThat(TOKEN.canonical()).isEqualTo(TOKEN.toString().substring(1, 17));
    }

    @Test
    void aChangedCharacterIsNoticed() {
        String body = TOKEN.body();
        for (int i = 0; i < body.length(); i++) {
            for (char c : Token.ALPHABET.toCharArray()) {
                String changed = body.substring(0, i) + c + body.substring(i + 1);
                assertThat(Token.isBody("person", changed)).as(changed).isEqualTo(c == body.charAt(i));
            }
        }
        assertThat(Token.isBody("persom", body)).isFalse();
        assertThat(Token.isBody("preson", body)).isFalse();
    }

    @Test
    void twoSwappedCharactersAreNoticed() {
        String body = TOKEN.body();
        for (int i = 1; i < body.length(); i++) {
            if (body.charAt(i) != body.charAt(i - 1)) {
                String swapped = body.substring(0, i - 1) + body.charAt(i) + body.charAt(i - 1) + body.substring(i + 1);
                assertThat(Token.isBody("person", swapped)).as(swapped).isFalse();
            }
        }
    }

    @Test
    void otherKindsAndBodiesAreRefused() {
        for (String kind : new String[] {"", "Person", "1a", "a b", "a_b", "é", "a".repeat(25)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Token.of(kind, "k3f9m2q8"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Token.of("person", "k3f9m2q"));
        assertThatIllegalArgumentException().isThrownBy(() -> Token.of("person", "0".repeat(25)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Token("person", "k3f9m2q8u"));
    }
}
