package dev.remit.gateway.rest;

import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.trail.AuditDesk;
import dev.remit.gateway.trail.Published;
import java.util.List;

/** The ledger as auditors ask it, and the log as anybody may check it. */
public final class LedgerWire {
    private LedgerWire() {}

    /** Asking, under {@code /v1/ledger}. */
    public static List<Endpoint> asking(AuditDesk desk) {
        return new LedgerEndpoints(desk).all();
    }

    /**
     * The signed log, under {@code /ledger} (C2SP tlog-tiles). The checkpoint is open to everybody.
     *
     * @param open whether tiles and entry bundles are, too; else they are auditors'
     */
    public static List<Endpoint> published(Published log, AuditDesk desk, boolean open) {
        return new TileEndpoints(log, desk, open).all();
    }
}
