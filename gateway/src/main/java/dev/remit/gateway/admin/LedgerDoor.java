package dev.remit.gateway.admin;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.record.Leaf;
import dev.remit.gateway.record.Store;
import dev.remit.gateway.trail.Asked;
import dev.remit.gateway.trail.Audit;
import dev.remit.gateway.trail.Disclosure;
import dev.remit.gateway.trail.EntryJson;
import dev.remit.gateway.trail.Query;
import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.Trail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What operators may ask of the ledger. That they asked is on record, as it is of auditors. */
final class LedgerDoor {
    private final Trail trail;
    private final Store store;
    private final InstantSource clock;
    private final Supplier<String> ids;

    LedgerDoor(Trail trail, Store store, InstantSource clock, Supplier<String> ids) {
        this.trail = trail;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    ObjectNode answer(String op, ObjectNode request) {
        ObjectNode what = request.deepCopy();
        what.remove("op");
        return switch (op) {
            case "ledger.search" -> search(what);
            case "ledger.accesses" ->
                made(Asked.accesses(what), (range, none) -> EntryJson.of(audit().accesses(range)));
            case "ledger.show" -> show(AdminService.required(request, "entry"));
            case "ledger.payload" -> payload(AdminService.required(request, "entry"));
            case "ledger.prove" -> prove(AdminService.required(request, "entry"));
            case "ledger.disclose" -> {
                what.remove("entry");
                yield made(
                        Asked.disclosure(what),
                        (facts, none) -> disclose(AdminService.required(request, "entry"), facts));
            }
            case "ledger.export" -> export(what);
            case "ledger.reindex" -> EntryJson.of(trail.reindex().start());
            case "ledger.status" -> status();
            default -> AdminService.unknown();
        };
    }

    private Audit audit() {
        return trail.asks("by", "operator", new CallContext("admin", ids.get(), null));
    }

    private static <T> ObjectNode made(Asked<T> asked, BiFunction<T, Disclosure, ObjectNode> answer) {
        return switch (asked) {
            case Asked.Wrong<T> wrong -> AdminService.error("usage", wrong.text());
            case Asked.Good<T>(T what, Disclosure disclosure) -> answer.apply(what, disclosure);
        };
    }

    private ObjectNode search(ObjectNode request) {
        Asked<Query> asked = Asked.search(request);
        return made(asked, (query, disclosure) -> EntryJson.of(audit().search(query, disclosure), disclosure));
    }

    private ObjectNode show(String entry) {
        Optional<Records.Opened> shown = audit().show(entry);
        return shown.map(this::shown).orElseGet(LedgerDoor::unknown);
    }

    /**
     * Of one that is erased, what its leaf still says: when its time is over. Before that only the erasure of the customer
     * can have done it; after that nobody can tell any more.
     */
    private ObjectNode shown(Records.Opened opened) {
        ObjectNode node = EntryJson.of(opened, Disclosure.WITH_SUBJECTS);
        if (opened instanceof Records.Opened.Erased erased) {
            Instant expires = erased.at()
                    .plus(Duration.ofDays(
                            Leaf.read(store.entry(erased.sequence()).leaf()).keep()));
            node.put("expires_at", expires.toString());
            node.put("erased_by", clock.instant().isBefore(expires) ? "shred" : "retention_or_shred");
        }
        return node;
    }

    private static ObjectNode unknown() {
        return AdminService.error(
                "unknown",
                "There is no record under that id. Requests without a good credential are counted, not recorded.");
    }

    /** As it was before there was an index: the facts with id and time among them. */
    ObjectNode explain(String id) {
        Optional<Records.Opened> shown = audit().show(id);
        if (shown.isEmpty()) {
            return unknown();
        }
        return switch (shown.get()) {
            case Records.Opened.Erased erased ->
                AdminService.error(
                        "erased",
                        "Record " + erased.sequence() + " of " + erased.at()
                                + " is there, but its details are erased: what it says cannot be read.");
            case Records.Opened.Clear clear -> {
                ObjectNode entry = EntryJson.of(clear, Disclosure.WITH_SUBJECTS);
                ObjectNode facts = (ObjectNode) entry.get("facts");
                facts.put("id", clear.id()).put("at", clear.at().toString());
                ObjectNode answer = JsonNodeFactory.instance.objectNode().put("sequence", clear.sequence());
                answer.set("facts", facts);
                yield answer;
            }
        };
    }

    private ObjectNode payload(String entry) {
        return audit().payload(entry)
                .map(json -> JsonNodeFactory.instance.objectNode().put("payload", json))
                .orElseGet(() -> AdminService.error(
                        "unknown",
                        "There is no such entry, its contract let nothing be kept of what went in and came out, or that"
                                + " is erased."));
    }

    private ObjectNode prove(String entry) {
        Optional<byte[]> proof = audit().prove(entry);
        return proof.map(bytes ->
                        JsonNodeFactory.instance.objectNode().put("proof", new String(bytes, StandardCharsets.UTF_8)))
                .orElseGet(() -> AdminService.error(
                        "unknown",
                        "There is no such entry, or no signed checkpoint covers it yet; try again in a second."));
    }

    private ObjectNode disclose(String entry, Set<String> facts) {
        return audit().disclose(entry, facts)
                .map(shown -> JsonNodeFactory.instance
                        .objectNode()
                        .put("disclosure", new String(shown, StandardCharsets.UTF_8)))
                .orElseGet(() -> AdminService.error(
                        "unknown",
                        "There is no such entry, its details are erased, or it has none of these facts. Which it has"
                                + " says: remit ledger show ENTRY --json"));
    }

    private ObjectNode export(ObjectNode request) {
        return made(Asked.export(request), (part, disclosure) -> {
            Audit.Lines lines = audit().export(part, disclosure);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("lines", lines.text())
                    .put("count", lines.count())
                    .put("next", lines.next())
                    .put("to", lines.to());
        });
    }

    private ObjectNode status() {
        Audit.State state = audit().status();
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("records", state.records())
                .put("indexed", state.indexed())
                .put("failure", state.failure());
        answer.set("reindex", EntryJson.of(state.reindex()));
        return answer;
    }
}
