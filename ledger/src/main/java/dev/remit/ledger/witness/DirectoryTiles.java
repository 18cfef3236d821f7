package dev.remit.ledger.witness;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.HashUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A log that lies in a directory, as its owner keeps it or as a copy of what is published. Thread-safe. */
public final class DirectoryTiles implements PublishedLog {
    private static final String CHECKPOINT = "checkpoint";
    private static final int LARGEST = TilePath.FULL * (2 + EntryBundle.MAX_ENTRY_BYTES);

    private final Path dir;

    /** @param dir where {@code checkpoint} and {@code tile/} are */
    public DirectoryTiles(Path dir) {
        this.dir = dir;
    }

    @Override
    public String place() {
        return dir.resolve(CHECKPOINT).toString();
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        return read(dir.resolve(CHECKPOINT), Note.MAX_BYTES);
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        try {
            return read(dir.resolve(path.path()), LARGEST);
        } catch (IOException e) {
            throw new HashUnavailableException(dir.resolve(path.path()) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<byte[]> read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(file + " has more than " + most + " bytes, so it is something else.");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
