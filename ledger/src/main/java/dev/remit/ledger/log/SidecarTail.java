package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.tlog.TilePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the next sidecar is written. Used by one thread at a time. */
final class SidecarTail {
    private final LogDirectory directory;
    private Optional<FileLayer.Handle> file = Optional.empty();
    private long end;

    SidecarTail(LogDirectory directory) {
        this.directory = directory;
    }

    /**
     * Goes on behind the sidecars of the entries before {@code size}; what follows them in their file is cut off.
     *
     * @return empty, or what is wrong with them
     */
    Optional<LogException> resume(long size) throws IOException {
        close();
        if (Layout.place(size) == 0) {
            return Optional.empty();
        }
        String path = Layout.sidecars(Layout.group(size));
        Optional<FileLayer.Handle> found = directory.open(path);
        if (found.isEmpty()) {
            return Optional.of(Refusal.damaged(directory.at(path), "it is missing"));
        }
        try (FileLayer.Handle handle = found.get()) {
            SidecarFile frames = new SidecarFile(handle, size - Layout.place(size));
            for (long entry = size - Layout.place(size); entry < size; entry++) {
                if (!(frames.next() instanceof SidecarFile.Frame.Whole)) {
                    return Optional.of(
                            Refusal.damaged(directory.at(path), "the sidecar of entry " + entry + " is not readable"));
                }
            }
            end = frames.position();
        }
        try (FileLayer.Handle handle = directory.openForWriting(path)) {
            handle.truncate(end);
        }
        return Optional.empty();
    }

    /**
     * Writes sidecars of one file behind those that were accepted. When it fails, the same can be appended again.
     *
     * @param index of the first
     */
    void append(long index, List<byte[]> sidecars) throws IOException {
        if (Layout.place(index) == 0) {
            end = 0;
        }
        if (file.isEmpty()) {
            String path = Layout.sidecars(Layout.group(index));
            file = Optional.of(end == 0 ? directory.create(path) : directory.openForWriting(path));
        }
        try {
            file.get().write(SidecarFile.frames(index, sidecars), end);
        } catch (IOException e) {
            // An interrupt closes a channel for good, so the next attempt takes another one.
            try {
                close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** The first of the sidecars that were appended and not accepted stays. */
    void accept(long index, byte[] sidecar) throws IOException {
        end += SidecarFile.HEADER_BYTES + sidecar.length;
        if (Layout.place(index) == TilePath.FULL - 1) {
            close();
        }
    }

    void close() throws IOException {
        Optional<FileLayer.Handle> old = file;
        file = Optional.empty();
        if (old.isPresent()) {
            old.get().close();
        }
    }
}
