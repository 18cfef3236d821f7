package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tree.Hash;
import dev.remit.ledger.tree.HashSource;
import dev.remit.ledger.tree.HashUnavailableException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The hashes of a tree of one size, from its tiles.
 *
 * <p>A partial tile that is gone is cut from the full tile that took its place (C2SP tlog-tiles, "Partial Tiles"). Keeps
 * the {@value #KEPT} tiles used last, at most 300 KiB or so. Not safe for use by many threads; make one for each.
 */
public final class TileHashes implements HashSource {
    private static final int KEPT = 16;

    private final long size;
    private final TileSource tiles;
    private final Map<TilePath.Hashes, HashTile> kept;

    /** @param size of the tree, 0 or more; a checkpoint must say that it exists */
    public TileHashes(long size, TileSource tiles) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree cannot have " + size + " leaves");
        }
        this.size = size;
        this.tiles = tiles;
        this.kept = LinkedHashMap.newLinkedHashMap(KEPT);
    }

    /** @throws IllegalArgumentException when the subtree is not within the tree */
    @Override
    public Hash read(int level, long index) {
        Objects.checkIndex(level, 63);
        if (index < 0 || index >= size >>> level) {
            throw new IllegalArgumentException(
                    "a tree of size " + size + " has no node " + index + " at level " + level);
        }
        int height = level % 8;
        long place = index << height; // among the hashes of the tile's level; the same bits as before, so no overflow
        HashTile tile = tile(level / 8, place / TilePath.FULL);
        return tile.node(height, (int) (place % TilePath.FULL) >>> height);
    }

    private HashTile tile(int level, long index) {
        TilePath.Hashes path = new TilePath.Hashes(level, index, TilePath.width(level, index, size));
        HashTile tile = kept.remove(path);
        if (tile == null) {
            tile = fetch(path);
        }
        kept.put(path, tile); // now the youngest
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return tile;
    }

    private HashTile fetch(TilePath.Hashes path) {
        byte[] bytes = tiles.read(path)
                .or(() -> fromFull(path))
                .orElseThrow(() -> new HashUnavailableException("There is no " + path.path() + ", which a log of "
                        + size + " entries has. Restore the log's tiles, or ask its operator."));
        return switch (HashTile.parse(bytes, path.width())) {
            case Parsed.WellFormed<HashTile>(HashTile tile) -> tile;
            case Parsed.Malformed<HashTile>(String finding) ->
                throw new HashUnavailableException(path.path() + ": " + finding);
        };
    }

    private Optional<byte[]> fromFull(TilePath.Hashes path) {
        if (path.width() == TilePath.FULL) {
            return Optional.empty();
        }
        return tiles.read(new TilePath.Hashes(path.level(), path.index(), TilePath.FULL))
                .filter(full -> full.length == TilePath.FULL * Hash.BYTES)
                .map(full -> Arrays.copyOf(full, path.width() * Hash.BYTES));
    }
}
