package dev.remit.gateway.desk;

import dev.remit.core.catalog.Action;
import dev.remit.gateway.line.OperationDesk;
import dev.remit.gateway.state.Operation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Operations as people see them. */
final class DeskJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private DeskJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String status(Operation operation) {
        return operation.status().name().toLowerCase(Locale.ROOT);
    }

    /** One line of a queue: no value of anybody. */
    static ObjectNode line(Operation operation) {
        Operation.What what = operation.what();
        ObjectNode line = object().put("operation", operation.id())
                .put("status", status(operation))
                .put("action", what.action())
                .put("workflow", what.workflow())
                .put("tenant", what.tenant())
                .put("agent", what.agent())
                .put("actor", what.actor())
                .put("conversation", what.conversation())
                .put("grant", what.grant())
                .put("contract", what.contract())
                .put("digest", what.digest())
                .put("created_at", operation.createdAt().toString())
                .put("changed_at", operation.changedAt().toString());
        Operation.Need need = operation.need();
        if (need != null) {
            line.put("deadline", need.deadline().toString());
            ObjectNode needs = line.putObject("needs");
            need.roles().stream().sorted().forEach(needs.putArray("roles")::add);
            needs.put("people", need.people()).put("four_eyes", need.fourEyes());
            needs.put(
                    "approved",
                    operation.votes().stream().filter(Operation.Vote::allowed).count());
            ArrayNode because = line.putArray("because");
            need.because().forEach(because::add);
        }
        line.put("reason", operation.reason());
        line.put("undoes", what.undoes());
        line.put("undone_by", operation.undoneBy());
        return line;
    }

    /** Why a person has to decide, in sentences. */
    static String sentence(String because) {
        return switch (because) {
            case "rule" -> "A rule of the contract asks for a person's approval.";
            case "irreversible" -> "It cannot be taken back.";
            case "has_read_text" -> "The agent has read text that could have talked it into this.";
            case "draft" -> "It is a draft, which a person sends.";
            default -> because;
        };
    }

    static void action(Operation operation, @Nullable Action action, ObjectNode into) {
        ObjectNode node = into.putObject("what").put("action", operation.what().action());
        if (action != null) {
            node.put("description", action.description())
                    .put("effect", action.effect().label())
                    .put("source", action.source())
                    .put("on", action.on() == null ? null : action.on().name())
                    .put("undo", action.undo());
        }
    }

    /** What only those see who decide. */
    static void values(Operation operation, @Nullable String caseId, OperationDesk.Preview preview, ObjectNode into) {
        Operation.What what = operation.what();
        into.putObject("whom")
                .put("tenant", what.tenant())
                .put("customer", what.subject())
                .put("case", caseId);
        into.set("arguments", JSON.readTree(what.arguments()));
        if (what.erased()) {
            into.put("erased", true);
        }
        into.set("facts", preview.facts());
        ArrayNode changed = into.putArray("changed");
        for (OperationDesk.Changed each : preview.changed()) {
            ObjectNode one = changed.addObject().put("fact", each.fact());
            one.set("was", each.was());
            one.set("now", each.now());
        }
        ObjectNode said = into.putObject("agent_says");
        said.put("text", what.statedReason()).put("note", "The agent's own words. Nobody has checked them.");
        String result = operation.result();
        into.set("result", result == null ? null : JSON.readTree(result));
    }

    /** @param notes whether what people wrote is shown, too */
    static void votes(Operation operation, boolean notes, ObjectNode into) {
        ArrayNode votes = into.putArray("votes");
        for (Operation.Vote vote : operation.votes()) {
            ObjectNode one = votes.addObject()
                    .put("account", vote.account())
                    .put("role", vote.role())
                    .put("yes", vote.allowed())
                    .put("at", vote.at().toString());
            if (notes) {
                one.put("note", vote.note());
            }
        }
    }

    static void names(String property, List<String> names, ObjectNode into) {
        names.forEach(into.putArray(property)::add);
    }

    static List<String> argumentNames(Operation operation) {
        JsonNode arguments = JSON.readTree(operation.what().arguments());
        return List.copyOf(arguments.propertyNames());
    }
}
