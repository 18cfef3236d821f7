package dev.remit.gateway.record;

import dev.remit.gateway.key.Aead;
import dev.remit.gateway.key.MasterKey;
import dev.remit.gateway.key.SubjectKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Splits an entry into a leaf that anybody may see and a sidecar that only the key's holder can open.
 *
 * <p>For each fact there is a commitment: HMAC-SHA-256 over name, type and value under a nonce of its own. The nonces come
 * from 32 random bytes of the record (SHA-256 over those bytes and the fact's name), so without the sidecar nothing can be
 * guessed or linked, however few values a fact can have. The leaf holds the SHA-256 over all of them in the order of the
 * names: it is small, and does not even tell which facts there are. To open one fact to somebody, show its nonce and value,
 * and the commitments to the others. The leaf also holds the SHA-256 of the sealed sidecar, so that nobody can exchange it;
 * a sidecar that was erased leaves the leaf as it was.
 *
 * <p>The sidecar is sealed under the customer's own data key, or under the gateway's record key where no customer is
 * concerned. Thread-safe.
 */
public final class Sealer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] BY_GATEWAY = {1, 0};
    private static final byte[] BY_SUBJECT = {1, 1};
    private static final int NAME_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    private final SubjectKeys subjectKeys;
    private final Aead recordKey;
    private final SecureRandom random;

    public Sealer(MasterKey master, SubjectKeys subjectKeys, SecureRandom random) {
        this.subjectKeys = subjectKeys;
        this.recordKey = new Aead(master.derive(MasterKey.Use.RECORD), random);
        this.random = random;
    }

    /** A record's two public parts, as bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Sealed(byte[] leaf, byte[] sidecar) {}

    /** @throws SQLException if the customer's key cannot be had: nothing may be released */
    public Sealed seal(Entry entry) throws SQLException {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        SequencedMap<String, Object> facts = withEvent(entry);
        byte[] plain = sidecar(entry, facts, secret);
        byte[] context = entry.id().getBytes(StandardCharsets.UTF_8);
        byte[] sidecar;
        Entry.About about = entry.about();
        if (about == null) {
            sidecar = concat(BY_GATEWAY, recordKey.seal(plain, context));
        } else {
            SubjectKeys.DataKey key = subjectKeys.of(about.tenant(), about.subject());
            sidecar = concat(
                    BY_SUBJECT, HexFormat.of().parseHex(key.name()), key.aead().seal(plain, context));
        }
        return new Sealed(leaf(entry.id(), entry.at().toEpochMilli(), facts, secret, sidecar), sidecar);
    }

    /**
     * Opens a sidecar, and checks that the leaf is, to the last byte, the one that belongs to it.
     *
     * @return the facts with {@code event} and {@code id}; null where the key is gone
     * @throws IllegalArgumentException if leaf and sidecar do not belong together
     */
    public @Nullable SequencedMap<String, Object> open(byte[] leaf, byte[] sidecar) throws SQLException {
        try {
            return opened(leaf, sidecar);
        } catch (JacksonException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the leaf or the sidecar is none of ours, or was changed", e);
        }
    }

    private @Nullable SequencedMap<String, Object> opened(byte[] leaf, byte[] sidecar) throws SQLException {
        JsonNode publicPart = JSON.readTree(leaf);
        String id = publicPart.required("id").asString();
        if (!publicPart.required("sidecar").asString().equals(base64(Commitments.sha256(sidecar)))) {
            throw new IllegalArgumentException("the sidecar of " + id + " is not the one that the leaf commits to");
        }
        Aead key = recordKey;
        int from = BY_GATEWAY.length;
        if (sidecar[1] == BY_SUBJECT[1]) {
            String name = HexFormat.of().formatHex(sidecar, from, from + NAME_BYTES);
            SubjectKeys.DataKey found = subjectKeys.named(name);
            if (found == null) {
                return null;
            }
            key = found.aead();
            from += NAME_BYTES;
        }
        byte[] plain = key.open(Arrays.copyOfRange(sidecar, from, sidecar.length), id.getBytes(StandardCharsets.UTF_8));
        if (plain == null) {
            throw new IllegalArgumentException("the sidecar of " + id + " was sealed under another key, or changed");
        }
        return facts(leaf, JSON.readTree(plain), id, sidecar);
    }

    /** The facts, after the leaf was made again from them: every byte of it has to be the same. */
    private static SequencedMap<String, Object> facts(byte[] leaf, JsonNode opened, String id, byte[] sidecar) {
        byte[] secret = Base64.getDecoder().decode(opened.required("secret").asString());
        long at = opened.required("at").asLong();
        SequencedMap<String, Object> facts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> fact : opened.required("facts").properties()) {
            facts.put(fact.getKey(), value(fact.getValue()));
        }
        if (!MessageDigest.isEqual(leaf, leaf(id, at, facts, secret, sidecar))) {
            throw new IllegalArgumentException("the leaf of " + id + " is not the one that its sidecar opens");
        }
        facts.put("id", id);
        facts.put("at", Instant.ofEpochMilli(at).toString());
        return facts;
    }

    private static Object value(JsonNode node) {
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isIntegralNumber() ? (Object) node.asLong() : node.asString();
    }

    /** Canonical: keys in this order, no white space. */
    private static byte[] leaf(String id, long at, SequencedMap<String, Object> facts, byte[] secret, byte[] sidecar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("v", 1);
            json.writeStringProperty("id", id);
            json.writeNumberProperty("at", at);
            json.writeStringProperty("facts", base64(new Commitments(secret).all(facts)));
            json.writeStringProperty("sidecar", base64(Commitments.sha256(sidecar)));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static byte[] sidecar(Entry entry, SequencedMap<String, Object> facts, byte[] secret) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("secret", base64(secret));
            json.writeNumberProperty("at", entry.at().toEpochMilli());
            json.writeObjectPropertyStart("facts");
            for (Map.Entry<String, Object> fact : facts.entrySet()) {
                json.writeName(fact.getKey());
                switch (fact.getValue()) {
                    case Long number -> json.writeNumber(number);
                    case Integer number -> json.writeNumber(number);
                    case Boolean truth -> json.writeBoolean(truth);
                    case Object text -> json.writeString(text.toString());
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static SequencedMap<String, Object> withEvent(Entry entry) {
        SequencedMap<String, Object> facts = new TreeMap<>(entry.facts());
        facts.put("event", entry.event());
        Entry.About about = entry.about();
        if (about != null) {
            facts.put("tenant", about.tenant());
            facts.put("subject", about.subject());
        }
        return facts;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
