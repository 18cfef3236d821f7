package dev.remit.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationShapeTest {
    private static String refused(String least, String most) {
        Findings findings = new Findings();
        Node written = new Node.Scalar("0s", true, new Location("a.yaml", 1, 1));
        assertThat(Shapes.duration(Duration.parse(least), Duration.parse(most)).read(written, findings))
                .isNull();
        return findings.sorted().getFirst().message();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT10M   | P30D   | such as 20m, 8h or 30d, but",
                "PT0.01S | PT30S  | such as 500ms or 2s, but",
                "PT10S   | PT60M  | such as 20m, but",
                "P1D     | P3650D | such as 30d, but",
                "PT1S    | PT1S   | such as 500ms, 2s, 20m, 8h or 30d, but",
            })
    void examplesAreWithinTheBounds(String least, String most, String examples) {
        assertThat(refused(least, most)).contains(examples);
    }

    @Test
    void theBoundsThemselvesAreWithin() {
        Findings findings = new Findings();
        Shape<Duration> shape = Shapes.duration(Duration.ofMinutes(10), Duration.ofDays(30));
        Location at = new Location("a.yaml", 1, 1);
        assertThat(shape.read(new Node.Scalar("10m", true, at), findings)).isEqualTo(Duration.ofMinutes(10));
        assertThat(shape.read(new Node.Scalar("30d", true, at), findings)).isEqualTo(Duration.ofDays(30));
        assertThat(findings.sorted()).isEmpty();
    }
}
