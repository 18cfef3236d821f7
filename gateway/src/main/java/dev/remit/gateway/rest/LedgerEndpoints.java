package dev.remit.gateway.rest;

import dev.remit.gateway.call.Problem;
import dev.remit.gateway.http.Endpoint;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Reply;
import dev.remit.gateway.trail.Asked;
import dev.remit.gateway.trail.Audit;
import dev.remit.gateway.trail.AuditDesk;
import dev.remit.gateway.trail.Disclosure;
import dev.remit.gateway.trail.EntryJson;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.TrailException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What auditors ask of the ledger. Customers are named in bodies only: what stands in a URL ends up in logs. */
final class LedgerEndpoints {
    /** Where the next part of an export begins; absent after the last. */
    static final String NEXT = "Remit-Ledger-Next";

    /** JSON Lines has no registered type; this is the one in use. */
    static final String LINES = "application/x-ndjson";

    private static final Duration SOON = Duration.ofSeconds(2);

    private final AuditDesk desk;

    LedgerEndpoints(AuditDesk desk) {
        this.desk = desk;
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("GET", "/v1/ledger/entries", LedgerDocs.entries(), this::entries),
                new Endpoint("POST", "/v1/ledger/search", LedgerDocs.search(), this::search),
                new Endpoint("POST", "/v1/ledger/accesses", LedgerDocs.accesses(), this::accesses),
                new Endpoint("GET", "/v1/ledger/entries/{entry}", LedgerDocs.entry(), this::entry),
                new Endpoint("GET", "/v1/ledger/entries/{entry}/payload", LedgerDocs.payload(), this::payload),
                new Endpoint("GET", "/v1/ledger/entries/{entry}/proof", LedgerDocs.proof(), this::proof),
                new Endpoint(
                        "POST", "/v1/ledger/entries/{entry}/disclosure", LedgerDocs.disclosure(), this::disclosure),
                new Endpoint("POST", "/v1/ledger/export", LedgerDocs.export(), this::export),
                new Endpoint("GET", "/v1/ledger/status", LedgerDocs.status(), this::status));
    }

    private Reply entries(Exchange exchange) {
        return asking(exchange, audit -> {
            Disclosure disclosure = Disclosure.WITHOUT_SUBJECTS;
            return Reply.json(200, EntryJson.of(audit.search(Query.newest(Asked.PAGE), disclosure), disclosure));
        });
    }

    private Reply search(Exchange exchange) {
        return reading(
                exchange,
                Asked::search,
                audit -> (query, disclosure) ->
                        Reply.json(200, EntryJson.of(audit.search(query, disclosure), disclosure)));
    }

    private Reply accesses(Exchange exchange) {
        return reading(
                exchange,
                Asked::accesses,
                audit -> (range, none) -> Reply.json(200, EntryJson.of(audit.accesses(range))));
    }

    private Reply entry(Exchange exchange) {
        return asking(
                exchange,
                audit -> audit.show(exchange.path("entry"))
                        .map(opened -> Reply.json(200, EntryJson.of(opened, Disclosure.WITH_SUBJECTS)))
                        .orElseGet(() -> missing(exchange)));
    }

    private Reply payload(Exchange exchange) {
        return asking(
                exchange,
                audit -> audit.payload(exchange.path("entry"))
                        .map(json -> Reply.bytes(200, Reply.JSON, json.getBytes(StandardCharsets.UTF_8)))
                        .orElseGet(() -> Reply.problem(new Problem(
                                "not_found",
                                404,
                                "There is no such entry, nothing was kept of what went in and came out, or that is"
                                        + " erased.",
                                exchange.correlationId(),
                                null,
                                null))));
    }

    private Reply proof(Exchange exchange) {
        return asking(
                exchange,
                audit -> audit.prove(exchange.path("entry"))
                        .map(proof -> Reply.bytes(200, LedgerDocs.PROOF, proof))
                        .orElseGet(() -> missing(exchange)));
    }

    private Reply disclosure(Exchange exchange) {
        return reading(
                exchange,
                Asked::disclosure,
                audit -> (facts, none) -> audit.disclose(exchange.path("entry"), facts)
                        .map(shown -> Reply.bytes(200, Reply.JSON, shown.encode()))
                        .orElseGet(() -> Reply.problem(new Problem(
                                "not_found",
                                404,
                                "There is no such entry, its details are erased, or it has none of these facts.",
                                exchange.correlationId(),
                                null,
                                null))));
    }

    private Reply export(Exchange exchange) {
        return reading(exchange, Asked::export, audit -> (part, disclosure) -> {
            Audit.Lines lines = audit.export(part, disclosure);
            Reply reply = Reply.text(200, LINES, lines.text());
            Long next = lines.next();
            return next == null ? reply : reply.with(NEXT, next.toString());
        });
    }

    private Reply status(Exchange exchange) {
        return asking(exchange, audit -> {
            Audit.State state = audit.status();
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("records", state.records())
                    .put("indexed", state.indexed())
                    .put("standing_still", state.failure() != null);
            answer.set("reindex", EntryJson.of(state.reindex()));
            return Reply.json(200, answer);
        });
    }

    /** The credential first: whoever has none does not get to make the gateway read and parse a body. */
    private <T> Reply reading(
            Exchange exchange,
            Function<ObjectNode, Asked<T>> parse,
            Function<Audit, BiFunction<T, Disclosure, Reply>> answer) {
        return asking(exchange, audit -> switch (exchange.json()) {
            case Exchange.Input.Refused refused -> Reply.problem(refused.problem());
            case Exchange.Input.Read read ->
                switch (parse.apply(read.object())) {
                    case Asked.Wrong<T> wrong ->
                        Reply.problem(Refusal.INVALID_REQUEST.problem(exchange.correlationId(), wrong.text()));
                    case Asked.Good<T>(T what, Disclosure disclosure) ->
                        answer.apply(audit).apply(what, disclosure);
                };
        });
    }

    private Reply asking(Exchange exchange, Function<Audit, Reply> answer) {
        return switch (desk.access(exchange.bearer().token(), exchange.context(GrantEndpoints.WIRE))) {
            case AuditDesk.Access.Refused refused -> Reply.problem(refused.problem());
            case AuditDesk.Access.Granted granted -> {
                try {
                    yield answer.apply(granted.audit());
                } catch (TrailException e) {
                    yield Reply.problem(problem(e, exchange.correlationId()));
                }
            }
        };
    }

    /** Operators read of a failure in the gateway's log; auditors, only that there was one. */
    private static Problem problem(TrailException failure, String id) {
        return switch (failure.code()) {
            case TOO_BROAD -> new Problem("too_broad", 422, failure.text(), id, null, null);
            case UNSUPPORTED -> new Problem("not_supported", 501, failure.text(), id, null, null);
            case NOT_RECORDED -> new Problem("journal_unavailable", 503, failure.text(), id, null, SOON);
            case UNREADABLE ->
                new Problem(
                        "ledger_unreadable",
                        503,
                        "The ledger cannot be read. Tell the operator the correlation id.",
                        id,
                        null,
                        SOON);
        };
    }

    private static Reply missing(Exchange exchange) {
        return Reply.problem(new Problem(
                "not_found",
                404,
                "There is no such entry. A proof has to wait for a checkpoint that covers its entry: try again in a second.",
                exchange.correlationId(),
                null,
                null));
    }
}
