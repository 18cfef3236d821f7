package dev.remit.privacy.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.remit.privacy.Generated;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlingTest {
    private static final byte[] KEY = new byte[32];
    private static final Tokenizer TOKENS = new Tokenizer(KEY, "shop");

    @Test
    void kindsAndHandlingsAreFoundByTheirWrittenNamesOnly() {
        assertThat(Kind.values())
                .allSatisfy(kind -> assertThat(Kind.parse(kind.written())).contains(kind));
        assertThat(Handling.values())
                .allSatisfy(one -> assertThat(Handling.parse(one.written())).contains(one));
        assertThat(Kind.parse("EMAIL")).isEmpty();
        assertThat(Handling.parse("mask")).isEmpty();
    }

    @Test
    void strictnessIsATotalOrder() {
        assertThat(Handling.MASKED.atLeastAsStrictAs(Handling.CLEAR)).isTrue();
        assertThat(Handling.MASKED.atLeastAsStrictAs(Handling.MASKED)).isTrue();
        assertThat(Handling.MASKED.atLeastAsStrictAs(Handling.TOKENIZED)).isFalse();
        assertThat(Handling.NEVER.atLeastAsStrictAs(Handling.REDACTED)).isTrue();
    }

    @Test
    void aTokenIsTheHmacOfDomainKindAndValue() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] digest = mac.doFinal("shop\u001femail\u001fa@x.org".getBytes(StandardCharsets.UTF_8));
        String token = TOKENS.token(Kind.EMAIL, "a@x.org");
        assertThat(token).matches("tok_email_[0-9a-hjkmnp-tv-z]{20}");
        String bits = new java.math.BigInteger(1, digest).shiftRight(156).toString(32);
        String plain = "0123456789abcdefghijklmnopqrstuv";
        String crockford = "0123456789abcdefghjkmnpqrstvwxyz";
        StringBuilder expected = new StringBuilder("0".repeat(20 - bits.length()));
        bits.chars().forEach(c -> expected.append(crockford.charAt(plain.indexOf(c))));
        assertThat(token).isEqualTo("tok_email_" + expected);
    }

    @Test
    void tokensOfOtherKeysDomainsKindsAndValuesDiffer() {
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(Set.of(
                        TOKENS.token(Kind.ID, "a"),
                        TOKENS.token(Kind.ID, "b"),
                        TOKENS.token(Kind.ID, ""),
                        TOKENS.token(Kind.TEXT, "a"),
                        new Tokenizer(KEY, "shop2").token(Kind.ID, "a"),
                        new Tokenizer(other, "shop").token(Kind.ID, "a")))
                .hasSize(6);
        assertThat(new Tokenizer(KEY, "shop").token(Kind.ID, "a")).isEqualTo(TOKENS.token(Kind.ID, "a"));
    }

    @Test
    void theKeyIsCopied() {
        byte[] key = new byte[32];
        Tokenizer tokens = new Tokenizer(key, "shop");
        Arrays.fill(key, (byte) 7);
        assertThat(tokens.token(Kind.ID, "a")).isEqualTo(TOKENS.token(Kind.ID, "a"));
    }

    @Test
    void threadsGetTheSameTokens() {
        Set<String> seen = new HashSet<>(IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> TOKENS.token(Kind.ID, "v" + i % 100))
                .toList());
        assertThat(seen).hasSize(100);
    }

    @Test
    void wrongKeysAndDomainsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tokenizer(new byte[16], "shop"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tokenizer(KEY, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tokenizer(KEY, "a\u001fb"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0        | 0
            0.01     | 0–10
            9.99     | 0–10
            10       | 10–50
            49.999   | 10–50
            50       | 50–100
            100.00   | 100–500
            500      | 500–1000
            4999     | 1000–5000
            -50      | -(50–100)
            -0.5     | -(0–10)
            999999999999999.99 | 500000000000000–1000000000000000
            1E+15    | 1000000000000000+
            -1E+999999999 | -(1000000000000000+)
            1E-999999999  | 0–10
            """)
    void anAmountFallsIntoOneBand(BigDecimal amount, String band) {
        assertThat(Generalizing.band(amount)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({"0,0–9", "9,0–9", "10,10–19", "89,80–89", "90,90+", "130,90+", "-1,[redacted]"})
    void anAgeFallsIntoADecade(long age, String band) {
        assertThat(Generalizing.ageBand(age)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "80279,802",
        "80279-1234,802",
        "10115,101",
        "SW1A 1AA,SW1A",
        "m1 1ae,M1",
        "EC1A1BB,EC1A",
        "1010,10",
        "K1A 0B1,K1A",
        "150-0001,150",
        "101,1",
        "Smith,[redacted]",
        "12,[redacted]",
        "12345678901,[redacted]",
        "1 2 3 4,[redacted]"
    })
    void aPostcodeBecomesItsArea(String postcode, String area) {
        assertThat(Generalizing.area(postcode)).isEqualTo(area);
    }

    @Test
    void valuesAreGeneralizedByKindAndType() {
        assertThat(Generalizing.generalize(Kind.DATE, LocalDate.of(2026, 3, 1))).isEqualTo("2026");
        assertThat(Generalizing.generalize(Kind.DATE, Instant.parse("2026-01-01T00:00:00Z")))
                .isEqualTo("2026");
        assertThat(Generalizing.generalize(Kind.DATE, "03/01/2026")).isEqualTo("2026");
        assertThat(Generalizing.generalize(Kind.AMOUNT, 120L)).isEqualTo("100–500");
        assertThat(Generalizing.generalize(Kind.AMOUNT, "120.50")).isEqualTo("100–500");
        assertThat(Generalizing.generalize(Kind.AGE, 34)).isEqualTo("30–39");
        assertThat(Generalizing.generalize(Kind.AGE, "-0.5")).isEqualTo("[redacted]");
        for (Object odd : List.of("1e9", "", "12,50", 1.5, true)) {
            assertThat(Generalizing.generalize(Kind.AMOUNT, odd)).isEqualTo("[redacted]");
        }
        assertThat(Generalizing.generalize(Kind.DATE, 20260301L)).isEqualTo("[redacted]");
        assertThat(Generalizing.generalize(Kind.NAME, "Ada")).isEqualTo("[redacted]");
    }

    @Test
    void everyHandlingOfAnythingEndsWell() {
        Handler handler = new Handler(TOKENS);
        for (long seed = 1; seed <= 2_000; seed++) {
            String value = new Generated(seed).anything();
            for (Kind kind : Kind.values()) {
                for (Handling handling : Handling.values()) {
                    Object released = handler.apply(handling, kind, value);
                    assertThat(released.toString().length())
                            .as("seed %d", seed)
                            .isLessThanOrEqualTo(Math.max(60, value.length()));
                }
            }
        }
    }

    @Test
    void aHandlerAppliesTheHandling() {
        Handler handler = new Handler(TOKENS);
        assertThat(handler.apply(Handling.CLEAR, Kind.AMOUNT, 5L)).isEqualTo(5L);
        assertThat(handler.apply(Handling.MASKED, Kind.EMAIL, "a@x.org")).isEqualTo("a••••@••••.org");
        assertThat(handler.apply(Handling.MASKED, Kind.DATE, LocalDate.of(2026, 3, 1)))
                .isEqualTo("2026-••-••");
        assertThat(handler.apply(Handling.GENERALIZED, Kind.AMOUNT, BigDecimal.ONE))
                .isEqualTo("0–10");
        assertThat(handler.apply(Handling.REDACTED, Kind.ID, "a")).isEqualTo("[redacted]");
        assertThat(handler.apply(Handling.NEVER, Kind.ID, "a")).isEqualTo("[redacted]");
        assertThat(handler.apply(Handling.MASKED, Kind.ID, new byte[3])).isEqualTo("[redacted]");
        assertThat(handler.apply(Handling.TOKENIZED, Kind.AMOUNT, new BigDecimal("10.00")))
                .isEqualTo(handler.apply(Handling.TOKENIZED, Kind.AMOUNT, 10L));
        assertThat(handler.apply(Handling.TOKENIZED, Kind.AMOUNT, new BigDecimal("1E+999999999")))
                .isEqualTo("[redacted]");
    }
}
