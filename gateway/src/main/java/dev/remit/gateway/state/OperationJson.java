package dev.remit.gateway.state;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Operations as JSON. */
final class OperationJson {
    private OperationJson() {}

    static ObjectNode write(Operation operation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Operation.What what = operation.what();
        node.put("set", "operation").put("id", operation.id());
        node.put("status", operation.status().name().toLowerCase(Locale.ROOT));
        node.put("conversation", what.conversation()).put("grant", what.grant());
        node.put("agent", what.agent()).put("workflow", what.workflow()).put("tenant", what.tenant());
        node.put("contract", what.contract()).put("action", what.action());
        node.put("arguments", what.arguments()).put("digest", what.digest());
        optional(node, "actor", what.actor());
        optional(node, "subject", what.subject());
        optional(node, "key", what.key());
        optional(node, "stated", what.statedReason());
        optional(node, "undoes", what.undoes());
        optional(node, "case", what.caseId());
        node.put("keep", what.keep());
        optional(node, "result", operation.result());
        optional(node, "reason", operation.reason());
        optional(node, "undone_by", operation.undoneBy());
        node.put("created", operation.createdAt().toEpochMilli());
        node.put("changed", operation.changedAt().toEpochMilli());
        ArrayNode claims = node.putArray("claims");
        for (Operation.Claim claim : operation.claims()) {
            claims.addObject()
                    .put("window", claim.window())
                    .put("seconds", claim.seconds())
                    .put("amount", claim.amount().toPlainString())
                    .put("at", claim.at().toEpochMilli());
        }
        Operation.Need need = operation.need();
        if (need != null) {
            ObjectNode written = node.putObject("need");
            need.roles().stream().sorted().forEach(written.putArray("roles")::add);
            written.put("people", need.people())
                    .put("four_eyes", need.fourEyes())
                    .put("tell_why", need.tellWhy())
                    .put("deadline", need.deadline().toEpochMilli());
            need.because().forEach(written.putArray("because")::add);
            written.put("asked", need.asked());
        }
        ArrayNode votes = node.putArray("votes");
        for (Operation.Vote vote : operation.votes()) {
            ObjectNode written = votes.addObject()
                    .put("account", vote.account())
                    .put("role", vote.role())
                    .put("allowed", vote.allowed())
                    .put("at", vote.at().toEpochMilli());
            optional(written, "note", vote.note());
        }
        return node;
    }

    static Operation read(JsonNode node) {
        Operation.What what = new Operation.What(
                text(node, "conversation"),
                text(node, "grant"),
                text(node, "agent"),
                optional(node, "actor"),
                text(node, "workflow"),
                text(node, "tenant"),
                optional(node, "subject"),
                text(node, "contract"),
                text(node, "action"),
                text(node, "arguments"),
                text(node, "digest"),
                optional(node, "key"),
                optional(node, "stated"),
                optional(node, "undoes"),
                optional(node, "case"),
                node.path("keep").asInt(Keep.unsaid()));
        List<Operation.Claim> claims = new ArrayList<>();
        for (JsonNode claim : node.required("claims")) {
            claims.add(new Operation.Claim(
                    text(claim, "window"),
                    claim.required("seconds").asLong(),
                    new BigDecimal(text(claim, "amount")),
                    claim.has("at") ? instant(claim, "at") : instant(node, "created")));
        }
        List<Operation.Vote> votes = new ArrayList<>();
        for (JsonNode vote : node.required("votes")) {
            votes.add(new Operation.Vote(
                    text(vote, "account"),
                    text(vote, "role"),
                    vote.required("allowed").asBoolean(),
                    optional(vote, "note"),
                    instant(vote, "at")));
        }
        return new Operation(
                text(node, "id"),
                what,
                Operation.Status.valueOf(text(node, "status").toUpperCase(Locale.ROOT)),
                claims,
                need(node.get("need")),
                votes,
                optional(node, "result"),
                optional(node, "reason"),
                optional(node, "undone_by"),
                instant(node, "created"),
                instant(node, "changed"));
    }

    private static Operation.@Nullable Need need(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        Set<String> roles = new LinkedHashSet<>();
        node.required("roles").forEach(role -> roles.add(role.asString()));
        List<String> because = new ArrayList<>();
        node.required("because").forEach(one -> because.add(one.asString()));
        return new Operation.Need(
                roles,
                node.required("people").asInt(),
                node.required("four_eyes").asBoolean(),
                node.required("tell_why").asBoolean(),
                instant(node, "deadline"),
                because,
                node.path("asked").asString("{}"));
    }

    private static void optional(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? null : value.asString();
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).asString();
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.ofEpochMilli(node.required(name).asLong());
    }
}
