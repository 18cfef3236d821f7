package dev.remit.gateway.export;

import dev.remit.gateway.record.Leaf;
import dev.remit.gateway.record.Opening;
import dev.remit.gateway.record.Sealer;
import dev.remit.gateway.record.SidecarParts;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.TrailException;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.log.LogEntry;
import dev.remit.ledger.log.LogException;
import dev.remit.ledger.log.Sidecar;
import java.sql.SQLException;
import java.time.Instant;

/** The entries that the log has, opened as far as they can be. Thread-safe. */
public final class LogRecords implements Records {
    private final Log log;
    private final Sealer sealer;

    public LogRecords(Log log, Sealer sealer) {
        this.log = log;
        this.sealer = sealer;
    }

    @Override
    public long size() {
        return log.size();
    }

    @Override
    public Opened read(long sequence) {
        try {
            LogEntry entry = log.read(sequence);
            if (!(entry.sidecar() instanceof Sidecar.Present(byte[] sidecar))) {
                return erased(sequence, Leaf.read(entry.leaf()));
            }
            return switch (sealer.open(entry.leaf(), sidecar)) {
                case Opening.Erased(Leaf leaf) -> erased(sequence, leaf);
                case Opening.Opened opened -> {
                    Leaf leaf = opened.leaf();
                    yield new Opened.Clear(
                            sequence,
                            leaf.id(),
                            Instant.ofEpochMilli(leaf.at()),
                            leaf.keep(),
                            opened.facts().map(),
                            SidecarParts.read(sidecar).keyId());
                }
            };
        } catch (SQLException | LogException | IllegalArgumentException e) {
            throw TrailException.unreadable("Entry " + sequence + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Opened.Erased erased(long sequence, Leaf leaf) {
        return new Opened.Erased(sequence, leaf.id(), Instant.ofEpochMilli(leaf.at()));
    }
}
