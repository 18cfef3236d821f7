package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The files of one log: read whole, written for the time being, or replaced for good. */
final class LogDirectory {
    /** A sync failed: what it should have made durable may be neither on the disk nor written again. */
    static final class UnsyncedException extends IOException {
        private static final long serialVersionUID = 1;

        UnsyncedException(Path at, IOException cause) {
            super(at + ": " + cause.getMessage(), cause);
        }
    }

    /** Writes the content of a file. */
    interface Content {
        void write(FileLayer.Handle to) throws IOException;
    }

    private static final int TOGETHER = 16;

    private final Path root;
    private final FileLayer layer;

    LogDirectory(Path root, FileLayer layer) {
        this.root = root;
        this.layer = layer;
    }

    Path root() {
        return root;
    }

    Path at(String path) {
        return root.resolve(path);
    }

    /**
     * Keeps others from opening the log, where it has a lock. One that cannot be written to (a copy of read-only files)
     * nobody can have open; it is not held.
     *
     * @throws LogException of kind {@code LOCKED} if somebody has it open
     */
    Closeable held() throws IOException {
        if (!list(root).contains(at(Layout.LOCK))) {
            return () -> {};
        }
        try {
            return layer.lock(at(Layout.LOCK)).orElseThrow(() -> Refusal.locked(root));
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            return () -> {};
        }
    }

    /**
     * The content of a file, or empty if there is none.
     *
     * @param most what it should have at most; of a longer file, one byte more is returned
     */
    Optional<byte[]> read(String path, int most) throws IOException {
        Optional<FileLayer.Handle> opened = open(path);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (FileLayer.Handle handle = opened.get()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(handle.size(), most + 1L));
            while (bytes.hasRemaining() && handle.read(bytes, bytes.position()) >= 0) {
                // until full or at the end
            }
            return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
        }
    }

    /** For reading; empty if there is no such file. */
    Optional<FileLayer.Handle> open(String path) throws IOException {
        try {
            return Optional.of(layer.openForReading(at(path)));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        }
    }

    FileLayer.Handle openForWriting(String path) throws IOException {
        return layer.openForWriting(at(path));
    }

    /** An empty file in place of an older one. */
    FileLayer.Handle create(String path) throws IOException {
        Path file = at(path);
        Path parent = file.getParent();
        if (parent != null) {
            layer.createDirectories(parent);
        }
        return layer.create(file);
    }

    /** Not durable before {@link #syncFiles}. */
    void write(String path, byte[] bytes) throws IOException {
        try (FileLayer.Handle handle = create(path)) {
            handle.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    /** Puts a file in the place of another at once. Content is durable, its name not before {@link #syncDirectories}. */
    void replace(String path, Content content) throws IOException {
        Path made = at(Layout.NEW);
        try {
            try (FileLayer.Handle handle = layer.create(made)) {
                content.write(handle);
                sync(made, handle);
            }
            Path parent = at(path).getParent();
            if (parent != null) {
                layer.createDirectories(parent);
            }
            layer.rename(made, at(path));
        } catch (IOException | RuntimeException e) {
            // It may hold what is being erased, so it is not left to the next start.
            try {
                discard();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    void replace(String path, byte[] content) throws IOException {
        replace(path, handle -> handle.write(ByteBuffer.wrap(content), 0));
    }

    /** Removes a file of the root; does nothing if there is none. Not durable before {@link #syncDirectories}. */
    void delete(String path) throws IOException {
        if (list(root).contains(at(path))) {
            layer.delete(at(path));
        }
    }

    /** Removes what an interrupted {@link #replace} left. */
    void discard() throws IOException {
        try {
            layer.delete(at(Layout.NEW));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return; // as it should be
        }
    }

    void sync(String path) throws IOException {
        try (FileLayer.Handle handle = layer.openForWriting(at(path))) {
            sync(at(path), handle);
        }
    }

    /** Many at once, because a disk that is asked for several syncs at a time does them together. */
    void syncFiles(List<String> paths) throws IOException {
        if (paths.size() <= TOGETHER) {
            for (String path : paths) {
                sync(path);
            }
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
            List<Future<?>> syncs = new ArrayList<>();
            for (String path : paths) {
                syncs.add(threads.submit(() -> {
                    sync(path);
                    return path;
                }));
            }
            for (Future<?> sync : syncs) {
                await(sync);
            }
        }
    }

    private void await(Future<?> sync) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    sync.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true; // what was begun is ended, and the caller learns of it afterwards
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException known
                            ? known
                            : new UnsyncedException(root, new IOException(e));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void sync(Path file, FileLayer.Handle handle) throws IOException {
        try {
            handle.force();
        } catch (IOException e) {
            throw new UnsyncedException(file, e);
        }
    }

    void syncDirectories(Iterable<Path> directories) throws IOException {
        for (Path directory : directories) {
            try {
                layer.forceDirectory(directory);
            } catch (IOException e) {
                throw new UnsyncedException(directory, e);
            }
        }
    }

    /** The files in a directory; none if there is no such directory. */
    List<Path> list(Path dir) throws IOException {
        try {
            return layer.list(dir);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return List.of();
        }
    }

    /** The directories in a directory; none if there is no such directory. */
    List<Path> directories(Path dir) throws IOException {
        try {
            return layer.directories(dir);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return List.of();
        }
    }

    /** Removes a directory that holds only files; does nothing if there is none. */
    void remove(String path) throws IOException {
        for (Path file : list(at(path))) {
            layer.delete(file);
        }
        try {
            layer.delete(at(path));
        } catch (NoSuchFileException | FileNotFoundException e) {
            return; // there were no partial tiles
        }
    }
}
