package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.contracttest.Report.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example folder keeps what its contract tests say. */
class ShopContractTestsTest {
    @Test
    void everyContractOfTheShopKeepsWhatItsTestsSay() throws IOException {
        Report report = ContractTests.run(Path.of("..", "examples", "shop"), null);
        assertThat(report.findings()).isEmpty();
        assertThat(report.results()).filteredOn(result -> !result.passed()).isEmpty();
        assertThat(report.results()).hasSizeGreaterThanOrEqualTo(168);
        assertThat(report.results().stream().map(Result::workflow).distinct()).hasSize(16);
    }
}
