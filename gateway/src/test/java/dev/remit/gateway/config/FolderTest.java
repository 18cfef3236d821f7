package dev.remit.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.testing.SmallShop;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void whatIsRightIsAccepted() {
        assertThat(folder.load()).isInstanceOf(Folder.Loaded.Accepted.class);
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
