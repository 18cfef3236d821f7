package dev.remit.gateway.testing;

import dev.remit.ledger.FileLayer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** The real file system, until it is told to fill up, to turn read-only or to fail a sync. */
public final class BreakableDisk implements FileLayer {
    /** What is wrong with the disk. */
    public enum Fault {
        NONE,
        FULL,
        READ_ONLY,
        SYNC_FAILS
    }

    private final FileLayer real = FileLayer.system();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile Semaphore syncs = new Semaphore(Integer.MAX_VALUE);

    public void now(Fault wrong) {
        fault = wrong;
    }

    /** From here on a sync waits until it can have a permit, which it gives back. */
    public void holdSyncs(Semaphore gate) {
        syncs = gate;
    }

    /** Is full when so many syncs more were done. */
    public void fillAfter(int more) {
        left.set(more);
    }

    private void mayWrite() throws IOException {
        if (fault == Fault.FULL) {
            throw new NoSpaceException("no space left on device", new IOException("ENOSPC"));
        }
        if (fault == Fault.READ_ONLY) {
            throw new NotWritableException("read-only file system", new IOException("EROFS"));
        }
    }

    private void maySync() throws IOException {
        Semaphore gate = syncs;
        gate.acquireUninterruptibly();
        gate.release();
        if (fault == Fault.SYNC_FAILS) {
            throw new IOException("input/output error");
        }
    }

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
        return new Breakable(real.openForWriting(file));
    }

    @Override
    public Handle create(Path file) throws IOException {
        mayWrite();
        return new Breakable(real.create(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        mayWrite();
        real.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public void forceDirectory(Path dir) throws IOException {
        maySync();
        real.forceDirectory(dir);
    }

    @Override
    public Optional<Closeable> lock(Path file) throws IOException {
        return real.lock(file);
    }

    private final class Breakable implements Handle {
        private final Handle handle;

        Breakable(Handle handle) {
            this.handle = handle;
        }

        @Override
        public long size() throws IOException {
            return handle.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return handle.read(into, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            mayWrite();
            handle.write(from, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            handle.truncate(size);
        }

        @Override
        public void force() throws IOException {
            maySync();
            handle.force();
            if (left.get() > 0 && left.decrementAndGet() == 0) {
                fault = Fault.FULL;
            }
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }
}
