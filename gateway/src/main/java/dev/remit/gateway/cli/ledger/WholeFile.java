package dev.remit.gateway.cli.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that is there whole or not at all: written under another name beside its place, {@code NAME.part}, and given its
 * own when it is on the disk. What an interrupt left under that other name is written over. A file that is there already
 * stays as it is. Used by one thread.
 */
final class WholeFile implements AutoCloseable {
    private final Path place;
    private final Path part;
    private final FileChannel channel;
    private boolean whole;

    private WholeFile(Path place, Path part, FileChannel channel) {
        this.place = place;
        this.part = part;
        this.channel = channel;
    }

    /**
     * Begins to write it.
     *
     * @throws FileAlreadyExistsException if there is a file at that place
     * @throws IOException also if another process writes one for that place
     */
    static WholeFile at(Path place) throws IOException {
        absent(place);
        Path part = place.resolveSibling(place.getFileName() + ".part");
        FileChannel channel = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        try {
            if (!locked(channel)) {
                throw new FileSystemException(
                        part.toString(), null, "another command writes it; wait for that, or choose another place");
            }
            absent(place); // whoever had the lock may just have given the file its name
            channel.truncate(0);
            return new WholeFile(place, part, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void absent(Path place) throws FileAlreadyExistsException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(place.toString());
        }
    }

    /** Until the channel is closed. */
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this process
        }
    }

    /** Closed with this. */
    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** It is all there; durable on return. */
    void finish() throws IOException {
        channel.force(true);
        Files.move(part, place);
        whole = true;
        Path folder = place.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Where it was not finished, nothing stays. */
    @Override
    public void close() throws IOException {
        try {
            if (!whole) {
                Files.deleteIfExists(part);
            }
        } finally {
            channel.close();
        }
    }
}
