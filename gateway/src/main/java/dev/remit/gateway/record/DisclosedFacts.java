package dev.remit.gateway.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Some facts of one record, as a file for somebody who has the record's leaf, version 1:
 *
 * <pre>{"v":1,"commitments":["…",…],"facts":[{"name":"decision","value":"deny","nonce":"…","position":7},…]}</pre>
 *
 * <p>{@code commitments} are those to all facts of the record, in base64 (RFC 4648, section 4). Of the facts that are not
 * among {@code facts} they tell nothing but how many there are. Nothing in it is to be believed before {@link #check}
 * found nothing. Immutable.
 *
 * @param facts at least one, each name once, all with the same commitments
 */
public record DisclosedFacts(List<Disclosure> facts) {
    /** The longest file that is read: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> MEMBERS = Set.of("v", "commitments", "facts");
    private static final Set<String> FACT_MEMBERS = Set.of("name", "value", "nonce", "position");

    /** @throws IllegalArgumentException if they cannot be of one record */
    public DisclosedFacts {
        facts = List.copyOf(facts);
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("it shows no fact");
        }
        byte[] commitments = facts.getFirst().commitments();
        Set<String> names = new HashSet<>();
        Set<Integer> positions = new HashSet<>();
        for (Disclosure fact : facts) {
            if (!names.add(fact.name())
                    || !positions.add(fact.position())
                    || !Arrays.equals(fact.commitments(), commitments)) {
                throw new IllegalArgumentException("a fact is there twice, or of another record");
            }
        }
    }

    /**
     * Whether the leaf commits to all of these facts.
     *
     * @return the name of the first fact that it does not commit to; empty if there is none
     */
    public Optional<String> check(Leaf leaf) {
        return facts.stream()
                .filter(fact -> !fact.provenBy(leaf))
                .map(Disclosure::name)
                .findFirst();
    }

    /** The bytes that {@link #read} takes. */
    public byte[] encode() {
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode file = JSON.createObjectNode().put("v", 1);
        byte[] commitments = facts.getFirst().commitments();
        ArrayNode each = file.putArray("commitments");
        for (int at = 0; at < commitments.length; at += Commitments.LENGTH) {
            each.add(base64.encodeToString(Arrays.copyOfRange(commitments, at, at + Commitments.LENGTH)));
        }
        ArrayNode shown = file.putArray("facts");
        for (Disclosure fact : facts) {
            ObjectNode one = shown.addObject().put("name", fact.name());
            switch (fact.value()) {
                case Long number -> one.put("value", number);
                case Boolean truth -> one.put("value", truth);
                case Object text -> one.put("value", text.toString());
            }
            one.put("nonce", base64.encodeToString(fact.nonce())).put("position", fact.position());
        }
        return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if these are not the bytes of such a file; says why, and quotes nothing of it */
    public static DisclosedFacts read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("it has more than " + MAX_BYTES + " bytes");
        }
        JsonNode file;
        try {
            file = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
        if (!has(file, MEMBERS) || !file.path("v").isIntegralNumber()) {
            throw new IllegalArgumentException("it has other members than v, commitments and facts");
        }
        if (!file.path("v").canConvertToInt() || file.path("v").asInt() != 1) {
            throw new IllegalArgumentException("it is of another version than 1, the only one that this build reads");
        }
        byte[] commitments = commitments(file.path("commitments"));
        if (!file.path("facts").isArray()) {
            throw new IllegalArgumentException("its facts are no list");
        }
        List<Disclosure> facts = new ArrayList<>();
        for (JsonNode one : file.path("facts")) {
            facts.add(fact(one, commitments));
        }
        return new DisclosedFacts(facts);
    }

    private static boolean has(JsonNode node, Set<String> members) {
        return node.isObject()
                && node.size() == members.size()
                && members.stream().allMatch(node::has);
    }

    private static byte[] commitments(JsonNode list) {
        if (!list.isArray()) {
            throw new IllegalArgumentException("its commitments are no list");
        }
        byte[] all = new byte[list.size() * Commitments.LENGTH];
        for (int i = 0; i < list.size(); i++) {
            byte[] one = decoded(list.get(i), Commitments.LENGTH);
            System.arraycopy(one, 0, all, i * Commitments.LENGTH, one.length);
        }
        return all;
    }

    private static Disclosure fact(JsonNode one, byte[] commitments) {
        JsonNode position = one.path("position");
        if (!has(one, FACT_MEMBERS)
                || !one.path("name").isString()
                || !position.isIntegralNumber()
                || !position.canConvertToInt()) {
            throw new IllegalArgumentException("a fact has a name, a value, a nonce and a position, and this one not");
        }
        return new Disclosure(
                one.path("name").asString(),
                value(one.path("value")),
                decoded(one.path("nonce"), Commitments.NONCE),
                position.asInt(),
                commitments);
    }

    private static Object value(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isString()) {
            return value.asString();
        }
        throw new IllegalArgumentException("a fact is a text, a whole number or a boolean, and this one is not");
    }

    private static byte[] decoded(JsonNode text, int length) {
        byte[] bytes = text.isString() ? Base64.getDecoder().decode(text.asString()) : new byte[0];
        if (bytes.length != length) {
            throw new IllegalArgumentException("a commitment has 32 bytes in base64, a nonce 16, and this one not");
        }
        return bytes;
    }
}
