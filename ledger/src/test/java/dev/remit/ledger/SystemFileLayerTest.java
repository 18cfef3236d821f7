package dev.remit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SystemFileLayerTest {
    private final FileLayer system = FileLayer.system();

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsToldFromABrokenOne() throws IOException {
        try (FileLayer.Handle full = system.openForWriting(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> full.write(ByteBuffer.allocate(8), 0))
                    .isInstanceOf(FileLayer.NoSpaceException.class);
        }
    }

    @Test
    void missingParentsAreMade(@TempDir Path dir) throws IOException {
        Path deep = dir.resolve("a/b/c");
        system.createDirectories(deep);
        system.createDirectories(deep);
        assertThat(Files.isDirectory(deep)).isTrue();
    }

    @Test
    void aWriteBeyondTheEndAndACutDoWhatTheySay(@TempDir Path dir) throws IOException {
        try (FileLayer.Handle file = system.create(dir.resolve("f"))) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5);
            assertThat(file.size()).isEqualTo(8);
            file.truncate(6);
            file.force();
            ByteBuffer read = ByteBuffer.allocate(10);
            assertThat(file.read(read, 0)).isEqualTo(6);
            assertThat(file.read(read, 6)).isEqualTo(-1);
        }
        assertThat(Files.readAllBytes(dir.resolve("f"))).containsExactly(0, 0, 0, 0, 0, 1);
    }

    @Test
    void replayGoesOnBesideAppendingAcrossSegments(@TempDir Path dir) {
        JournalOptions options =
                JournalOptions.defaults().withSegmentBytes(8192).withReserveBytes(4096);
        try (FileJournal journal = FileJournal.open(dir.resolve("new/journal"), options)) {
            CompletableFuture<?>[] appending = IntStream.range(0, 1000)
                    .mapToObj(i -> journal.submit(Records.of("record " + i)))
                    .toArray(CompletableFuture[]::new);
            while (!CompletableFuture.allOf(appending).isDone()) {
                long size = journal.size();
                List<JournalRecord> found = Records.replayed(journal, size / 2);
                assertThat(found).hasSizeGreaterThanOrEqualTo((int) (size - size / 2));
                assertThat(found.stream().limit(1)).allMatch(Records.of("record " + size / 2)::equals);
            }
            assertThat(Records.replayed(journal, 0)).hasSize(1000);
        }
    }
}
