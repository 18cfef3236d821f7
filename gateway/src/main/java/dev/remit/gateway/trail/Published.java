package dev.remit.gateway.trail;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tlog.TileSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The part of the log that anybody may check: the signed checkpoint, tiles and entry bundles (C2SP tlog-tiles). They hold
 * commitments only. Thread-safe.
 */
public final class Published {
    private final TileSource tiles;
    private final Supplier<Optional<byte[]>> checkpoint;

    /**
     * @param tiles of trees up to the published checkpoint's, and maybe beyond
     * @param checkpoint the one that was published last; empty before the first
     */
    public Published(TileSource tiles, Supplier<Optional<byte[]>> checkpoint) {
        this.tiles = tiles;
        this.checkpoint = checkpoint;
    }

    /** The signed checkpoint. */
    public Optional<byte[]> checkpoint() {
        return checkpoint.get();
    }

    /**
     * A tile or an entry bundle.
     *
     * @param path below {@code tile/}, as a client wrote it
     * @return empty where there is none, or the path is not one of a tile
     */
    public Optional<byte[]> tile(String path) {
        return switch (TilePath.parse("tile/" + path)) {
            case Parsed.Malformed<TilePath> no -> Optional.empty();
            case Parsed.WellFormed<TilePath>(TilePath known) -> tiles.read(known);
        };
    }
}
