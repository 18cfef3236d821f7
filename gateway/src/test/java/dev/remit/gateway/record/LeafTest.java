package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A leaf has one form. */
class LeafTest {
    private static final String DIGEST = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String HEAD = "{\"v\":1,\"id\":\"id-1_X\",\"at\":1795000000000,\"keep\":365";
    private static final String FULL = HEAD + ",\"payload_keep\":30,\"facts\":\"" + DIGEST + "\",\"sidecar\":\""
            + DIGEST + "\",\"payload\":\"" + DIGEST + "\"}";
    private static final String BARE = HEAD + ",\"facts\":\"" + DIGEST + "\",\"sidecar\":\"" + DIGEST + "\"}";

    private static Leaf read(String text) {
        return Leaf.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itIsJsonAndReadAsItWasWritten() {
        for (String text : List.of(FULL, BARE)) {
            assertThat(new String(read(text).encode(), StandardCharsets.US_ASCII))
                    .isEqualTo(text);
            JsonNode json = JsonMapper.shared().readTree(text);
            assertThat(json.required("keep").asInt()).isEqualTo(read(text).keep());
        }
        assertThat(read(FULL)).isEqualTo(new Leaf("id-1_X", 1_795_000_000_000L, 365, 30, DIGEST, DIGEST, DIGEST));
        assertThat(read(BARE).payload()).isNull();
    }

    @Test
    void whatTheWriterDoesNotWriteIsRefused() {
        for (String wrong : List.of(
                "",
                "{}",
                FULL + " ",
                " " + FULL,
                FULL + FULL,
                FULL.replace(",\"at\"", ", \"at\""),
                FULL.replace("\"keep\":365,", ""),
                FULL.replace("365", "0"),
                FULL.replace("365", "036"),
                FULL.replace("365", "-1"),
                FULL.replace("365", "1e3"),
                FULL.replace("365", "36500000000"),
                FULL.replace("1795000000000", "01"),
                FULL.replace("1795000000000", "99999999999999999999"),
                FULL.replace("id-1_X", ""),
                FULL.replace("id-1_X", "ü"),
                FULL.replace("id-1_X", "a\\u0062"),
                FULL.replace("id-1_X", "x".repeat(65)),
                FULL.replace("uFU=", "uFV="),
                FULL.replace("uFU=", "uF=="),
                FULL.replace("\"payload\"", "\"other\""),
                FULL.replace(",\"payload_keep\":30", ""),
                FULL.replace("\"payload_keep\":30", "\"payload_keep\":0"),
                FULL.replace("\"payload_keep\":30", "\"payload_keep\":030"),
                FULL.replace("\"payload_keep\":30", "\"payload_keep\":366"),
                BARE.replace("365", "365,\"payload_keep\":30"),
                BARE.replace("}", ",\"more\":1}"))) {
            assertThatThrownBy(() -> read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        for (int i = 0; i < FULL.length(); i++) {
            byte[] cut = Arrays.copyOf(FULL.getBytes(StandardCharsets.US_ASCII), i);
            assertThatThrownBy(() -> Leaf.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anEntryHasAnIdThatALeafCanHold() {
        for (String id : List.of("a", "id-1_X", "Zz09", "x".repeat(64))) {
            assertThat(entry(id).id()).isEqualTo(id);
            assertThat(read(FULL.replace("id-1_X", id)).id()).isEqualTo(id);
        }
        for (String wrong :
                List.of("", "x".repeat(65), "ü", "a b", "a\"b", "a.b", "@", "[", "`", "{", "/", ":", "a\n")) {
            assertThatThrownBy(() -> entry(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Entry entry(String id) {
        return new Entry(id, Instant.EPOCH, "call", Map.of(), null);
    }

    @Test
    void anotherVersionIsNamed() {
        for (String other : List.of(FULL.replace("\"v\":1", "\"v\":2"), FULL.replace("\"v\":1", "\"v\":10"))) {
            assertThatThrownBy(() -> read(other)).hasMessageContaining("another version");
        }
        assertThatThrownBy(() -> read(FULL.replace("\"keep\":365,", ""))).hasMessageContaining("another build");
    }
}
