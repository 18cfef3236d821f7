package dev.remit.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private static List<Finding> findings(String text) {
        Findings findings = new Findings();
        YamlReader.read(new SourceText("a.yaml", text), findings);
        return findings.sorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yaml-alias     | a: &x 1\\nb: *x            | a.yaml:1:4",
                "yaml-alias     | a: 1\\nb: *x               | a.yaml:2:4",
                "yaml-tag       | a: !!str 1                 | a.yaml:1:4",
                "yaml-tag       | a: !x [1]                  | a.yaml:1:4",
                "yaml-documents | a: 1\\n---\\nb: 1          | a.yaml:2:1",
                "yaml-directive | %YAML 1.2\\n---\\nb: 1     | a.yaml:1:1",
                "yaml-key       | 1: a                       | a.yaml:1:1",
                "yaml-key       | a: 1\\ntrue: a             | a.yaml:2:1",
                "yaml-key       | a: 1\\n[b]: a              | a.yaml:2:1",
                "yaml-key       | a: 1\\n~: a                | a.yaml:2:1",
                "duplicate-key  | a: 1\\nb: { c: 1, c: 2 }   | a.yaml:2:12",
                "yaml-tab       | a:\\n\\tb: 1               | a.yaml:2:1",
                "yaml-syntax    | a: [1                      | a.yaml:2:1",
                "yaml-syntax    | a: 1\\n b: 1               | a.yaml:2:3",
                "yaml-syntax    | a: @x                      | a.yaml:1:4",
                "yaml-syntax    | a: '1                      | a.yaml:2:1",
                "yaml-character | a: 1\\nb: x\\u0000         | a.yaml:2:5",
                "yaml-character | a: 1\\nb: \"\\\\u202e\"    | a.yaml:2:4",
                "yaml-empty     | # nothing                  | a.yaml",
            })
    void whatIsNotPlainYamlIsRefusedAtItsPlace(String code, String text, String place) {
        String unescaped = text.replace("\\\\", "\u0001")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\u0000", "\u0000")
                .replace("\u0001", "\\");
        List<Finding> found = findings(unescaped + "\n");
        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().code()).as(found.toString()).isEqualTo(code);
        assertThat(found.getFirst().location().toString()).as(found.toString()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: no", "on: off", "a: 'yes'", "a: \"*x\"", "---\na: 1", "\uFEFFa: 1", "a: |\n  x\n  y"})
    void plainYamlIsRead(String text) {
        assertThat(findings(text)).isEmpty();
    }

    @Test
    void columnsCountCodePoints() {
        assertThat(findings("'\uD83D\uDE00\uD83D\uDE00': 1\n{ '\uD83D\uDE00': 1, 2: 3 }: 1\n"))
                .extracting(Finding::location)
                .contains(new Location("a.yaml", 2, 11));
    }

    @Test
    void deepNestingIsLeftAtTheFirstLevelTooMany() {
        for (String text :
                List.of("[".repeat(10_000), "{a: ".repeat(10_000), "- ".repeat(10_000), "? ".repeat(10_000))) {
            assertThat(findings(text)).extracting(Finding::code).containsExactly("yaml-too-deep");
        }
        assertThat(findings("[".repeat(32) + "]".repeat(32))).isEmpty();
    }

    @Test
    void aLongTextIsNotRead() {
        assertThat(findings("a: " + "x".repeat(YamlReader.MOST_CHARACTERS)))
                .extracting(Finding::code)
                .containsExactly("yaml-too-large");
        assertThat(findings("a: " + "x".repeat(YamlReader.MOST_CHARACTERS - 3))).isEmpty();
    }

    @Test
    void escapesBeyondUnicodeAreFindings() {
        assertThat(findings("a: \"\\UFFFFFFFF\"")).isNotEmpty();
        assertThat(findings("%YAML 99999999999999999999.1\n---\na: 1")).isNotEmpty();
    }
}
