package dev.remit.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What one durable write of a record's size costs on the disk that the gateway's data is on, without the gateway. */
final class Disk {
    private static final int RECORD = 3 << 10;
    private static final int WRITES = 400;

    private Disk() {}

    /** Writes into space that was filled before, as the journal does. */
    static String probe(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "probe", "");
        long[] nanos = new long[WRITES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(RECORD * WRITES), 0);
            channel.force(true);
            ByteBuffer record = ByteBuffer.allocateDirect(RECORD);
            for (int i = 0; i < WRITES; i++) {
                long begin = System.nanoTime();
                channel.write(record.clear(), (long) i * RECORD);
                channel.force(false);
                nanos[i] = System.nanoTime() - begin;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return "One durable write of 3 KiB here, without the gateway: p10 %d us, p50 %d us, p90 %d us, p99 %d us"
                .formatted(
                        nanos[WRITES / 10] / 1_000,
                        nanos[WRITES / 2] / 1_000,
                        nanos[WRITES * 9 / 10] / 1_000,
                        nanos[WRITES * 99 / 100] / 1_000);
    }
}
