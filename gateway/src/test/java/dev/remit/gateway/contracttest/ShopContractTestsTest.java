package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.contracttest.Report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example folder keeps what its contract tests say, and each of them can fail. */
class ShopContractTestsTest {
    private static final Path SHOP = Path.of("..", "examples", "shop");
    private static QuietLog quiet;

    @BeforeAll
    static void quiet() {
        quiet = QuietLog.begin();
    }

    @AfterAll
    static void loud() {
        quiet.close();
    }

    @Test
    void everyContractOfTheShopKeepsWhatItsTestsSay() throws IOException {
        Report report = ContractTests.run(SHOP, null);
        assertThat(report.findings()).isEmpty();
        assertThat(report.results()).filteredOn(result -> !result.passed()).isEmpty();
        assertThat(report.results()).hasSizeGreaterThanOrEqualTo(168);
        assertThat(report.results().stream().map(Result::workflow).distinct()).hasSize(16);
    }

    @Test
    void theContractOfTheRetailExampleKeepsWhatItsTestsSay() throws IOException {
        Report report = ContractTests.run(Path.of("..", "examples", "retail"), null);
        assertThat(report.findings()).isEmpty();
        assertThat(report.results())
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.differences()).as(result.name()).isEmpty());
    }

    @Test
    void everyCaseOfTheShopFailsWhereItExpectsSomethingElse(@TempDir Path folder) throws IOException {
        for (String inside : List.of("catalog", "workflows", "tests")) {
            Files.createDirectories(folder.resolve(inside));
            try (Stream<Path> files = Files.list(SHOP.resolve(inside))) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file);
                    Files.writeString(
                            folder.resolve(inside).resolve(file.getFileName()),
                            inside.equals("tests") ? otherwise(text) : text);
                }
            }
        }
        Report report = ContractTests.run(folder, null);
        assertThat(report.findings()).isEmpty();
        assertThat(report.results()).hasSizeGreaterThanOrEqualTo(168);
        assertThat(report.results()).filteredOn(Result::passed).isEmpty();
    }

    /** Every refusal for a reason that does not occur, and every result with a field more. */
    private static String otherwise(String tests) {
        return tests.replaceAll("refused: [a-z_]+", "refused: shape_failed")
                .replace("returns: {", "returns: { no_such_field: 1,")
                .replaceAll("(?m)^( +)returns:$", "$1returns:\n$1  no_such_field: 1");
    }
}
