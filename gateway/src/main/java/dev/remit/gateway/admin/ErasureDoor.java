package dev.remit.gateway.admin;

import dev.remit.gateway.retention.Erasure;
import dev.remit.gateway.retention.Holds;
import dev.remit.gateway.retention.Retention;
import dev.remit.gateway.retention.Shredder;
import dev.remit.gateway.state.Hold;
import dev.remit.gateway.trail.Query;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What operators may have erased, and what they may have kept. */
final class ErasureDoor {
    static final Set<String> OPERATIONS =
            Set.of("ledger.retain", "ledger.hold.add", "ledger.hold.list", "ledger.hold.release", "ledger.shred");

    /** In characters. */
    private static final int LONGEST_REASON = 500;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Erasure erasure;

    ErasureDoor(Erasure erasure) {
        this.erasure = erasure;
    }

    ObjectNode answer(String op, ObjectNode request) {
        return switch (op) {
            case "ledger.retain" -> retain();
            case "ledger.hold.add" -> hold(request);
            case "ledger.hold.list" -> holds();
            case "ledger.hold.release" -> release(AdminService.required(request, "hold"));
            case "ledger.shred" -> shred(request);
            default -> AdminService.unknown();
        };
    }

    /** One run; whoever asks asks again while there is more. */
    private ObjectNode retain() {
        Retention.Run run = erasure.retention().run();
        return JSON.objectNode()
                .put("payloads", run.payloads())
                .put("records", run.records())
                .put("held", run.held())
                .put("more", run.more());
    }

    /** How it stands, for the ledger's status. */
    ObjectNode progress() {
        Retention.Progress progress = erasure.retention().progress();
        Instant last = progress.last();
        return JSON.objectNode()
                .put("last", last == null ? null : last.toString())
                .put("payloads", progress.payloads())
                .put("records", progress.records())
                .put("held", progress.held())
                .put("more", progress.more())
                .put("holds", erasure.holds().list().size())
                .put("shreddings", erasure.shredder().pending());
    }

    private ObjectNode hold(ObjectNode request) {
        Holds.What what = what(request);
        String reason = reason(request);
        if (what == null || reason == null) {
            return AdminService.error(
                    "usage",
                    "A hold is about one thing: tenant and customer, or a workflow, or a case, or all; and it has a reason"
                            + " of 1 to " + LONGEST_REASON + " characters.");
        }
        return json(erasure.holds().add(what, reason));
    }

    private static Holds.@Nullable What what(ObjectNode request) {
        String tenant = AdminService.text(request, "tenant");
        String customer = AdminService.text(request, "customer");
        String workflow = AdminService.text(request, "workflow");
        String caseId = AdminService.text(request, "case");
        boolean all = request.path("all").asBoolean(false);
        int given = (customer == null ? 0 : 1) + (workflow == null ? 0 : 1) + (caseId == null ? 0 : 1) + (all ? 1 : 0);
        if (given != 1 || (customer == null) != (tenant == null)) {
            return null;
        }
        if (customer != null && tenant != null) {
            return new Holds.What.OfCustomer(new Query.Customer(tenant, customer));
        }
        if (workflow != null) {
            return new Holds.What.OfWorkflow(workflow);
        }
        return caseId != null ? new Holds.What.OfCase(caseId) : new Holds.What.Everything();
    }

    private static @Nullable String reason(ObjectNode request) {
        String reason = AdminService.required(request, "reason").strip();
        return reason.isEmpty() || reason.length() > LONGEST_REASON ? null : reason;
    }

    private ObjectNode holds() {
        ObjectNode answer = JSON.objectNode();
        ArrayNode list = answer.putArray("holds");
        erasure.holds().list().forEach(hold -> list.add(json(hold)));
        return answer;
    }

    private ObjectNode release(String id) {
        Hold hold = erasure.holds().release(id);
        return hold == null
                ? AdminService.error("unknown", "There is no such hold in force. See them with: remit ledger hold list")
                : json(hold);
    }

    /** Without what names a customer or a case, which is not known here. */
    private static ObjectNode json(Hold hold) {
        return JSON.objectNode()
                .put("id", hold.id())
                .put("scope", hold.scope().name().toLowerCase(Locale.ROOT))
                .put("workflow", hold.scope() == Hold.Scope.WORKFLOW ? hold.match() : null)
                .put("reason", hold.reason())
                .put("placed_at", hold.placedAt().toString());
    }

    private ObjectNode shred(ObjectNode request) {
        Query.Customer customer = new Query.Customer(
                AdminService.required(request, "tenant"), AdminService.required(request, "customer"));
        String reason = reason(request);
        if (reason == null) {
            return AdminService.error("usage", "The reason has 1 to " + LONGEST_REASON + " characters.");
        }
        return switch (erasure.shredder().shred(customer, reason)) {
            case Shredder.Outcome.Done done ->
                JSON.objectNode()
                        .put("shredding", done.id())
                        .put("records", done.records())
                        .put("keys", done.keys())
                        .put("grants", done.grants());
            case Shredder.Outcome.Held(Hold hold) ->
                AdminService.error(
                        "held",
                        "Hold " + hold.id() + " of " + hold.placedAt() + " keeps it: " + hold.reason()
                                + ". Nothing was erased. When it may be, release the hold with: remit ledger hold release "
                                + hold.id());
            case Shredder.Outcome.Unknown unknown ->
                AdminService.error(
                        "unknown", "Nothing is known of that customer, or it was erased already. Check tenant and id.");
        };
    }
}
