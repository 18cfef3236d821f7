package dev.remit.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
    private static final String CATALOG = """
            source: shop
            connect: { jdbc: "jdbc:sqlite:shop.db" }
            owners: { "*": data@shop.example }
            resources:
              product:
                table: products
                scope: shared
                key: sku
                fields: { sku: { class: public }, name: { class: public }, cost: { class: internal } }
            """;
    private static final String WORKFLOW = """
            workflow: faq
            purpose: Answer questions about products.
            owner: web@shop.example
            need: Product names change daily.
            category: faq
            agents: [guide]
            data:
              product:
                fields:
                  sku: name the product
                  name: say what it is
            limits: { rows: 100 }
            boundary: { refuse: { "*": "I cannot help with that here." } }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        write("shop", CATALOG, WORKFLOW);
    }

    private void write(String name, String catalog, String workflow) throws IOException {
        Files.createDirectories(folder.resolve(name).resolve("catalog"));
        Files.createDirectories(folder.resolve(name).resolve("workflows"));
        Files.writeString(folder.resolve(name).resolve("catalog/shop.yaml"), catalog);
        Files.writeString(folder.resolve(name).resolve("workflows/faq.yaml"), workflow);
    }

    private Console.Done remit(String... arguments) {
        return new Console(folder, Map.of()).run(arguments);
    }

    private static JsonNode json(Console.Done done) {
        return JsonMapper.shared().readTree(done.out());
    }

    @Test
    void aCleanFolderSaysWhatItWouldServe() {
        Console.Done done = remit("check", "shop");
        assertThat(done.out()).contains("faq", "guide", "product(2)", "0 errors");
        assertThat(done.exitCode()).isZero();
        assertThat(json(remit("check", "shop", "--json"))
                        .path("workflows")
                        .get(0)
                        .path("data")
                        .path("product")
                        .path("sku")
                        .asString())
                .isEqualTo("clear");
    }

    @Test
    void aMistakeIsPrintedAsCompilersDoWithTheFileAsSeenFromHere() throws IOException {
        write("shop", CATALOG, WORKFLOW.replace("purpose:", "porpoise:"));
        Console.Done done = remit("check", "shop");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.out())
                .containsPattern("(?m)^shop/workflows/faq\\.yaml:2:1: error \\[unknown-key] .*\n  hint: ")
                .containsPattern("[1-9] errors?, ");
    }

    @Test
    void findingsComeAsJsonForPrograms() throws IOException {
        write("shop", CATALOG, WORKFLOW.replace("purpose:", "porpoise:"));
        JsonNode answer = json(remit("check", "shop", "--json"));
        assertThat(answer.path("errors").asInt()).isPositive();
        JsonNode first = answer.path("findings").get(0);
        assertThat(first.path("file").asString()).isEqualTo("shop/workflows/faq.yaml");
        assertThat(first.path("line").isIntegralNumber()).isTrue();
        assertThat(answer.path("workflows")).isEmpty();
    }

    @Test
    void sarifHasTheShapeThatReviewToolsRead() throws IOException {
        write("shop", CATALOG, WORKFLOW.replace("purpose:", "porpoise:"));
        Console.Done done = remit("check", "shop", "--sarif");
        assertThat(done.exitCode()).isEqualTo(1);
        JsonNode log = json(done);
        assertThat(log.path("version").asString()).isEqualTo("2.1.0");
        JsonNode run = log.path("runs").get(0);
        JsonNode driver = run.path("tool").path("driver");
        assertThat(driver.path("name").asString()).isEqualTo("remit");
        assertThat(run.path("results")).isNotEmpty();
        for (JsonNode result : run.path("results")) {
            assertThat(result.path("level").asString()).isIn("error", "warning", "note");
            assertThat(result.path("message").path("text").asString()).isNotBlank();
            assertThat(driver.path("rules")
                            .get(result.path("ruleIndex").asInt())
                            .path("id")
                            .asString())
                    .isEqualTo(result.path("ruleId").asString());
            JsonNode place = result.path("locations").get(0).path("physicalLocation");
            assertThat(place.path("artifactLocation").path("uri").asString()).isEqualTo("shop/workflows/faq.yaml");
            if (place.has("region")) {
                assertThat(place.path("region").path("startLine").asInt()).isPositive();
                assertThat(place.path("region").path("startColumn").asInt()).isPositive();
            }
        }
    }

    @Test
    void aFolderThatIsNotThereIsAFinding() {
        Console.Done done = remit("check", "nowhere");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.out()).startsWith("nowhere: error [no-folder] There is no such folder.");
    }

    @Test
    void diffExitsWithOneOnlyWhereSomethingIsNewlyAllowed() throws IOException {
        write("wider", CATALOG, WORKFLOW.replace("rows: 100", "rows: 150"));
        assertThat(remit("diff", "shop", "shop"))
                .returns(0, Console.Done::exitCode)
                .satisfies(done -> assertThat(done.out()).contains("No change"));
        Console.Done wider = remit("diff", "shop", "wider");
        assertThat(wider.exitCode()).isEqualTo(1);
        assertThat(wider.out()).isEqualTo("newly allowed\n  faq: limit limits.rows: 100 → 150\n");
        Console.Done narrower = remit("diff", "wider", "shop");
        assertThat(narrower.exitCode()).isZero();
        assertThat(narrower.out()).startsWith("newly forbidden");
        JsonNode answer = json(remit("diff", "shop", "wider", "--json"));
        assertThat(answer.path("newly_allowed").asInt()).isEqualTo(1);
        assertThat(answer.path("changes").get(0).path("effect").asString()).isEqualTo("allows");
    }

    @Test
    void whatWouldNotServeIsNotCompared() throws IOException {
        write("broken", CATALOG, WORKFLOW.replace("purpose:", "porpoise:"));
        Console.Done done = remit("diff", "shop", "broken");
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err()).contains("unknown-key", "Correct broken first.");
    }
}
