package dev.remit.gateway.rest;

import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Operation;
import dev.remit.gateway.http.Operation.Answer;
import dev.remit.gateway.http.Operation.Credential;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Reply;
import dev.remit.gateway.trail.AuditDesk;
import dev.remit.gateway.trail.Published;
import java.util.List;
import java.util.Map;

/**
 * The log's checkpoint, tiles and entry bundles (C2SP tlog-tiles, "APIs"). They hold commitments only, so that they were
 * fetched is not on record.
 */
final class TileEndpoints {
    private static final String NOTE = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";

    private static final Map<Integer, String> CLOSED = Map.of(
            401, "The credential is missing, unknown, expired or revoked.",
            403, "The credential is not an auditor's.",
            404, "The log has no such tile, or no more.");

    private final Published log;
    private final AuditDesk desk;
    private final boolean open;

    TileEndpoints(Published log, AuditDesk desk, boolean open) {
        this.log = log;
        this.desk = desk;
        this.open = open;
    }

    List<Endpoint> all() {
        Operation checkpoint = new Operation(
                "getCheckpoint",
                "The log's newest signed checkpoint (C2SP tlog-checkpoint).",
                Credential.NONE,
                Map.of(),
                List.of(new Answer(200, "A signed note.", NOTE, null)),
                Map.of(404, "No checkpoint is signed yet."));
        Operation tile = new Operation(
                "getTile",
                "A tile or an entry bundle of the log (C2SP tlog-tiles).",
                open ? Credential.NONE : Credential.ACCOUNT,
                Map.of(),
                List.of(new Answer(200, "Hashes, or entries after their lengths.", BYTES, null)),
                open ? Map.of(404, "The log has no such tile, or no more.") : CLOSED);
        return List.of(
                new Endpoint("GET", "/ledger/checkpoint", checkpoint, this::checkpoint),
                new Endpoint("GET", "/ledger/tile/{+tile}", tile, this::tile));
    }

    private Reply checkpoint(Exchange exchange) {
        return log.checkpoint()
                .map(note -> Reply.bytes(200, NOTE, note).with("Cache-Control", "public, max-age=1"))
                .orElseGet(() -> missing(exchange));
    }

    private Reply tile(Exchange exchange) {
        if (!open
                && desk.access(exchange.bearer().token(), exchange.context(GrantEndpoints.WIRE))
                        instanceof AuditDesk.Access.Refused refused) {
            return Reply.problem(refused.problem());
        }
        String caching = (open ? "public" : "private") + ", max-age=31536000, immutable";
        return log.tile(exchange.path("tile"))
                .map(bytes -> Reply.bytes(200, BYTES, bytes).with("Cache-Control", caching))
                .orElseGet(() -> missing(exchange));
    }

    private static Reply missing(Exchange exchange) {
        return Reply.problem(Refusal.UNKNOWN_PATH.problem(
                exchange.correlationId(),
                "The log has nothing there. Follow the checkpoint's size and C2SP tlog-tiles."));
    }
}
