package dev.remit.ledger.witness;

import dev.remit.ledger.tlog.TileSource;
import java.io.IOException;
import java.util.Optional;

/** A log as everybody can read it (C2SP tlog-tiles): a checkpoint and tiles. Not trusted. */
public interface PublishedLog extends TileSource {
    /**
     * The signed checkpoint as it is now; empty when there is none.
     *
     * @throws IOException when it cannot be read; a sentence for people
     */
    Optional<byte[]> checkpoint() throws IOException;

    /** Where it is, for people. */
    String place();
}
