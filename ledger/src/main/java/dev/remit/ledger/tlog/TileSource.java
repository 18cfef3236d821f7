package dev.remit.ledger.tlog;

import java.util.Optional;

/** Where tiles come from: a directory, a server, memory. Not trusted. */
@FunctionalInterface
public interface TileSource {
    /**
     * The bytes of a tile; empty when there is none. What cannot be read for another reason is thrown as {@link
     * dev.remit.ledger.tree.HashUnavailableException}.
     */
    Optional<byte[]> read(TilePath path);
}
