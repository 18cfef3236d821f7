package dev.remit.ledger.log;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.TilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds files that a log of a size does not have. */
final class Superfluous {
    private static final Set<String> AT_THE_ROOT = Set.of(Layout.LOCK, Layout.SNAPSHOT, Layout.CHECKPOINT);

    private final LogDirectory directory;
    private final long size;
    private final Consumer<Finding> findings;

    Superfluous(LogDirectory directory, long size, Consumer<Finding> findings) {
        this.directory = directory;
        this.size = size;
        this.findings = findings;
    }

    /** Holds the names in one directory at a time, on each level. */
    void find(Path dir) throws IOException {
        for (Path file : directory.list(dir)) {
            String path = relative(directory, file);
            if (path.equals(Layout.NEW)) {
                findings.accept(new Finding(
                        path,
                        Optional.empty(),
                        "it was left by an interrupted write",
                        "Start the log once; the start deletes it."));
            } else if (!AT_THE_ROOT.contains(path) && !belongs(path)) {
                findings.accept(new Finding(
                        path,
                        Optional.empty(),
                        "a log of " + size + " entries has no such file",
                        "If the log was not closed properly, start it once and check again; else find out who put it"
                                + " there, and remove it."));
            }
        }
        for (Path child : directory.directories(dir)) {
            find(child);
        }
    }

    private boolean belongs(String path) {
        boolean sidecars = path.startsWith(Layout.SIDECARS);
        String name = sidecars ? "tile/entries/" + path.substring(Layout.SIDECARS.length()) : path;
        return switch (TilePath.parse(name)) {
            case Parsed.Malformed<TilePath> _ -> false;
            case Parsed.WellFormed<TilePath>(TilePath.Hashes tile) ->
                tile.width() <= TilePath.width(tile.level(), tile.index(), size);
            case Parsed.WellFormed<TilePath>(TilePath.Entries bundle) -> {
                int width = TilePath.width(0, bundle.index(), size);
                yield sidecars ? bundle.width() == TilePath.FULL && width > 0 : bundle.width() <= width;
            }
        };
    }

    static Optional<TilePath> tile(LogDirectory directory, Path file) {
        return TilePath.parse(relative(directory, file)) instanceof Parsed.WellFormed<TilePath>(TilePath path)
                ? Optional.of(path)
                : Optional.empty();
    }

    private static String relative(LogDirectory directory, Path file) {
        return StreamSupport.stream(directory.root().relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
