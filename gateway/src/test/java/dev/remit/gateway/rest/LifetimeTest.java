package dev.remit.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {
    @ParameterizedTest
    @CsvSource({"90s,90", "5m,300", "1h,3600", "24h,86400", "PT5M,300", "PT1.5S,1"})
    void lengthsOfTimeAreReadAsPeopleAndIsoWriteThem(String text, long seconds) {
        Duration lifetime = Lifetime.parse(text);
        assertThat(lifetime).isNotNull();
        assertThat(lifetime == null ? -1 : lifetime.toSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0s",
                "-5m",
                "-PT5M",
                "25h",
                "P2D",
                "5",
                "5 m",
                "5d",
                "9999999s",
                "PT5Mx",
                "PT00000000000000000000000000005M"
            })
    void whatIsNoPositiveLengthOfAtMostADayIsNot(String text) {
        assertThat(Lifetime.parse(text)).isNull();
    }
}
