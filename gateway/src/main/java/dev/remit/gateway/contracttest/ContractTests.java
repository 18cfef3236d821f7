package dev.remit.gateway.contracttest;

import dev.remit.core.contract.Contracts;
import dev.remit.core.contract.Workflow;
import dev.remit.core.finding.Findings;
import dev.remit.core.yaml.SourceText;
import dev.remit.gateway.Gateway;
import dev.remit.gateway.config.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the contract tests of a configuration folder, {@code tests/*.yaml}, through the gateway itself: agents, grants,
 * decisions, SQL, shaping and the journal are those that serve. Only the databases are others: they hold the rows that a
 * test names, and nothing else. No source is reached, no reference of the folder is resolved.
 */
public final class ContractTests {
    private final Folder folder;
    private final Folder.Loaded.Accepted loaded;
    private final SampleTables tables;
    private final Path scratch;

    private ContractTests(Folder folder, Folder.Loaded.Accepted loaded, SampleTables tables, Path scratch) {
        this.folder = folder;
        this.loaded = loaded;
        this.tables = tables;
        this.scratch = scratch;
    }

    /**
     * Plays every case whose name or workflow contains the filter.
     *
     * @param dir a configuration folder
     * @param filter case does not matter; null or empty for all
     * @throws IOException if temporary files cannot be written
     */
    public static Report run(Path dir, @Nullable String filter) throws IOException {
        Folder folder = new Folder(dir);
        Folder.Loaded loaded = folder.load();
        if (!(loaded instanceof Folder.Loaded.Accepted accepted)) {
            return new Report(List.of(), loaded.findings());
        }
        Contracts contracts = accepted.contracts();
        Findings findings = new Findings();
        SampleTables tables = SampleTables.of(contracts.catalog(), findings);
        if (findings.hasErrors()) {
            return new Report(List.of(), findings.sorted());
        }
        List<TestFile> files = new ArrayList<>();
        for (SourceText text : folder.tests(findings)) {
            TestFile file = TestFile.read(text, contracts, tables, findings);
            if (file != null) {
                files.add(file);
            }
        }
        if (!findings.hasErrors()) {
            untested(contracts, files, findings);
        }
        Path scratch = Files.createTempDirectory(inMemory(), "remit-test-");
        try {
            List<Report.Result> results =
                    new ContractTests(folder, accepted, tables, scratch).play(files, filter == null ? "" : filter);
            return new Report(results, findings.sorted());
        } finally {
            delete(scratch);
        }
    }

    private static void untested(Contracts contracts, List<TestFile> files, Findings findings) {
        Set<String> tested = new HashSet<>();
        files.forEach(file -> tested.add(file.workflow()));
        for (Workflow workflow : contracts.workflows().values()) {
            if (!tested.contains(workflow.name())) {
                findings.warning(
                        "untested",
                        workflow.location(),
                        "Workflow " + workflow.name() + " has no contract test.",
                        "Say in tests/" + workflow.name() + ".yaml what it must give and must refuse.");
            }
        }
    }

    private List<Report.Result> play(List<TestFile> files, String filter) throws IOException {
        List<Report.Result> results = new ArrayList<>();
        for (TestFile file : files) {
            List<TestCase> cases = file.cases().stream()
                    .filter(test -> matches(test.name(), filter) || matches(file.workflow(), filter))
                    .toList();
            if (!cases.isEmpty()) {
                results.addAll(play(file, cases));
            }
        }
        return results;
    }

    private static boolean matches(String text, String filter) {
        return text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    private List<Report.Result> play(TestFile file, List<TestCase> cases) throws IOException {
        Path databases = Files.createTempDirectory(scratch, "sources-");
        try {
            Stage stage = Stage.of(folder, loaded, tables, file, databases);
            List<Report.Result> results = new ArrayList<>();
            for (TestCase test : cases) {
                results.add(new Report.Result(file.workflow(), test.name(), test.at(), play(stage, file, test)));
            }
            return results;
        } catch (SQLException e) {
            throw new IOException("The temporary databases in " + databases + " cannot be written.", e);
        } finally {
            delete(databases);
        }
    }

    private List<Difference> play(Stage stage, TestFile file, TestCase test) throws IOException {
        Path data = scratch.resolve("data");
        try (Gateway gateway = stage.gateway(data)) {
            return new Play(gateway, file.workflow(), test, stage.after()).play();
        } finally {
            delete(data);
        }
    }

    /** Where files cost no disk, if there is such a place: every case syncs a journal. */
    private static Path inMemory() {
        Path shared = Path.of("/dev/shm");
        return Files.isDirectory(shared) && Files.isWritable(shared)
                ? shared
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(directory)) {
            inside = walk.toList();
        }
        for (Path path : inside.reversed()) {
            Files.deleteIfExists(path);
        }
    }
}
