package dev.remit.gateway.state;

import dev.remit.core.catalog.DataClass;
import dev.remit.gateway.grant.Assurance;
import dev.remit.gateway.grant.ConversationFacts;
import dev.remit.gateway.grant.Grant;
import dev.remit.gateway.grant.Usage;
import dev.remit.gateway.identity.Account;
import dev.remit.gateway.identity.Agent;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes as JSON: an array of objects, each with its type under {@code "set"}. Instants are milliseconds since the
 * epoch. Thread-safe.
 */
public final class ChangeCodec {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ChangeCodec() {}

    public static byte[] encode(List<Change> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Change change : changes) {
                json.writeStartObject();
                write(json, change);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #encode} makes */
    public static List<Change> decode(byte[] bytes) {
        List<Change> changes = new ArrayList<>();
        for (JsonNode node : JSON.readTree(bytes)) {
            changes.add(read(node));
        }
        return changes;
    }

    private static void write(JsonGenerator json, Change change) {
        switch (change) {
            case Change.AgentSet(Agent agent) -> writeAgent(json, agent);
            case Change.AccountSet(Account account) -> writeAccount(json, account);
            case Change.GrantSet(Grant grant) -> writeGrant(json, grant);
            case Change.SpentSet(String id, int calls, int rows) -> {
                json.writeStringProperty("set", "spent");
                json.writeStringProperty("id", id);
                json.writeNumberProperty("calls", calls);
                json.writeNumberProperty("rows", rows);
            }
            case Change.ConversationSet(ConversationFacts facts) -> writeConversation(json, facts);
            case Change.HoldSet(Hold hold) -> writeHold(json, hold);
            case Change.ShreddingSet(Shredding shredding) -> writeShredding(json, shredding);
            case Change.OperationSet(Operation operation) ->
                OperationJson.write(operation).forEachEntry(json::writePOJOProperty);
            case Change.EscalationSet(Escalation escalation) ->
                EscalationJson.write(escalation).forEachEntry(json::writePOJOProperty);
            case Change.SaidSet(Said said) -> EscalationJson.write(said).forEachEntry(json::writePOJOProperty);
            case Change.SpendingSet(String id, long startsAt, long seconds, BigDecimal amount) -> {
                json.writeStringProperty("set", "spending");
                json.writeStringProperty("id", id);
                json.writeNumberProperty("at", startsAt);
                json.writeNumberProperty("seconds", seconds);
                json.writeStringProperty("amount", amount.toPlainString());
            }
            case Change.StopSet(Stop stop) -> writeStop(json, stop);
            case Change.WindowSet(String id, long startsAt, int count) -> {
                json.writeStringProperty("set", "window");
                json.writeStringProperty("id", id);
                json.writeNumberProperty("at", startsAt);
                json.writeNumberProperty("count", count);
            }
        }
    }

    private static Change read(JsonNode node) {
        String type = text(node, "set");
        return switch (type) {
            case "agent" -> new Change.AgentSet(readAgent(node));
            case "account" -> new Change.AccountSet(readAccount(node));
            case "grant" -> new Change.GrantSet(readGrant(node));
            case "spent" -> new Change.SpentSet(text(node, "id"), number(node, "calls"), number(node, "rows"));
            case "conversation" -> new Change.ConversationSet(readConversation(node));
            case "window" ->
                new Change.WindowSet(text(node, "id"), node.required("at").asLong(), number(node, "count"));
            case "operation" -> new Change.OperationSet(OperationJson.read(node));
            case "escalation" -> new Change.EscalationSet(EscalationJson.read(node));
            case "said" -> new Change.SaidSet(EscalationJson.readSaid(node));
            case "spending" ->
                new Change.SpendingSet(
                        text(node, "id"),
                        node.required("at").asLong(),
                        node.required("seconds").asLong(),
                        new BigDecimal(text(node, "amount")));
            case "hold" -> new Change.HoldSet(readHold(node));
            case "shredding" -> new Change.ShreddingSet(readShredding(node));
            case "stop" -> new Change.StopSet(readStop(node));
            default ->
                throw new IllegalArgumentException("unknown change: this journal was written by a newer version");
        };
    }

    private static void writeHold(JsonGenerator json, Hold hold) {
        json.writeStringProperty("set", "hold");
        json.writeStringProperty("id", hold.id());
        json.writeStringProperty("scope", hold.scope().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("match", hold.match());
        json.writeStringProperty("reason", hold.reason());
        instant(json, "placed", hold.placedAt());
        json.writeBooleanProperty("released", hold.released());
    }

    private static Hold readHold(JsonNode node) {
        return new Hold(
                text(node, "id"),
                Hold.Scope.valueOf(text(node, "scope").toUpperCase(Locale.ROOT)),
                text(node, "match"),
                text(node, "reason"),
                instant(node, "placed"),
                node.required("released").asBoolean());
    }

    private static void writeStop(JsonGenerator json, Stop stop) {
        json.writeStringProperty("set", "stop");
        json.writeStringProperty("id", stop.id());
        json.writeStringProperty("what", stop.target().what().label());
        json.writeStringProperty("name", stop.target().name());
        json.writeStringProperty("reason", stop.reason());
        json.writeStringProperty("by", stop.by());
        instant(json, "since", stop.since());
        json.writeBooleanProperty("lifted", stop.lifted());
    }

    private static Stop readStop(JsonNode node) {
        Stop.What what = Stop.What.of(text(node, "what"))
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown stop: this journal was written by a newer version"));
        return new Stop(
                text(node, "id"),
                new Stop.Target(what, text(node, "name")),
                text(node, "reason"),
                text(node, "by"),
                instant(node, "since"),
                node.required("lifted").asBoolean());
    }

    private static void writeShredding(JsonGenerator json, Shredding shredding) {
        json.writeStringProperty("set", "shredding");
        json.writeStringProperty("id", shredding.id());
        Shredding.Customer customer = shredding.customer();
        if (customer != null) {
            json.writeStringProperty("tenant", customer.tenant());
            json.writeStringProperty("subject", customer.subject());
            strings(json, "keys", customer.keys());
        }
    }

    private static Shredding readShredding(JsonNode node) {
        Shredding.@Nullable Customer customer = node.has("subject")
                ? new Shredding.Customer(
                        text(node, "tenant"), text(node, "subject"), List.copyOf(strings(node.required("keys"))))
                : null;
        return new Shredding(text(node, "id"), customer);
    }

    private static void writeAgent(JsonGenerator json, Agent agent) {
        json.writeStringProperty("set", "agent");
        json.writeStringProperty("name", agent.name());
        json.writeStringProperty("audience", agent.audience().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("owner", agent.owner());
        optional(json, "vendor", agent.vendor());
        optional(json, "plan", agent.plan());
        json.writeStringProperty("environment", agent.environment());
        strings(json, "tenants", agent.tenants());
        instant(json, "created", agent.createdAt());
        instant(json, "expires", agent.expiresAt());
        json.writeBooleanProperty("revoked", agent.revoked());
        writeCredentials(json, agent.credentials());
    }

    private static void writeCredentials(JsonGenerator json, List<Agent.Credential> credentials) {
        json.writeArrayPropertyStart("credentials");
        for (Agent.Credential credential : credentials) {
            json.writeStartObject();
            json.writeStringProperty("id", credential.id());
            json.writeStringProperty("hash", credential.hash());
            instant(json, "created", credential.createdAt());
            instant(json, "until", credential.until());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Agent.Credential> readCredentials(JsonNode node) {
        List<Agent.Credential> credentials = new ArrayList<>();
        for (JsonNode one : node.required("credentials")) {
            credentials.add(new Agent.Credential(
                    text(one, "id"), text(one, "hash"), instant(one, "created"), optionalInstant(one, "until")));
        }
        return credentials;
    }

    private static void writeAccount(JsonGenerator json, Account account) {
        json.writeStringProperty("set", "account");
        json.writeStringProperty("name", account.name());
        json.writeStringProperty("role", account.role().label());
        instant(json, "created", account.createdAt());
        instant(json, "expires", account.expiresAt());
        json.writeBooleanProperty("revoked", account.revoked());
        writeCredentials(json, account.credentials());
    }

    private static Account readAccount(JsonNode node) {
        return new Account(
                text(node, "name"),
                Account.Role.valueOf(text(node, "role").toUpperCase(Locale.ROOT)),
                instant(node, "created"),
                instant(node, "expires"),
                node.required("revoked").asBoolean(),
                readCredentials(node));
    }

    private static Agent readAgent(JsonNode node) {
        return new Agent(
                text(node, "name"),
                Agent.Audience.valueOf(text(node, "audience").toUpperCase(Locale.ROOT)),
                text(node, "owner"),
                optional(node, "vendor"),
                optional(node, "plan"),
                text(node, "environment"),
                strings(node.required("tenants")),
                instant(node, "created"),
                optionalInstant(node, "expires"),
                node.required("revoked").asBoolean(),
                readCredentials(node));
    }

    private static void writeGrant(JsonGenerator json, Grant grant) {
        json.writeStringProperty("set", "grant");
        json.writeStringProperty("id", grant.id());
        json.writeStringProperty("hash", grant.tokenHash());
        optional(json, "parent", grant.parent());
        json.writeStringProperty("conversation", grant.conversation());
        json.writeStringProperty("contract", grant.contract());
        instant(json, "issued", grant.issuedAt());
        instant(json, "expires", grant.expiresAt());
        instant(json, "revoked", grant.revokedAt());
        Grant.Part part = grant.part();
        if (part != null) {
            json.writeObjectPropertyStart("part");
            Map<String, Set<String>> fields = part.fields();
            if (fields != null) {
                json.writeObjectPropertyStart("fields");
                fields.forEach((resource, names) -> strings(json, resource, names));
                json.writeEndObject();
            }
            if (part.calls() != null) {
                json.writeNumberProperty("calls", part.calls());
            }
            if (part.rows() != null) {
                json.writeNumberProperty("rows", part.rows());
            }
            json.writeEndObject();
        }
    }

    private static Grant readGrant(JsonNode node) {
        return new Grant(
                text(node, "id"),
                text(node, "hash"),
                optional(node, "parent"),
                text(node, "conversation"),
                text(node, "contract"),
                instant(node, "issued"),
                instant(node, "expires"),
                readPart(node.get("part")),
                optionalInstant(node, "revoked"));
    }

    private static Grant.@Nullable Part readPart(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        Map<String, Set<String>> fields = null;
        JsonNode written = node.get("fields");
        if (written != null) {
            fields = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> resource : written.properties()) {
                fields.put(resource.getKey(), strings(resource.getValue()));
            }
        }
        JsonNode calls = node.get("calls");
        JsonNode rows = node.get("rows");
        return new Grant.Part(fields, calls == null ? null : calls.asInt(), rows == null ? null : rows.asInt());
    }

    private static void writeConversation(JsonGenerator json, ConversationFacts facts) {
        json.writeStringProperty("set", "conversation");
        json.writeStringProperty("id", facts.id());
        json.writeStringProperty("agent", facts.agent());
        optional(json, "actor", facts.actor());
        json.writeStringProperty("workflow", facts.workflow());
        json.writeStringProperty("tenant", facts.tenant());
        optional(json, "case", facts.caseId());
        json.writeStringProperty("assurance", facts.assurance().label());
        optional(json, "subject", facts.subject());
        instant(json, "started", facts.startedAt());
        instant(json, "ends", facts.endsAt());
        Usage usage = facts.usage();
        json.writeNumberProperty("calls", usage.calls());
        json.writeNumberProperty("rows", usage.rows());
        json.writeNumberProperty("bytes", usage.bytes());
        json.writeNumberProperty("misses", usage.misses());
        json.writeNumberProperty("attempts", usage.attempts());
        json.writeNumberProperty("minute", usage.minute());
        json.writeNumberProperty("minute_calls", usage.minuteCalls());
        json.writeBooleanProperty("has_read_text", facts.hasReadText());
        List<String> served = new ArrayList<>(facts.served().size());
        for (DataClass one : facts.served()) {
            served.add(one.label());
        }
        strings(json, "served", served);
    }

    private static ConversationFacts readConversation(JsonNode node) {
        Set<DataClass> served = EnumSet.noneOf(DataClass.class);
        for (String label : strings(node.required("served"))) {
            served.add(DataClass.valueOf(label.toUpperCase(Locale.ROOT)));
        }
        Usage usage = new Usage(
                number(node, "calls"),
                number(node, "rows"),
                node.required("bytes").asLong(),
                number(node, "misses"),
                number(node, "attempts"),
                node.required("minute").asLong(),
                number(node, "minute_calls"));
        return new ConversationFacts(
                text(node, "id"),
                text(node, "agent"),
                optional(node, "actor"),
                text(node, "workflow"),
                text(node, "tenant"),
                optional(node, "case"),
                Assurance.valueOf(text(node, "assurance").toUpperCase(Locale.ROOT)),
                optional(node, "subject"),
                instant(node, "started"),
                instant(node, "ends"),
                usage,
                served,
                node.path("has_read_text").asBoolean(false));
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static void instant(JsonGenerator json, String name, @Nullable Instant value) {
        if (value != null) {
            json.writeNumberProperty(name, value.toEpochMilli());
        }
    }

    private static void strings(JsonGenerator json, String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        String[] sorted = values.toArray(String[]::new);
        Arrays.sort(sorted);
        for (String value : sorted) { // a loop, not a stream: it runs for every call
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).asString();
    }

    private static int number(JsonNode node, String name) {
        return node.required(name).asInt();
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.ofEpochMilli(node.required(name).asLong());
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? null : value.asString();
    }

    private static @Nullable Instant optionalInstant(JsonNode node, String name) {
        return node.has(name) ? instant(node, name) : null;
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode value : array) {
            values.add(value.asString());
        }
        return values;
    }
}
