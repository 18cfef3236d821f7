package dev.remit.gateway.admin;

import dev.remit.gateway.export.Exports;
import dev.remit.gateway.export.TargetStatus;
import dev.remit.gateway.publish.NewOrigin;
import dev.remit.gateway.publish.Publishing;
import dev.remit.gateway.record.ClockWatch;
import dev.remit.ledger.log.PublisherStatus;
import dev.remit.ledger.tlog.Checkpoint;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What operators may ask of the log itself: how publishing and exports do, and to go on under another name. */
public final class LogDoor {
    private final Publishing publishing;
    private final NewOrigin newOrigin;
    private final Exports exports;
    private final ClockWatch clock;
    private final Supplier<String> ids;

    public LogDoor(
            Publishing publishing, NewOrigin newOrigin, Exports exports, ClockWatch clock, Supplier<String> ids) {
        this.publishing = publishing;
        this.newOrigin = newOrigin;
        this.exports = exports;
        this.clock = clock;
        this.ids = ids;
    }

    /** {@code {name, reason, published?}} → {@code {origin, verifier, continues, size, root, grants_ended}}. */
    ObjectNode newOrigin(ObjectNode request) {
        NewOrigin.Outcome outcome = newOrigin.take(
                AdminService.required(request, "name"),
                AdminService.text(request, "published"),
                AdminService.required(request, "reason"),
                ids.get());
        return switch (outcome) {
            case NewOrigin.Outcome.Refused(String why) -> AdminService.error("refused", why);
            case NewOrigin.Outcome.Done(var identity, Checkpoint embedded, int ended) ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("origin", identity.origin())
                        .put("verifier", identity.verifier().toString())
                        .put("continues", embedded.origin())
                        .put("size", embedded.size())
                        .put("root", embedded.root().base64())
                        .put("grants_ended", ended);
        };
    }

    /** What others need to check this log's checkpoints. */
    String verifier() {
        return publishing.identity().verifier().toString();
    }

    /** Adds {@code log}, {@code clock} (what is wrong with it, or null) and {@code exports} to an answer. */
    ObjectNode status(ObjectNode answer) {
        PublisherStatus now = publishing.status();
        Publishing.Trouble trouble = publishing.trouble();
        ObjectNode log = answer.putObject("log");
        log.put("origin", publishing.identity().origin());
        log.put("verifier", verifier());
        log.put("entries", now.size());
        log.put("published", now.published());
        log.put("cosignatures", now.got());
        log.put("cosignatures_required", publishing.required());
        log.put("trouble", trouble == null ? null : trouble.name().toLowerCase(Locale.ROOT));
        log.put("problem", now.failure().orElse(null));
        answer.put("clock", clock.trouble().orElse(null));
        ArrayNode list = answer.putArray("exports");
        for (TargetStatus target : exports.status()) {
            ObjectNode one = list.addObject();
            one.put("target", target.target());
            one.put("next", target.next());
            one.put("waiting", target.waiting());
            one.put("failures", target.failures());
            one.put("refused", target.refused());
            one.put("left_out", target.rejected());
            one.put("problem", target.failure().orElse(null));
            one.put("accepted_at", target.acceptedAt().map(Object::toString).orElse(null));
        }
        return answer;
    }
}
