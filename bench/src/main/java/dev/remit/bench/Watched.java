package dev.remit.bench;

import dev.remit.ledger.FileLayer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file system, with a look at what is written and synced. */
record Watched(FileLayer real, Batches batches) implements FileLayer {
    @Override
    public void createDirectories(Path dir) throws IOException {
        real.createDirectories(dir);
    }

    @Override
    public List<Path> list(Path dir) throws IOException {
        return real.list(dir);
    }

    @Override
    public List<Path> directories(Path dir) throws IOException {
        return real.directories(dir);
    }

    @Override
    public Handle openForReading(Path file) throws IOException {
        return real.openForReading(file);
    }

    @Override
    public Handle openForWriting(Path file) throws IOException {
        return new Seen(real.openForWriting(file), batches);
    }

    @Override
    public Handle create(Path file) throws IOException {
        return new Seen(real.create(file), batches);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public void forceDirectory(Path dir) throws IOException {
        real.forceDirectory(dir);
    }

    @Override
    public Optional<Closeable> lock(Path file) throws IOException {
        return real.lock(file);
    }

    private record Seen(Handle real, Batches batches) implements Handle {
        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return real.read(into, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            batches.written(from.remaining());
            real.write(from, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            real.truncate(size);
        }

        @Override
        public void force() throws IOException {
            real.force();
            batches.synced();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
