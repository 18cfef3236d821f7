package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.tlog.TilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/** Replaces sidecar files by changed ones, one after the other; each is the old one or the new one, whatever happens. */
final class Rewriting {
    private final LogDirectory directory;
    private final long size;
    private final UnaryOperator<byte[]> change;

    Rewriting(LogDirectory directory, long size, UnaryOperator<byte[]> change) {
        this.directory = directory;
        this.size = size;
        this.change = change;
    }

    void rewrite(SortedSet<Long> indexes) throws IOException {
        SortedSet<Long> rest = indexes;
        while (!rest.isEmpty()) {
            long first = rest.first() - Layout.place(rest.first());
            long end = Math.min(size, first + TilePath.FULL);
            rewrite(first, end, rest.headSet(end));
            rest = rest.tailSet(end);
        }
    }

    private void rewrite(long first, long end, SortedSet<Long> indexes) throws IOException {
        String path = Layout.sidecars(Layout.group(first));
        try (FileLayer.Handle old =
                directory.open(path).orElseThrow(() -> Refusal.damaged(directory.at(path), "it is missing"))) {
            SidecarFile frames = new SidecarFile(old, first);
            directory.replace(path, made -> {
                long position = 0;
                for (long index = first; index < end; index++) {
                    if (!(frames.next() instanceof SidecarFile.Frame.Whole(Sidecar sidecar))) {
                        throw Refusal.damaged(directory.at(path), "the sidecar of entry " + index + " is not readable");
                    }
                    ByteBuffer frame = SidecarFile.frame(index, changed(sidecar, indexes.contains(index)));
                    int length = frame.remaining();
                    made.write(frame, position);
                    position += length;
                }
            });
        }
        directory.syncDirectories(Layout.directories(directory.root(), List.of(directory.at(path))));
    }

    private byte[] changed(Sidecar sidecar, boolean chosen) {
        return switch (sidecar) {
            case Sidecar.Erased() -> new byte[0];
            case Sidecar.Present(byte[] bytes) -> chosen ? change.apply(bytes) : bytes;
        };
    }
}
