package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TestCommandTest {
    private static final String GOOD = SmallShop.ada("a good one") + "    call: no_such\n    refused: unknown_tool\n";
    private static final String BAD = SmallShop.ada("a bad one")
            + "    call: get_order\n    with: { order_no: \"4\" }\n    refused: unknown_tool\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private SmallShop shop;

    @BeforeEach
    void folder() throws IOException {
        shop = SmallShop.in(folder);
    }

    @Test
    void whatPassesIsCountedByWorkflow() throws IOException {
        shop.tests(SmallShop.ROWS + "cases:\n" + GOOD);
        assertThat(run(folder.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("order-help                         1 passed", "", "1 passed, 0 failed");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatFailsIsShownWithItsPlace() throws IOException {
        shop.tests(SmallShop.ROWS + "cases:\n" + GOOD + BAD);
        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "order-help                         1 passed, 1 failed",
                        "",
                        folder.resolve("tests/order-help.yaml") + ":19:5: a bad one",
                        "  get_order",
                        "    expected refused: unknown_tool",
                        "    came     refused: not_found (There is nothing under that key for this customer.)",
                        "",
                        "1 passed, 1 failed");
    }

    @Test
    void theReportCanBeJson() throws IOException {
        shop.tests(SmallShop.ROWS + "cases:\n" + GOOD + BAD);
        assertThat(run("--json", folder.toString())).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.get("passed").intValue()).isEqualTo(1);
        assertThat(json.get("failed").intValue()).isEqualTo(1);
        assertThat(json.at("/cases/1/case").asString()).isEqualTo("a bad one");
        assertThat(json.at("/cases/1/line").intValue()).isEqualTo(19);
        assertThat(json.at("/cases/1/differences/0/expected").asString()).isEqualTo("refused: unknown_tool");
        assertThat(json.get("findings").isEmpty()).isTrue();
    }

    @Test
    void aRunWithoutACaseIsNoSuccess() throws IOException {
        shop.tests(SmallShop.ROWS + "cases:\n" + GOOD);
        assertThat(run("--filter", "elsewhere", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("0 passed, 0 failed");
        assertThat(err.toString()).startsWith("remit: no case was run. Check the filter");
    }

    @Test
    void aFolderThatIsNotThereIsReported() {
        assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("error [no-folder] There is no such folder.");
    }

    @Test
    void aFolderMustBeNamed() {
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        return new CommandLine(new TestCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
