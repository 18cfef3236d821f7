package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.TilePath;
import java.io.IOException;
import java.util.Optional;

/** Reads entries of a log: for one entry, a bundle at most and a part of a sidecar file. As safe for threads as the edge. */
final class EntryReader {
    private final LogDirectory directory;
    private final Edge edge;

    EntryReader(LogDirectory directory, Edge edge) {
        this.directory = directory;
        this.edge = edge;
    }

    LogEntry read(long index) throws IOException {
        Optional<byte[]> young = edge.leaf(index);
        byte[] leaf = young.isPresent() ? young.get() : bundle(index).entry(Layout.place(index));
        try (FileLayer.Handle handle = sidecars(index)) {
            SidecarFile frames = new SidecarFile(handle, index - Layout.place(index));
            frames.skip(Layout.place(index));
            return new LogEntry(index, leaf, sidecar(frames, index));
        }
    }

    void scan(long from, long to, Log.Visitor visitor) throws IOException {
        long at = from;
        while (at < to) {
            long end = Math.min(to, at - Layout.place(at) + TilePath.FULL);
            try (FileLayer.Handle handle = sidecars(at)) {
                SidecarFile frames = new SidecarFile(handle, at - Layout.place(at));
                frames.skip(Layout.place(at));
                scan(at, end, frames, visitor);
            }
            at = end;
        }
    }

    /** Within one bundle. Whether it is still in memory is asked once; if it fills up meanwhile it is on the disk. */
    private void scan(long from, long end, SidecarFile frames, Log.Visitor visitor) throws IOException {
        Optional<EntryBundle> full = edge.leaf(from).isPresent() ? Optional.empty() : Optional.of(bundle(from));
        for (long index = from; index < end; index++) {
            if (full.isEmpty()) {
                Optional<byte[]> young = edge.leaf(index);
                if (young.isPresent()) {
                    visitor.visit(new LogEntry(index, young.get(), sidecar(frames, index)));
                    continue;
                }
                full = Optional.of(bundle(index));
            }
            visitor.visit(new LogEntry(index, full.get().entry(Layout.place(index)), sidecar(frames, index)));
        }
    }

    private EntryBundle bundle(long index) throws IOException {
        TilePath path = Layout.bundle(Layout.group(index));
        byte[] bytes = directory
                .read(path.path(), Stored.most(path))
                .orElseThrow(() -> Refusal.damaged(directory.at(path.path()), "it is missing"));
        return switch (EntryBundle.parse(bytes, TilePath.FULL)) {
            case Parsed.WellFormed<EntryBundle>(EntryBundle bundle) -> bundle;
            case Parsed.Malformed<EntryBundle>(String finding) ->
                throw Refusal.damaged(directory.at(path.path()), finding);
        };
    }

    private FileLayer.Handle sidecars(long index) throws IOException {
        String path = Layout.sidecars(Layout.group(index));
        return directory.open(path).orElseThrow(() -> Refusal.damaged(directory.at(path), "it is missing"));
    }

    private Sidecar sidecar(SidecarFile frames, long index) throws IOException {
        if (frames.next() instanceof SidecarFile.Frame.Whole(Sidecar sidecar)) {
            return sidecar;
        }
        throw Refusal.damaged(
                directory.at(Layout.sidecars(Layout.group(index))),
                "the sidecar of entry " + index + " is not readable");
    }
}
