package dev.remit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc.DEF-1_2~+/==", "bearer abc.DEF-1_2~+/==", "BEARER  abc.DEF-1_2~+/=="})
    void aTokenIsReadWhateverTheCaseOfTheScheme(String header) {
        assertThat(Bearer.of(header)).isEqualTo(new Bearer.Token("abc.DEF-1_2~+/=="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "", "Bearers abc", "DPoP abc"})
    void anotherSchemeIsNoToken(String header) {
        assertThat(Bearer.of(header)).isEqualTo(new Bearer.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer =", "Bearer é", "Bearer \"a\""})
    void theSchemeWithoutAWellFormedTokenIsMalformed(String header) {
        assertThat(Bearer.of(header)).isEqualTo(new Bearer.Malformed());
    }

    @Test
    void aTokenIsBoundedAndNeverPrinted() {
        assertThat(Bearer.of("Bearer " + "a".repeat(4096))).isInstanceOf(Bearer.Token.class);
        assertThat(Bearer.of("Bearer " + "a".repeat(4097))).isEqualTo(new Bearer.Malformed());
        assertThat(Bearer.of("Bearer secret").toString()).doesNotContain("secret");
    }

    @Test
    void aWellFormedTraceContextIsKept() {
        String value = "00-" + TRACE + "-" + SPAN + "-01";
        assertThat(TraceParent.valid(value)).isEqualTo(value);
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        assertThat(TraceParent.valid("01-" + TRACE + "-" + SPAN + "-03-more"))
                .isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01\n"
            })
    void anyOtherTraceContextIsDropped(String value) {
        assertThat(TraceParent.valid(value)).isNull();
    }

    @Test
    void correlationIdsSortByTimeAndDiffer() {
        Random random = new Random(7);
        CorrelationIds early =
                new CorrelationIds(InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L)), random);
        CorrelationIds late = new CorrelationIds(InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_001L)), random);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String a = early.next();
            String b = late.next();
            assertThat(a)
                    .hasSize(CorrelationIds.LENGTH)
                    .matches("[0-9a-hjkmnp-tv-z]+")
                    .isLessThan(b);
            assertThat(seen.add(a) && seen.add(b)).isTrue();
        }
    }
}
