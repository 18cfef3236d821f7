package dev.remit.gateway.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Escalations and messages as JSON. */
final class EscalationJson {
    private EscalationJson() {}

    static ObjectNode write(Escalation escalation) {
        Escalation.Where where = escalation.where();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("set", "escalation").put("id", escalation.id());
        node.put("status", lower(escalation.status())).put("by", lower(escalation.by()));
        node.put("conversation", where.conversation())
                .put("grant", where.grant())
                .put("agent", where.agent());
        node.put("workflow", where.workflow()).put("contract", where.contract()).put("tenant", where.tenant());
        optional(node, "case", where.caseId());
        optional(node, "subject", where.subject());
        node.put("keep", where.keep());
        escalation.topics().forEach(node.putArray("topics")::add);
        optional(node, "action", escalation.action());
        optional(node, "reason", escalation.reason());
        node.put("queue", escalation.queue()).put("hand_over", escalation.handOver());
        node.put("deadline", escalation.deadline().toEpochMilli());
        optional(node, "claimed_by", escalation.claimedBy());
        optional(node, "answer", escalation.answer());
        node.put("told", escalation.told());
        node.put("created", escalation.createdAt().toEpochMilli());
        return node.put("changed", escalation.changedAt().toEpochMilli());
    }

    static Escalation read(JsonNode node) {
        List<String> topics = new ArrayList<>();
        node.required("topics").forEach(topic -> topics.add(topic.asString()));
        return new Escalation(
                text(node, "id"),
                new Escalation.Where(
                        text(node, "conversation"),
                        text(node, "grant"),
                        text(node, "agent"),
                        text(node, "workflow"),
                        text(node, "contract"),
                        text(node, "tenant"),
                        optional(node, "case"),
                        optional(node, "subject"),
                        node.path("keep").asInt(Keep.unsaid())),
                topics,
                Escalation.By.valueOf(text(node, "by").toUpperCase(Locale.ROOT)),
                optional(node, "action"),
                optional(node, "reason"),
                text(node, "queue"),
                text(node, "hand_over"),
                instant(node, "deadline"),
                Escalation.Status.valueOf(text(node, "status").toUpperCase(Locale.ROOT)),
                optional(node, "claimed_by"),
                optional(node, "answer"),
                node.required("told").asBoolean(),
                instant(node, "created"),
                instant(node, "changed"));
    }

    static ObjectNode write(Said said) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("set", "said").put("id", said.id());
        ArrayNode messages = node.putArray("messages");
        for (Said.Message message : said.messages()) {
            messages.addObject()
                    .put("role", message.role())
                    .put("text", message.text())
                    .put("at", message.at().toEpochMilli());
        }
        return node;
    }

    static Said readSaid(JsonNode node) {
        List<Said.Message> messages = new ArrayList<>();
        for (JsonNode one : node.required("messages")) {
            messages.add(new Said.Message(text(one, "role"), text(one, "text"), instant(one, "at")));
        }
        return new Said(text(node, "id"), messages);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
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
