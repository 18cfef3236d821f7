package dev.remit.gateway.cli.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnonymiseCommandTest {
    private static final String PLAN = """
            k: 3
            l: 2
            columns:
              name: direct
              customer: { role: direct, replace: surrogate }
              age: { role: quasi, as: numbers, step: 10 }
              country: { role: quasi, as: categories, groups: { Europe: [Germany, France], Asia: [Japan] } }
              illness: sensitive
              note: text
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        StringBuilder table = new StringBuilder("name,customer,age,country,illness,note\r\n");
        List<String> countries = List.of("Germany", "France", "Japan");
        for (int i = 0; i < 30; i++) {
            table.append("Person %c,C-%d,%d,%s,%s,\"Anna Schmidt ordered product #4521, \"\"soon\"\",\non March 3\"\r\n"
                    .formatted('A' + i % 26, 100 + i, 20 + i, countries.get(i % 3), i % 2 == 0 ? "flu" : "cold"));
        }
        Files.writeString(folder.resolve("table.csv"), table);
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
    }

    private Console.Done remit(String... arguments) {
        return new Console(folder, Map.of()).run(arguments);
    }

    private Console.Done withPlan(String plan, String... more) throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), plan);
        return remit(Stream.concat(Stream.of("anonymise", "table.csv", "--plan", "plan.yaml"), Stream.of(more))
                .toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theOutputAndItsReportAreWritten() throws IOException {
        Console.Done done = withPlan(PLAN, "--out", "anonymous.csv", "--report", "report.json");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("30 of 30 rows", "k: ", "Risk of being found", "warning:");
        String output = Files.readString(folder.resolve("anonymous.csv"));
        assertThat(output)
                .startsWith("customer,age,country,illness,note\r\n")
                .contains("\"[person] ordered product #4521");
        assertThat(output).doesNotContain("Person", "C-1", "Anna");
        JsonNode report = JsonMapper.shared().readTree(Files.readString(folder.resolve("report.json")));
        assertThat(report.path("k").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(report.path("l").path("illness").asInt()).isEqualTo(2);
        assertThat(report.path("rows_out").asInt()
                        + report.path("suppressed_rows").asInt())
                .isEqualTo(30);
        assertThat(files()).containsExactly("anonymous.csv", "plan.yaml", "report.json", "table.csv");
    }

    @Test
    void withoutAPlaceTheRowsGoToStandardOutputAndTheReportBeside() throws IOException {
        Console.Done done = withPlan(PLAN);

        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).startsWith("customer,age").doesNotContain("Risk");
        assertThat(done.err()).contains("Risk of being found");
    }

    @Test
    void optionsStandAboveThePlan() throws IOException {
        Console.Done done = withPlan(PLAN, "--k", "10", "--l", "1", "--out", "a.csv", "--json");

        JsonNode report = JsonMapper.shared().readTree(done.out());
        assertThat(report.path("wanted").path("k").asInt()).isEqualTo(10);
        assertThat(report.path("wanted").path("l").asInt()).isEqualTo(1);
        assertThat(report.path("k").asInt()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Files.writeString(folder.resolve("there"), "mine");

        Console.Done output = withPlan(PLAN, "--out", "there");
        Console.Done report = withPlan(PLAN, "--out", "a.csv", "--report", "there");

        assertThat(output.exitCode()).isEqualTo(3);
        assertThat(output.err())
                .isEqualToIgnoringNewLines("remit: there is there already. Choose another name, or remove it.");
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(folder.resolve("there")).hasContent("mine");
        assertThat(files()).containsExactly("plan.yaml", "table.csv", "there");
    }

    @Test
    void aColumnThatThePlanDoesNotNameIsAnError() throws IOException {
        Console.Done done = withPlan(PLAN.replace("  note: text\n", "").replace("  age:", "  aage:"), "--out", "a.csv");

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.err())
                .contains(
                        "plan.yaml:3:1: error [unknown-column] The plan does not say what becomes of the column 'note'")
                .contains("plan.yaml:6:3: error [no-such-column] There is no column 'aage'", "Did you mean 'age'?");
        assertThat(files()).containsExactly("plan.yaml", "table.csv");
    }

    @Test
    void aPlanIsReadStrictly() throws IOException {
        assertThat(withPlan(PLAN.replace("name: direct", "name: dirct")).err())
                .contains("plan.yaml:4:9: error [bad-value]", "Did you mean 'direct'?");
        assertThat(withPlan(PLAN.replace("country: {", "country: { step: 1,")).err())
                .contains("plan.yaml:7:14: error [key-without-effect]");
        assertThat(withPlan(PLAN.replace("illness: sensitive", "illness: quasi"))
                        .err())
                .contains("[missing-key]");
        assertThat(withPlan(PLAN.replace("Asia: [Japan]", "Asia: [Japan, France]"))
                        .err())
                .contains("'France' belongs to 'Europe' already");
        assertThat(withPlan(PLAN.replace("Asia: [Japan]", "Asia: [Europe], Europe2: [Asia], Japan: [Japan]"))
                        .err())
                .contains("'Japan' leads back to itself");
        assertThat(withPlan(PLAN.replace("step: 10", "step: 0")).err()).contains("Expected a number above 0");
        assertThat(withPlan("suppress: 101%\n" + PLAN).err()).contains("a share of the rows");
        assertThat(withPlan("person: custmer\n" + PLAN).err()).contains("Did you mean 'customer'?");
        assertThat(withPlan("kk: 2\n" + PLAN).err()).contains("[unknown-key]", "Did you mean 'k'?");
        assertThat(files()).containsExactly("plan.yaml", "table.csv");
    }

    @Test
    void whatCannotBeMadeAnonymousIsNotWritten() throws IOException {
        Console.Done few = withPlan(PLAN, "--k", "31", "--out", "a.csv");
        Console.Done kept = withPlan(PLAN.replace("note: text", "note: keep"), "--l", "3", "--out", "a.csv");

        assertThat(few.exitCode()).isEqualTo(1);
        assertThat(few.err()).contains("30 of 30 rows would have to be suppressed", "fewer rows than k = 31");
        assertThat(kept.err()).contains("as diverse as l = 3");
        assertThat(files()).containsExactly("plan.yaml", "table.csv");
    }

    @Test
    void allMayBeSuppressedWhereThePlanSaysSo() throws IOException {
        Console.Done done = withPlan("suppress: 100%\n" + PLAN, "--k", "31", "--out", "a.csv");

        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("Every row is suppressed");
        assertThat(Files.readString(folder.resolve("a.csv"))).isEqualTo("customer,age,country,illness,note\r\n");
    }

    @Test
    void aMalformedFileIsRefusedWithItsLine() throws IOException {
        Map<String, String> wrong = Map.of(
                "name,customer,age,country,illness,note\na,b\n", "line 2: The record has 2 cells, and the header 6",
                "name,name\n", "line 1: Two columns have the same name",
                "name,\n", "line 1: A column has no name",
                "", "line 1: The file is empty",
                "name,customer,age,country,illness,note\na,b,1,c,d,\"e", "line 2: A quote is opened",
                "name,customer,age,country,illness,note\na,b,1,c,d,e\"f", "line 2: A quote stands inside",
                "name,customer,age,country,illness,note\n\"a\"b,1,c,d,e,f", "line 2: Text stands behind",
                "name,customer\ra\n", "line 1: A carriage return stands alone");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Files.writeString(folder.resolve("table.csv"), each.getKey());
            Console.Done done = withPlan(PLAN, "--out", "a.csv");
            assertThat(done.exitCode()).as(each.getKey()).isEqualTo(1);
            assertThat(done.err()).contains(each.getValue());
        }
        Files.write(folder.resolve("table.csv"), new byte[] {'a', ',', (byte) 0xFF, '\n'});
        assertThat(withPlan(PLAN).err()).contains("not UTF-8");
        assertThat(files()).containsExactly("plan.yaml", "table.csv");
    }

    @Test
    void jsonLinesComeBackAsJsonLines() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            lines.append("{\"age\":")
                    .append(20 + i)
                    .append(i % 2 == 0 ? ",\"plan\":\"pro\"" : "")
                    .append("}\n");
        }
        Files.writeString(folder.resolve("table.jsonl"), lines);
        Files.writeString(folder.resolve("plan.yaml"), """
                k: 4
                columns:
                  age: { role: quasi, as: numbers }
                  plan: keep
                """);

        Console.Done done = remit("anonymise", "table.jsonl", "--plan", "plan.yaml");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out().lines())
                .hasSize(8)
                .contains("{\"age\":\"..23\",\"plan\":\"pro\"}", "{\"age\":\"24..\",\"plan\":\"\"}");
        Files.writeString(folder.resolve("table.jsonl"), lines + "{\"age\":1,\"secret\":2}\n");
        assertThat(remit("anonymise", "table.jsonl", "--plan", "plan.yaml").err())
                .contains("line 9", "'secret'");
        Files.writeString(folder.resolve("table.jsonl"), "{\"age\":1,\"age\":2}\n");
        assertThat(remit("anonymise", "table.jsonl", "--plan", "plan.yaml").err())
                .contains("line 1", "a key stands twice");
        Files.writeString(folder.resolve("table.jsonl"), "{\"age\":[1]}\n");
        assertThat(remit("anonymise", "table.jsonl", "--plan", "plan.yaml").err())
                .contains("an object or a list");
    }

    @Test
    void aProposedPlanCanBeUsedAsItIs() throws IOException {
        Console.Done proposed = remit("anonymise", "table.csv", "--propose");
        assertThat(proposed.exitCode()).isZero();
        assertThat(proposed.out())
                .contains(
                        "  name: direct   # ",
                        "  age: { role: quasi, as: numbers }",
                        "  illness: sensitive",
                        "  note: text");

        Console.Done done = withPlan(proposed.out(), "--out", "a.csv");

        assertThat(done.exitCode()).as(done.err()).isZero();
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        assertThat(remit("anonymise", "table.csv").exitCode()).isEqualTo(2);
        assertThat(remit("anonymise", "table.csv", "--plan", "plan.yaml", "--propose")
                        .exitCode())
                .isEqualTo(2);
        assertThat(remit("anonymise", "table.csv", "--propose", "--out", "x").exitCode())
                .isEqualTo(2);
        assertThat(remit("anonymise", "table.csv", "--plan", "plan.yaml", "--json")
                        .exitCode())
                .isEqualTo(2);
        assertThat(remit("anonymise", "table.csv", "--plan", "plan.yaml", "--k", "1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(remit("anonymise", "none.csv", "--propose").exitCode()).isEqualTo(3);
    }

    @Test
    void semicolonsAndTabsSeparateWhereTheHeaderHasNoCommas() throws IOException {
        String rows = Files.readString(folder.resolve("table.csv"));
        for (String separator : new String[] {";", "\t"}) {
            Files.writeString(folder.resolve("table.csv"), rows.replace(",", separator));
            Console.Done done = remit("anonymise", "table.csv", "--plan", "plan.yaml");
            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(done.out()).startsWith("customer,age,country,illness,note\r\n");
        }
    }

    @Test
    void aTableWithoutRowsIsNothingToGuessFrom() throws IOException {
        Files.writeString(folder.resolve("table.csv"), "name,age\n");
        Console.Done done = remit("anonymise", "table.csv", "--propose");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.err())
                .isEqualTo("remit: There are no rows in table.csv to guess from. Name a table with some.\n");
    }
}
