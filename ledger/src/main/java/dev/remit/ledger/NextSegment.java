package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The file of the segment after the last one, made ready while that one is filled: zeros up to its full size, durable. To
 * begin it then costs one small write, and no sync of a batch has to record that the file has grown.
 *
 * <p>It is a help and no more: where it is not ready in time, or could not be made, the segment is begun without it, and what
 * is wrong with the disk shows there. Its file has the name of an unfinished segment, which the next start deletes.
 * Thread-safe.
 */
final class NextSegment implements Closeable {
    /** Synced together: more would keep syncs of batches waiting for longer. */
    private static final int STEP = 1 << 20;

    private enum State {
        /** Nothing is there, and nothing is under way. */
        NONE,
        MAKING,
        READY,
        /** It could not be made, or its room was needed; it is not tried again before a segment was begun without it. */
        FAILED
    }

    private final FileLayer layer;
    private final Path path;
    private final long bytes;
    private final Optional<Executor> executor;
    private State state = State.NONE;
    private Optional<FileLayer.Handle> made = Optional.empty();
    private boolean unwanted;

    /**
     * @param bytes how large a segment is
     * @param executor what makes it; where there is none it is never made
     */
    NextSegment(FileLayer layer, Path dir, long bytes, Optional<Executor> executor) {
        this.layer = layer;
        this.path = dir.resolve("next" + SegmentHeader.UNFINISHED_SUFFIX);
        this.bytes = bytes;
        this.executor = executor;
    }

    /** Where its file is, until it is renamed. */
    Path path() {
        return path;
    }

    /** Has it made, unless it is made or being made. Short. */
    void prepare() {
        synchronized (this) {
            if (executor.isEmpty() || state != State.NONE) {
                return;
            }
            state = State.MAKING;
        }
        try {
            executor.get().execute(this::make);
        } catch (RuntimeException | OutOfMemoryError e) {
            made(Optional.empty()); // no thread to be had
        }
    }

    /** The file, if it is ready; whoever takes it closes it, or deletes it. */
    synchronized Optional<FileLayer.Handle> take() {
        Optional<FileLayer.Handle> taken = made;
        made = Optional.empty();
        if (state == State.READY || state == State.FAILED) {
            state = State.NONE;
        }
        return taken;
    }

    /** Gives back the room that it takes. Returns whether it took any. */
    synchronized boolean drop() throws IOException {
        unwanted = true;
        try {
            boolean interrupted = false;
            while (state == State.MAKING) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            unwanted = false;
        }
        Optional<FileLayer.Handle> dropped = take();
        state = State.FAILED;
        if (dropped.isPresent()) {
            dropped.get().close();
            layer.delete(path);
        }
        return dropped.isPresent();
    }

    @Override
    public void close() throws IOException {
        drop();
    }

    private void make() {
        Optional<FileLayer.Handle> file = Optional.empty();
        try {
            file = Optional.of(filled());
        } catch (IOException e) {
            // See above: what is wrong with the disk shows where the segment is begun without this.
        } finally {
            made(file);
        }
    }

    private synchronized void made(Optional<FileLayer.Handle> file) {
        made = file;
        state = file.isPresent() ? State.READY : State.FAILED;
        notifyAll();
    }

    private synchronized boolean isUnwanted() {
        return unwanted;
    }

    private FileLayer.Handle filled() throws IOException {
        FileLayer.Handle file = layer.create(path);
        try {
            for (long at = 0; at < bytes; ) {
                if (isUnwanted()) {
                    throw new IOException("it is not wanted any more");
                }
                long until = Math.min(bytes, at + STEP);
                Tail.zeros(file, at, until);
                at = until;
                file.force();
            }
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            layer.delete(path);
            throw e;
        }
    }
}
