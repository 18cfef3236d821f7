package dev.remit.gateway.admin;

import dev.remit.gateway.state.Stop;
import dev.remit.gateway.state.Stop.Target;
import dev.remit.gateway.state.Stop.What;
import dev.remit.gateway.stop.StopDesk;
import dev.remit.gateway.stop.StopDesk.Outcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What operators may stop, and let go on. */
final class StopDoor {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Whoever may use the admin socket. */
    private static final String OPERATOR = "operator";

    private final StopDesk stops;

    StopDoor(StopDesk stops) {
        this.stops = stops;
    }

    ObjectNode answer(String op, ObjectNode request) {
        if (op.equals("stop.list")) {
            ObjectNode answer = JSON.objectNode();
            answer.set("stops", list(stops.inForce()));
            return answer;
        }
        if (!op.equals("stop.set") && !op.equals("stop.lift")) {
            return AdminService.unknown();
        }
        Target target = target(request);
        if (target == null) {
            return AdminService.error(
                    "usage",
                    "A stop is about an agent, a workflow, a tenant, a vendor or an action with a name, or about all.");
        }
        String reason = AdminService.required(request, "reason");
        return answer(
                op.equals("stop.set")
                        ? stops.stop(
                                target, reason, OPERATOR, request.path("force").asBoolean(false))
                        : stops.resume(target, reason, OPERATOR));
    }

    private static @Nullable Target target(ObjectNode request) {
        What what = What.of(AdminService.required(request, "what")).orElse(null);
        String name = AdminService.text(request, "name");
        if (what == null || (name == null || name.isBlank()) != (what == What.ALL)) {
            return null;
        }
        return name == null || name.isBlank() ? Target.EVERYTHING : new Target(what, name);
    }

    private ObjectNode answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stopped stopped -> {
                ObjectNode answer = json(stopped.stop());
                answer.put("fresh", stopped.fresh());
                ArrayNode remarks = answer.putArray("remarks");
                stopped.remarks().forEach(remarks::add);
                yield answer;
            }
            case Outcome.Resumed resumed -> {
                ObjectNode answer =
                        JSON.objectNode().put("resumed", resumed.target().text());
                answer.set("lifted", list(resumed.lifted()));
                answer.set("remaining", list(resumed.remaining()));
                yield answer;
            }
            case Outcome.Refused(String message) -> AdminService.error("refused", message);
            case Outcome.NotLifted(String message) -> AdminService.error("failed", message);
        };
    }

    private ArrayNode list(List<Stop> all) {
        ArrayNode list = JSON.arrayNode();
        all.forEach(stop -> list.add(json(stop)));
        return list;
    }

    private ObjectNode json(Stop stop) {
        return JSON.objectNode()
                .put("id", stop.id())
                .put("what", stop.target().what().label())
                .put("name", stop.target().name())
                .put("reason", stop.reason())
                .put("by", stop.by())
                .put("since", stop.since().toString())
                .put("kept", stops.kept(stop).name().toLowerCase(Locale.ROOT));
    }
}
