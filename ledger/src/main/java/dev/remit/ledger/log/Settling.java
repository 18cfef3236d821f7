package dev.remit.ledger.log;

import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.GrowingTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes durable what a log has written, in the order that a crash at any point needs. Used by one thread at a time. */
final class Settling {
    private final LogDirectory directory;
    private final Edge edge;
    private final Set<TilePath> partials = new HashSet<>(); // that are durable, of tiles that are not full

    Settling(LogDirectory directory, Edge edge) {
        this.directory = directory;
        this.edge = edge;
    }

    /** This partial tile is there. */
    void found(TilePath partial) {
        partials.add(partial);
    }

    /** Full tiles, bundles and sidecars that were written between these sizes, and the partial tiles of the later one. */
    void sync(long from, long to) throws IOException {
        Stream<String> tiles = Layout.completed(from, to).stream().map(TilePath::path);
        Stream<String> sidecars = Stream.iterate(
                        Layout.group(from), group -> group <= Layout.group(to - 1), group -> group + 1)
                .map(Layout::sidecars);
        List<String> files = Stream.concat(tiles, sidecars).toList();
        directory.syncFiles(files);
        writePartials(to);
        directory.syncDirectories(Layout.directories(
                directory.root(), files.stream().map(directory::at).toList()));
    }

    /** From here on, a start begins with this tree. */
    void snapshot(long before, GrowingTree tree) throws IOException {
        directory.replace(Layout.SNAPSHOT, new Snapshot(tree.size(), before, tree.root(), tree.peaks()).encode());
        directory.syncDirectories(List.of(directory.root()));
    }

    /** Makes the partial tiles of a size durable, as far as the full ones are not there. */
    void writePartials(long size) throws IOException {
        Set<Path> made = new HashSet<>();
        for (TilePath path : Layout.partials(size)) {
            Optional<byte[]> content = partials.contains(path) ? Optional.empty() : edge.read(path);
            if (content.isPresent()) {
                directory.replace(path.path(), content.get());
                made.add(directory.at(path.path()));
            }
        }
        directory.syncDirectories(Layout.directories(directory.root(), made));
        for (TilePath path : Layout.partials(size)) {
            if (edge.read(path).isPresent()) {
                partials.add(path);
            }
        }
    }

    /** Removes the partial tiles of tiles that became full between these sizes, and are durable. */
    void removePartials(long from, long to) throws IOException {
        for (TilePath full : Layout.completed(from, to)) {
            directory.remove(Layout.partials(full));
        }
        partials.removeIf(path -> edge.read(path).isEmpty());
    }
}
