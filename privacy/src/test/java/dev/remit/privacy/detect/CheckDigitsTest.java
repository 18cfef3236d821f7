package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers of each kind with check digits, computed by formulas other than those of the checks. */
class CheckDigitsTest {
    @Test
    void whatHasTheRightCheckDigitIsFoundAndWithAnotherIsNot() throws IOException {
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        for (String line : table()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t");
            Kind kind = Kind.parse(cells[0]).orElseThrow();
            Detector detector =
                    Detector.builder().only(List.of(kind)).atLeast(Tier.WEAK).build();
            boolean found = detector.find(cells[2]).stream()
                    .anyMatch(finding -> finding.start() == 0 && finding.end() == cells[2].length());
            if (found != cells[1].equals("valid")) {
                wrong.add(line);
            }
            lines++;
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).isGreaterThan(250);
    }

    private static List<String> table() throws IOException {
        try (InputStream in = Objects.requireNonNull(CheckDigitsTest.class.getResourceAsStream("ids.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
