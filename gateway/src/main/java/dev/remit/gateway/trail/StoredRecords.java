package dev.remit.gateway.trail;

import dev.remit.gateway.record.Leaf;
import dev.remit.gateway.record.Opening;
import dev.remit.gateway.record.SidecarParts;
import dev.remit.gateway.record.Store;
import dev.remit.ledger.JournalException;
import dev.remit.ledger.log.LogEntry;
import dev.remit.ledger.log.LogException;
import dev.remit.ledger.log.Sidecar;
import java.sql.SQLException;
import java.time.Instant;
import java.util.TreeMap;

/** The records of a data directory: leaves and sidecars from its log, opened with its keys. Thread-safe. */
public final class StoredRecords implements Records {
    private final Store store;

    public StoredRecords(Store store) {
        this.store = store;
    }

    @Override
    public long size() {
        return store.journal().size();
    }

    @Override
    public Opened read(long sequence) {
        try {
            LogEntry entry = store.entry(sequence);
            if (!(entry.sidecar() instanceof Sidecar.Present(byte[] sidecar))) {
                return erased(sequence, Leaf.read(entry.leaf()));
            }
            return switch (store.sealer().open(entry.leaf(), sidecar)) {
                case Opening.Erased(Leaf leaf) -> erased(sequence, leaf);
                case Opening.Opened opened -> clear(sequence, opened, SidecarParts.read(sidecar));
            };
        } catch (SQLException | LogException | JournalException | IllegalArgumentException e) {
            throw TrailException.unreadable("Record " + sequence + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Opened erased(long sequence, Leaf leaf) {
        return new Opened.Erased(sequence, leaf.id(), Instant.ofEpochMilli(leaf.at()));
    }

    private static Opened clear(long sequence, Opening.Opened opened, SidecarParts parts) {
        Leaf leaf = opened.leaf();
        return new Opened.Clear(
                sequence,
                leaf.id(),
                Instant.ofEpochMilli(leaf.at()),
                leaf.keep(),
                parts.payload().length == 0 ? 0 : leaf.payloadKeep(),
                new TreeMap<>(opened.facts().map()),
                parts.keyId());
    }
}
