package dev.remit.ledger.log;

import dev.remit.ledger.tlog.TilePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The full tiles above the lowest level that were read last: one serves the proofs of 65,536 entries or more, and never
 * changes. At most {@value #KEPT} of them, 2 MiB. Thread-safe; no lock is held while one is read.
 */
final class UpperTiles {
    private static final int KEPT = 256;

    private final Map<TilePath, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Reads a tile from the disk. */
    interface Reading {
        Optional<byte[]> read(TilePath path) throws IOException;
    }

    /** A copy of a tile, or empty if there is none. */
    Optional<byte[]> read(TilePath path, Reading reading) throws IOException {
        if (!(path instanceof TilePath.Hashes tile) || tile.level() == 0 || tile.width() < TilePath.FULL) {
            return reading.read(path);
        }
        synchronized (kept) {
            byte[] known = kept.get(path);
            if (known != null) {
                return Optional.of(known.clone());
            }
        }
        Optional<byte[]> found = reading.read(path);
        if (found.isPresent() && found.get().length == Stored.most(path)) {
            synchronized (kept) {
                kept.put(path, found.get().clone());
                if (kept.size() > KEPT) {
                    kept.remove(kept.keySet().iterator().next());
                }
            }
        }
        return found;
    }
}
