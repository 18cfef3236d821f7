package dev.remit.ledger.log;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.HashTile;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the tiles of one level with what is computed from below, from left to right.
 *
 * <p>Where they differ, the hash above decides which of them is wrong: the stored one of the next level, or at the right
 * edge the peaks of the snapshot. So one flipped byte is one finding, and not one in every tile up to the root.
 */
final class LevelCheck {
    private final int level;
    private final long size;
    private final LogDirectory directory;
    private final Optional<Snapshot> snapshot;
    private final Consumer<Finding> findings;
    private final List<Optional<Hash>> computed = new ArrayList<>();
    private Optional<LevelCheck> above = Optional.empty();
    private Optional<HashTile> stored = Optional.empty();
    private boolean loaded;
    private long index;

    LevelCheck(int level, long size, LogDirectory directory, Optional<Snapshot> snapshot, Consumer<Finding> findings) {
        this.level = level;
        this.size = size;
        this.directory = directory;
        this.snapshot = snapshot;
        this.findings = findings;
    }

    private int width() {
        return TilePath.width(level, index, size);
    }

    private TilePath.Hashes path() {
        return new TilePath.Hashes(level, index, width());
    }

    /** The tile that is being compared; a finding if it is not there. */
    Optional<HashTile> stored() throws IOException {
        if (!loaded && width() > 0) {
            loaded = true;
            TilePath.Hashes path = path();
            Optional<byte[]> bytes = directory.read(path.path(), Stored.most(path));
            if (bytes.isEmpty()) {
                findings.accept(Finding.damaged(path.path(), from(0), from(width()), "the tile is missing"));
            } else {
                switch (HashTile.parse(bytes.get(), path.width())) {
                    case Parsed.WellFormed<HashTile>(HashTile tile) -> stored = Optional.of(tile);
                    case Parsed.Malformed<HashTile> _ ->
                        findings.accept(Finding.damaged(
                                path.path(),
                                from(0),
                                from(width()),
                                "the tile has another length than " + path.width() + " hashes"));
                }
            }
        }
        return stored;
    }

    /** The next hash as it follows from below, or empty where that is damaged. */
    void add(Optional<Hash> hash) throws IOException {
        computed.add(hash);
        if (computed.size() == TilePath.FULL) {
            finish();
        }
    }

    /** No more hashes come: compares the partial tile, if there is one, and goes on above. */
    void end() throws IOException {
        if (!computed.isEmpty()) {
            finish();
        }
        if (above.isPresent()) {
            above.get().end();
        }
    }

    private LevelCheck above() {
        LevelCheck next = above.orElseGet(() -> new LevelCheck(level + 1, size, directory, snapshot, findings));
        above = Optional.of(next);
        return next;
    }

    /** The hashes of this tile that are to be believed; fewer than its width if there are none. */
    private List<Hash> believed() throws IOException {
        List<Hash> known = computed.stream().flatMap(Optional::stream).toList();
        List<Hash> here = stored().map(LevelCheck::hashes).orElse(List.of());
        boolean whole = known.size() == width();
        if (whole && (known.equals(here) || here.isEmpty() || !agrees(here) || agrees(known))) {
            return known;
        }
        return here;
    }

    /** As {@link #believed}, after the last hash of the tile, which is not added yet. */
    List<Hash> believedWith(Optional<Hash> last) throws IOException {
        computed.add(last);
        List<Hash> believed = believed();
        computed.removeLast();
        return believed;
    }

    private void finish() throws IOException {
        List<Hash> believed = believed();
        Optional<HashTile> tile = stored();
        if (tile.isPresent()) {
            compare(hashes(tile.get()), believed);
        }
        compareOlder(believed);
        if (width() == TilePath.FULL) {
            above().add(
                            believed.size() == TilePath.FULL
                                    ? Optional.of(HashTile.of(believed).node(8, 0))
                                    : anchor());
        }
        computed.clear();
        stored = Optional.empty();
        loaded = false;
        index++;
    }

    private void compare(List<Hash> here, List<Hash> believed) throws IOException {
        for (int i = 0; i < here.size(); i++) {
            Hash hash = here.get(i);
            if (!hash.equals(believed.get(i))) {
                findings.accept(Finding.damaged(
                        path().path(),
                        from(i),
                        from(i + 1),
                        "hash " + i + " of the tile is not that of what is below"));
            } else if (computed.get(i).filter(other -> !other.equals(hash)).isPresent()) {
                String below = level == 0
                        ? "tile/entries/" + path().path().substring("tile/0/".length())
                        : Layout.tile(level - 1, index * TilePath.FULL + i).path();
                findings.accept(Finding.damaged(
                        below, from(i), from(i + 1), "the content does not have the hash that the tree has for it"));
            }
        }
        if (computed.stream().anyMatch(Optional::isEmpty) && !agrees(here)) {
            findings.accept(Finding.damaged(
                    path().path(), from(0), from(here.size()), "the tile does not have the hash that is above it"));
        }
    }

    /** Partial tiles of earlier sizes are the beginning of this one. */
    private void compareOlder(List<Hash> believed) throws IOException {
        Path older = directory.at(Layout.partials(Layout.tile(level, index)));
        for (Path file : directory.list(older)) {
            Optional<TilePath> path = Superfluous.tile(directory, file);
            int most = Math.min(width(), believed.size());
            if (path.isEmpty() || path.get().width() > most || path.get().equals(path())) {
                continue; // superfluous, or compared already
            }
            int width = path.get().width();
            byte[] bytes =
                    directory.read(path.get().path(), Stored.most(path.get())).orElse(new byte[0]);
            switch (HashTile.parse(bytes, width)) {
                case Parsed.Malformed<HashTile> _ ->
                    findings.accept(Finding.damaged(
                            path.get().path(), from(0), from(width), "the tile has another length than its name says"));
                case Parsed.WellFormed<HashTile>(HashTile tile) -> {
                    for (int i = 0; i < width; i++) {
                        if (!tile.hash(i).equals(believed.get(i))) {
                            findings.accept(Finding.damaged(
                                    path.get().path(),
                                    from(i),
                                    from(i + 1),
                                    "hash " + i + " of the older tile is not that of what is below"));
                        }
                    }
                }
            }
        }
    }

    /** The hash that a full tile must have, by the tile above it. */
    private Optional<Hash> anchor() throws IOException {
        int place = (int) (index % TilePath.FULL);
        return above().stored().filter(tile -> place < tile.width()).map(tile -> tile.hash(place));
    }

    private boolean agrees(List<Hash> hashes) throws IOException {
        if (hashes.size() != width()) {
            return false;
        }
        HashTile tile = HashTile.of(hashes);
        return width() == TilePath.FULL
                ? anchor().filter(tile.node(8, 0)::equals).isPresent()
                : agreesWithPeaks(tile);
    }

    private boolean agreesWithPeaks(HashTile tile) {
        if (snapshot.isEmpty()) {
            return false;
        }
        // Of the peaks, largest first, those below this tile's come last.
        long inThisAndBelow = size & ((1L << Math.min(62, 8 * (level + 1))) - 1);
        List<Hash> peaks = snapshot.get().peaks();
        int at = peaks.size() - Long.bitCount(inThisAndBelow);
        int offset = 0;
        for (int height = 7; height >= 0; height--) {
            if ((tile.width() >>> height & 1) == 1) {
                if (!tile.node(height, offset >>> height).equals(peaks.get(at))) {
                    return false;
                }
                offset += 1 << height;
                at++;
            }
        }
        return true;
    }

    /** The first entry under a hash of this tile. */
    private long from(int place) {
        return (index * TilePath.FULL + place) << (8 * level);
    }

    private static List<Hash> hashes(HashTile tile) {
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            hashes.add(tile.hash(i));
        }
        return hashes;
    }
}
