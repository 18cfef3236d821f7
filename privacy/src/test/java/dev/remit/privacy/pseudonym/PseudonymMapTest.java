package dev.remit.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymMapTest {
    private static final byte[] KEY = new byte[32];
    private final PseudonymMap map = new PseudonymMap(KEY);

    private Token token(String kind, String value) {
        return token(map, Domain.RESTORABLE, kind, value);
    }

    private static Token token(PseudonymMap map, Domain domain, String kind, String value) {
        return ((Assigned.Given) map.token(domain, kind, value)).token();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            email  | Ada@Example.org     | ada@example.org
            person | Ada  Lovelace       | ＡＤＡ lovelace
            phone  | +44 20 7946 0018    | 0044-20-7946-0018
            phone  | (020) 7946 0018     | 020 79460018
            card   | 4111 1111 1111 1111 | 4111-1111-1111-1111
            iban   | DE89 3704 0044 0532 0130 00 | de89370400440532013000
            us-ssn | 078-05-1120         | 078051120
            """)
    void aValueHasOneTokenHoweverItIsWritten(String kind, String one, String other) {
        Token first = token(kind, one);
        assertThat(token(kind, other)).isEqualTo(first);
        assertThat(map.resolve(first.canonical())).isEqualTo(new Resolved.Value(one));
        assertThat(map.size()).isOne();
    }

    @Test
    void otherValuesKindsDomainsAndConversationsHaveOtherTokens() {
        byte[] other = new byte[32];
        other[0] = 1;
        Set<String> bodies = new HashSet<>();
        bodies.add(token("person", "Ada").body());
        bodies.add(token("person", "Bob").body());
        bodies.add(token("city", "Ada").body());
        bodies.add(token(map, Domain.SEALED, "person", "Ada").body());
        bodies.add(token(new PseudonymMap(other), Domain.RESTORABLE, "person", "Ada")
                .body());
        assertThat(bodies.stream().map(body -> body.substring(0, 8)))
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void aSealedTokenStandsForNothing() {
        Token sealed = token(map, Domain.SEALED, "card", "4111111111111111");
        assertThat(map.resolve(sealed.canonical())).isEqualTo(new Resolved.Sealed());
        assertThat(map.resolve("card:000000000")).isEqualTo(new Resolved.Unknown());
    }

    @Test
    void collidingValuesGetLongerTokensThatNoneIsTheBeginningOf() {
        Token first = token("id", "a237888");
        Token second = token("id", "a1123193");
        assertThat(first.body()).hasSize(9);
        assertThat(second.body()).hasSizeGreaterThan(9).startsWith(first.body().substring(0, 8));
        assertThat(second.body()).doesNotStartWith(first.body());
        assertThat(token("id", "a237888")).isEqualTo(first);
        assertThat(token("id", "a1123193")).isEqualTo(second);
        PseudonymMap copy = new PseudonymMap(KEY);
        assertThat(copy.replay(map.since(0))).isEqualTo(new Replayed.Applied(2));
        assertThat(token(copy, Domain.RESTORABLE, "id", "a1123193")).isEqualTo(second);
    }

    @Test
    void theKeyIsCopied() {
        byte[] key = new byte[32];
        PseudonymMap own = new PseudonymMap(key);
        Arrays.fill(key, (byte) 9);
        assertThat(token(own, Domain.RESTORABLE, "person", "Ada")).isEqualTo(token("person", "Ada"));
    }

    @Test
    void aFullMapSaysSoAndStillKnowsItsTokens() {
        PseudonymMap small = new PseudonymMap(KEY, 2, 10);
        Token ada = token(small, Domain.RESTORABLE, "person", "Ada");
        assertThat(small.token(Domain.RESTORABLE, "person", "12345678")).isEqualTo(new Assigned.Full(1));
        token(small, Domain.RESTORABLE, "person", "Bob");
        assertThat(small.token(Domain.RESTORABLE, "person", "Eve")).isEqualTo(new Assigned.Full(2));
        assertThat(token(small, Domain.RESTORABLE, "person", "ada")).isEqualTo(ada);
    }

    @Test
    void deltasMakeTheSameMapAgain() {
        Token ada = token("person", "Ada \ud83d\udc00\ud800");
        int position = map.size();
        byte[] first = map.since(0);
        token(map, Domain.SEALED, "card", "4111111111111111");
        byte[] second = map.since(position);
        PseudonymMap copy = new PseudonymMap(KEY);
        assertThat(copy.replay(second)).isInstanceOf(Replayed.Refused.class);
        assertThat(copy.replay(first)).isEqualTo(new Replayed.Applied(1));
        assertThat(copy.replay(second)).isEqualTo(new Replayed.Applied(1));
        assertThat(copy.replay(first)).isEqualTo(new Replayed.Applied(0));
        assertThat(copy.since(0)).isEqualTo(map.since(0));
        assertThat(copy.resolve(ada.canonical())).isEqualTo(new Resolved.Value("Ada \ud83d\udc00\ud800"));
    }

    @Test
    void deltasOfAnotherConversationAndChangedOnesAreRefusedWhole() {
        token("person", "Ada");
        token("email", "ada@example.org");
        token(map, Domain.SEALED, "card", "4111111111111111");
        byte[] delta = map.since(0);
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(new PseudonymMap(other).replay(delta)).isInstanceOf(Replayed.Refused.class);
        for (int i = 0; i < delta.length; i++) {
            byte[] changed = delta.clone();
            changed[i] ^= 1;
            PseudonymMap copy = new PseudonymMap(KEY);
            assertThat(copy.replay(changed)).as("byte %d", i).isInstanceOf(Replayed.Refused.class);
            assertThat(copy.size()).isZero();
            assertThat(copy.replay(Arrays.copyOf(delta, i))).isInstanceOf(Replayed.Refused.class);
        }
        PseudonymMap different = new PseudonymMap(KEY);
        token(different, Domain.RESTORABLE, "person", "Bob");
        assertThat(different.replay(delta)).isInstanceOf(Replayed.Refused.class);
        assertThat(new PseudonymMap(KEY, 2, 1000).replay(delta)).isInstanceOf(Replayed.Refused.class);
    }

    @Test
    void whatIsKeptTellsNoValueToWhoeverLacksTheKey() {
        String value = "Ada ".repeat(200);
        Token ada = token("person", value);
        byte[] kept = map.since(0);
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
            String bytes = HexFormat.of().formatHex(kept);
            assertThat(bytes)
                    .doesNotContain(HexFormat.of().formatHex("Ada".getBytes(charset)))
                    .doesNotContain(HexFormat.of().formatHex(ada.body().getBytes(charset)));
        }
        PseudonymMap copy = new PseudonymMap(KEY);
        assertThat(copy.replay(kept)).isEqualTo(new Replayed.Applied(1));
        assertThat(copy.resolve(ada.canonical())).isEqualTo(new Resolved.Value(value));
    }

    @Test
    void threadsGetTheSameTokens() {
        Set<Token> seen = new HashSet<>(IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> token("id", "v" + i % 100))
                .toList());
        assertThat(seen).hasSize(100);
        assertThat(map.size()).isEqualTo(100);
    }

    @Test
    void neitherMapNorValueShowsItselfInALog() {
        Token ada = token("person", "Ada");
        assertThat(map.toString() + map.resolve(ada.canonical())).doesNotContain("Ada");
    }

    @Test
    void wrongKeysKindsAndBoundsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PseudonymMap(new byte[16]));
        assertThatIllegalArgumentException().isThrownBy(() -> new PseudonymMap(KEY, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> map.token(Domain.SEALED, "A", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> map.since(1));
    }
}
