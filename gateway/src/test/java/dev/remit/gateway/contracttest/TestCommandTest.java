package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Remit;
import dev.remit.gateway.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TestCommandTest {
    private static final String GOOD = SmallShop.ada("a good one") + "    call: no_such\n    refused: unknown_tool\n";
    private static final String BAD = SmallShop.ada("a bad one")
            + "    call: get_order\n    with: { order_no: \"4\" }\n    refused: unknown_tool\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SmallShop shop;

    @BeforeEach
    void folder() throws IOException {
        shop = SmallShop.in(folder);
    }

    @Test
    void whatPassesIsCountedByWorkflow() throws IOException {
        shop.tests(SmallShop.ROWS + "cases:\n" + GOOD);
        assertThat(run(folder.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("order-help                         1 passed", "", "1 passed, 0 failed");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void whatFailsIsShownWithItsPlace() throws IOException {
        shop.tests(SmallShop.ROWS + "cases:\n" + GOOD + BAD);
        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "order-help                         1 passed, 1 failed",
                        "",
                        "tests/order-help.yaml:19:5: a bad one",
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
        JsonNode json = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
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
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("0 passed, 0 failed");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("remit: No case was run. Check the filter");
    }

    @Test
    void aFolderThatIsNotThereIsReported() {
        assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("error [no-folder] There is no such folder.");
    }

    @Test
    void aFolderMustBeNamed() {
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                folder,
                false);
        List<String> words = new ArrayList<>(List.of("test"));
        words.addAll(List.of(arguments));
        return Remit.run(terminal, words.toArray(String[]::new));
    }
}
