package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The real file system, through {@link FileChannel}. */
final class SystemFileLayer implements FileLayer {
    /**
     * Lock files that this process has locked. The operating system's lock belongs to the process and is lost as soon as
     * the process closes <em>any</em> channel of that file, so a second attempt from within must be turned away before
     * it opens one.
     */
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    /** Below this, a failed write is taken for a full disk whatever language its message is in. */
    private static final long NO_ROOM_BYTES = 1 << 20;

    @Override
    public void createDirectories(Path dir) throws IOException {
        Path absolute = dir.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return; // as nearly always, and trying to make it costs several times as much as looking
        }
        Path existing = absolute;
        while (!Files.isDirectory(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw explained(e, existing);
        }
        for (Path at = absolute; !at.equals(existing) && at.getParent() != null; at = at.getParent()) {
            forceDirectory(at.getParent());
        }
    }

    @Override
    public List<Path> list(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public List<Path> directories(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    @Override
    public Handle openForReading(Path file) throws IOException {
        return new ChannelHandle(FileChannel.open(file, StandardOpenOption.READ), file);
    }

    @Override
    public Handle openForWriting(Path file) throws IOException {
        try {
            return new ChannelHandle(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), file);
        } catch (IOException e) {
            throw explained(e, file);
        }
    }

    @Override
    public Handle create(Path file) throws IOException {
        try {
            return new ChannelHandle(
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING),
                    file);
        } catch (IOException e) {
            throw explained(e, file);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw explained(e, from);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void forceDirectory(Path dir) throws IOException {
        try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Closeable> lock(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path name =
                (parent == null ? file.toAbsolutePath() : parent.toRealPath().resolve(file.getFileName()));
        if (!LOCKED_HERE.add(name)) {
            return Optional.empty();
        }
        Optional<FileChannel> channel = Optional.empty();
        try {
            channel = lockedChannel(name);
        } finally {
            if (channel.isEmpty()) {
                LOCKED_HERE.remove(name);
            }
        }
        return channel.map(held -> () -> {
            try {
                held.close();
            } finally {
                LOCKED_HERE.remove(name);
            }
        });
    }

    private static Optional<FileChannel> lockedChannel(Path name) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw explained(e, name);
        }
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            locked = lock != null;
            return locked ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /** The C library's messages are translated, so the state of the disk is asked as well. */
    private static IOException explained(IOException e, Path at) {
        String message = String.valueOf(e.getMessage());
        Path place = Files.exists(at)
                ? at
                : Optional.ofNullable(at.toAbsolutePath().getParent()).orElse(at);
        if (message.contains("No space left") || message.contains("quota exceeded")) {
            return new NoSpaceException(at + ": " + message, e);
        }
        if (e instanceof AccessDeniedException || isReadOnly(place, e)) {
            return new NotWritableException(at + ": " + message, e);
        }
        if (hasNoRoom(place, e)) {
            return new NoSpaceException(at + ": " + message, e);
        }
        return e;
    }

    private static boolean hasNoRoom(Path place, IOException reason) {
        try {
            return Files.getFileStore(place).getUsableSpace() < NO_ROOM_BYTES;
        } catch (IOException e) {
            reason.addSuppressed(e);
            return false;
        }
    }

    private static boolean isReadOnly(Path place, IOException reason) {
        try {
            return Files.getFileStore(place).isReadOnly();
        } catch (IOException e) {
            reason.addSuppressed(e);
            return false;
        }
    }

    private record ChannelHandle(FileChannel channel, Path file) implements Handle {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            long at = position;
            try {
                while (from.hasRemaining()) {
                    at += channel.write(from, at);
                }
            } catch (IOException e) {
                throw explained(e, file);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
