package dev.remit.gateway.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * That a witness has seen more of a log than there was: the log was restored from an older backup. Kept in a file, because
 * the log grows on, and once it has outgrown what the witness saw, its size tells nothing any more.
 *
 * @param origin the log's name then
 * @param known how many entries the witness had seen
 */
record Setback(String origin, long known) {
    /** The note that was left in a file; empty where there is none. */
    static Optional<Setback> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Setback(lines.get(0), Long.parseLong(lines.get(1))));
        } catch (IOException | RuntimeException e) {
            throw new IdentityException(
                    "The file " + file + ", which says that the log was restored from an older backup, cannot be read ("
                            + e.getMessage() + "). Restore it, or restore a newer backup without it.",
                    e);
        }
    }

    /** Durable on return. */
    void write(Path file) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((origin + "\n" + known + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    String sentence(String who) {
        return who + " has seen the log " + origin + " with " + known
                + " entries, more than there are: it was restored from an older backup. Restore a newer one, or go on under"
                + " a new name: remit ledger new-origin NAME --reason TEXT";
    }
}
