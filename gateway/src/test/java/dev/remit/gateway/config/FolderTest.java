package dev.remit.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder from somebody else is checked without harm to who checks it. */
class FolderTest {
    @TempDir
    Path directory;

    private Folder folder;
    private Path workflow;

    @BeforeEach
    void write() throws IOException {
        folder = new Folder(SmallShop.in(directory).folder());
        workflow = folder.path().resolve("workflows/order-help.yaml");
    }

    private List<String> codes() {
        return folder.load().findings().stream().map(Finding::code).toList();
    }

    @Test
    void whatWouldKeepAServerFromStartingIsFoundWithItsPlace() throws IOException {
        Files.writeString(folder.path().resolve("remit.yaml"), """
                listen: 0.0.0.0:7337
                origins: ["*"]
                hosts: ["https://remit.shop.example"]
                """);
        assertThat(folder.load().findings())
                .extracting(finding -> finding.code() + " " + finding.location().line())
                .contains("tls-missing 1", "origin-malformed 2", "host-malformed 3");
    }

    @Test
    void whatIsRightIsAccepted() {
        assertThat(folder.load()).isInstanceOf(Folder.Loaded.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "remit.yml, remit.yaml",
        "Remit.yaml, remit.yaml",
        "privacy.yml, privacy.yaml",
        "workflow/order-help.yaml, workflows/",
        "catalogs/shop.yml, catalog/",
        "test/order-help.yaml, tests/",
        "workflows/team/order-help.yaml, workflows/",
        "tests/team/order-help.yaml, tests/"
    })
    void whatLiesThereAsIfItCountedAndIsNotReadIsAnError(String file, String meant) throws IOException {
        Path unread = folder.path().resolve(file);
        Files.createDirectories(unread.getParent());
        Files.writeString(unread, "listen: 127.0.0.1:1\n");
        Folder.Loaded loaded = folder.load();
        assertThat(loaded).isInstanceOf(Folder.Loaded.Rejected.class);
        assertThat(loaded.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("not-read");
            assertThat(finding.hint()).contains(meant);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docker-compose.yaml",
                ".git/remit.yml",
                "..data/workflows/order-help.yaml",
                "notes/workflow.yaml",
                "workflows/pictures/a.png",
                "data/journal/x"
            })
    void whatNobodyTakesForAPartOfItIsLeftAlone(String file) throws IOException {
        Path other = folder.path().resolve(file);
        Files.createDirectories(other.getParent());
        Files.writeString(other, "listen: 127.0.0.1:1\n");
        assertThat(codes()).isEmpty();
    }

    @Test
    void aFolderWithoutAWorkflowServesNothingAndSaysSo() throws IOException {
        try (Stream<Path> workflows = Files.list(folder.path().resolve("workflows"))) {
            for (Path each : workflows.toList()) {
                Files.delete(each);
            }
        }
        assertThat(folder.load()).isInstanceOf(Folder.Loaded.Accepted.class);
        assertThat(codes()).containsExactly("no-workflow");
    }

    @Test
    void aDeviceBehindALinkIsNotRead() throws IOException {
        Files.delete(workflow);
        Files.createSymbolicLink(workflow, Path.of("/dev/zero"));
        assertThat(codes()).containsExactly("not-a-file");
    }

    @Test
    void aFolderNamedLikeAFileIsAFinding() throws IOException {
        Files.delete(workflow);
        Files.createDirectory(workflow);
        assertThat(codes()).containsExactly("not-a-file");
    }

    @Test
    void aFileOfManyGigabytesIsNotTakenIntoMemory() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(workflow.toFile(), "rw")) {
            file.setLength(8L << 30); // without a byte of it on the disk
        }
        assertThat(codes()).containsExactly("yaml-too-large");
    }
}
