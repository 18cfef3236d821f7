package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Commitments against the format as it is written down, by another road. */
class CommitmentsTest {
    private static final TreeMap<String, Object> FACTS = new TreeMap<>(Map.of(
            "event",
            "call",
            "rows",
            3L,
            "granted",
            true,
            "ürsache",
            "ü€😀",
            "empty",
            "",
            "long",
            "x".repeat(500),
            "n",
            -3L));

    private static byte[] secret(int seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return secret;
    }

    private static byte[] sha256(byte[]... parts) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] fact(String name, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(value instanceof Long ? 'n' : value instanceof Boolean ? 'b' : 's');
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value.toString().getBytes(StandardCharsets.UTF_8);
        out.writeShort(nameBytes.length);
        out.write(nameBytes);
        out.writeInt(valueBytes.length);
        out.write(valueBytes);
        return bytes.toByteArray();
    }

    @Test
    void theyAreWhatTheFormatSays() throws Exception {
        byte[] secret = secret(1);
        byte[] factBytes = FactBytes.encode(secret, FactSet.of(FACTS));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        int index = 0;
        for (Map.Entry<String, Object> fact : FACTS.entrySet()) {
            byte[] block = sha256(ascii("remit/n1"), secret, new byte[] {0, 0, 0, (byte) (index / 2)});
            byte[] nonce = Arrays.copyOfRange(block, index % 2 * 16, index % 2 * 16 + 16);
            assertThat(Commitments.nonce(factBytes, index)).isEqualTo(nonce);
            expected.writeBytes(sha256(ascii("remit/f1"), nonce, fact(fact.getKey(), fact.getValue())));
            index++;
        }
        byte[] each = Commitments.each(factBytes);
        assertThat(each).isEqualTo(expected.toByteArray());
        assertThat(Commitments.all(each))
                .isEqualTo(sha256(ascii("remit/a1"), new byte[] {0, (byte) FACTS.size()}, each));
    }

    @Test
    void everyFactHasANonceOfItsOwn() {
        byte[] factBytes = FactBytes.encode(secret(2), FactSet.of(FACTS));
        assertThat(java.util.stream.IntStream.range(0, FACTS.size())
                        .mapToObj(i -> Arrays.toString(Commitments.nonce(factBytes, i))))
                .doesNotHaveDuplicates();
    }

    @Test
    void factsAreReadAsTheyWereWritten() {
        assertThat(FactBytes.decode(FactBytes.encode(secret(3), FactSet.of(FACTS)))
                        .map())
                .isEqualTo(FACTS);
    }

    @Test
    void factsInAnyOtherFormAreRefused() {
        byte[] good = FactBytes.encode(secret(4), FactSet.of(Map.of("a", "x", "b", 7L, "c", true)));
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> FactBytes.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> FactBytes.decode(Arrays.copyOf(good, good.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        int a = FactBytes.FIRST;
        refused(good, a, 'x'); // no such type
        refused(good, a, 'n'); // "x" is no number
        refused(good, a + 3, 'b'); // the name of the next one
        refused(good, a + 3, 'z'); // not in order
        refused(good, a + 3, 0xff); // not UTF-8
        refused(good, a + 9 + 8, '+'); // a number in another form
        refused(good, good.length - 1, 'f');
    }

    private static void refused(byte[] good, int at, int with) {
        byte[] changed = good.clone();
        changed[at] = (byte) with;
        assertThatThrownBy(() -> FactBytes.decode(changed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSetOfFactsIsSortedAndKeepsTheLastOfAName() {
        FactSet.Builder builder = new FactSet.Builder();
        for (int i = 99; i >= 0; i--) {
            builder.put("n" + i, "first");
        }
        builder.put("n5", 5L).put("n6", false);
        TreeMap<String, Object> expected = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            expected.put("n" + i, i == 5 ? 5L : i == 6 ? (Object) false : "first");
        }
        FactSet facts = builder.build();
        builder.put("later", 1L);
        assertThat(facts.map().entrySet()).containsExactlyElementsOf(expected.entrySet());
        assertThat(facts.get("n5")).isEqualTo(5L);
        assertThat(facts.get("later")).isNull();
        assertThatThrownBy(() -> FactSet.of(Map.of("x", 1.5))).isInstanceOf(IllegalArgumentException.class);
    }
}
