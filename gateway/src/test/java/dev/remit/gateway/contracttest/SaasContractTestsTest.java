package dev.remit.gateway.contracttest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Severity;
import dev.remit.gateway.config.Folder;
import dev.remit.gateway.contracttest.Report.Result;
import dev.remit.gateway.source.JdbcReader;
import dev.remit.gateway.source.JdbcSources;
import dev.remit.gateway.source.JdbcWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The software company's folder does what its contract tests say, and each of them can fail. */
class SaasContractTestsTest {
    private static final Path SAAS = Path.of("..", "examples", "saas");
    private static QuietLog quiet;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path scratch;

    @BeforeAll
    static void quiet() {
        quiet = QuietLog.begin();
    }

    @AfterAll
    static void loud() {
        quiet.close();
    }

    @Test
    void everyContractDoesWhatItsTestsSay() throws IOException {
        Report report = ContractTests.run(SAAS, null);
        assertThat(report.findings()).isEmpty();
        assertThat(report.results()).filteredOn(result -> !result.passed()).isEmpty();
        assertThat(report.results()).hasSizeGreaterThanOrEqualTo(89);
        assertThat(report.results().stream().map(Result::workflow).distinct()).hasSize(8);
    }

    @Test
    void everyCaseFailsWhereItExpectsAnotherAnswer() throws IOException {
        Report report = mutated(text -> text.replaceAll("refused: [a-z_]+", "refused: shape_failed")
                .replace("returns: {", "returns: { no_such_field: 1,")
                .replaceAll("(?m)^( +)status: [a-z_]+$", "$1status: expired"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.results()).hasSizeGreaterThanOrEqualTo(89).noneMatch(Result::passed);
    }

    @Test
    void everyCaseThatLooksAtTablesFailsWhereTheyWouldHoldOneRowMore() throws IOException {
        Report report = mutated(text -> text.replaceAll("then: \\{ ([a-z_]+): \\[", "then: { $1: [ {},"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.failed()).isEqualTo(61);
    }

    @Test
    void everyCaseWithAPersonFailsWhereThePersonSaysOtherwise() throws IOException {
        Report report = mutated(text -> text.replace("person: allows", "person: neither")
                .replace("person: denies", "person: allows")
                .replace("person: neither", "person: denies"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.failed()).isEqualTo(11);
    }

    @Test
    void aRowOfTheTenantsIsAddedToAndNotChanged() throws IOException {
        String text = Files.readString(SAAS.resolve("catalog").resolve("saas.yaml"));
        String adds = "INSERT INTO crm_notes (note_no, region, lead_no, stage, reason)";
        assertThat(text).contains(adds);
        Files.createDirectories(scratch.resolve("catalog"));
        for (String changes : List.of(
                "UPDATE leads SET stage = :stage WHERE lead_no = :lead AND region = :tenant",
                adds + " VALUES (:operation, 'europe', :lead, :stage, :reason)",
                adds + " VALUES (:operation, :tenant, 'L-1', :stage, :reason)")) {
            Files.writeString(
                    scratch.resolve("catalog").resolve("saas.yaml"),
                    text.substring(0, text.indexOf(adds)) + changes + "\n");
            assertThat(new Folder(scratch).load().findings())
                    .as(changes)
                    .extracting(Finding::code)
                    .contains("broad-action");
        }
    }

    private Report mutated(UnaryOperator<String> mutation) throws IOException {
        for (String inside : List.of("catalog", "workflows", "tests")) {
            Files.createDirectories(scratch.resolve(inside));
            try (Stream<Path> files = Files.list(SAAS.resolve(inside))) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file);
                    Files.writeString(
                            scratch.resolve(inside).resolve(file.getFileName()),
                            inside.equals("tests") ? mutation.apply(text) : text);
                }
            }
        }
        return ContractTests.run(scratch, null);
    }

    @Test
    void theGeneratedDatabaseIsAsTheCatalogSays() throws IOException, SQLException {
        Path file = scratch.resolve("saas.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(Files.readString(SAAS.resolve("database").resolve("saas.sql")));
        }
        var loaded = (Folder.Loaded.Accepted) new Folder(SAAS).load();
        var catalog = loaded.contracts().catalog();
        var source = Objects.requireNonNull(catalog.sources().get("saas"));
        UnaryOperator<String> references = text -> text.replace("${env:REMIT_SAAS_DB}", file.toString());
        List<Finding> findings = new ArrayList<>();
        try (JdbcReader reader = JdbcSources.open(source, references, scratch);
                JdbcWriter writer = JdbcSources.openToWrite(source, references, scratch)) {
            findings.addAll(reader.inspect(catalog.resources().values()).findings());
            findings.addAll(writer.inspect(catalog.actions().values()).findings());
        }
        assertThat(findings)
                .filteredOn(finding -> finding.severity() != Severity.NOTE)
                .isEmpty();
    }
}
