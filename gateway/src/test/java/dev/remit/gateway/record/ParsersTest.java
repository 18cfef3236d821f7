package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What is read of a record before its key has vouched for it, with bytes that somebody changed: refused in order, or read
 * and written back byte for byte.
 */
class ParsersTest {
    private static final long SEED = 20261121;
    private static final int TRIES = 200_000;
    private static final String DIGEST = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private final Random random = new Random(SEED);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<byte[]> leaves() {
        Leaf plain = new Leaf("01kb7x-_", 1_795_000_000_000L, 365, 0, DIGEST, DIGEST, null);
        Leaf full = new Leaf("a", 0, 999_999_999, 1, DIGEST, DIGEST, DIGEST);
        return List.of(plain.encode(), full.encode());
    }

    private static List<byte[]> sidecars() {
        byte[] byGateway = {SidecarParts.BY_GATEWAY, 1, 2, 3, 4};
        byte[] bySubject = new byte[1 + SidecarParts.ID_BYTES + 9];
        bySubject[0] = SidecarParts.BY_SUBJECT;
        return List.of(
                new SidecarParts(byGateway, new byte[0]).encode(),
                new SidecarParts(bySubject, bySubject).encode(),
                new SidecarParts(new byte[0], bySubject).encode());
    }

    @Test
    void aLeafIsReadInItsOneFormOrRefused() {
        mutated(leaves(), bytes -> Leaf.read(bytes).encode());
    }

    @Test
    void aSidecarIsReadInItsOneFormOrRefused() {
        mutated(sidecars(), bytes -> {
            SidecarParts parts = SidecarParts.read(bytes);
            String key = parts.keyId();
            assertThat(key == null ? 0 : key.length()).isIn(0, 2 * SidecarParts.ID_BYTES);
            return parts.encode();
        });
    }

    @Test
    void whatIsLongIsRefusedInLineWithItsLength() {
        for (String text : List.of("{\"v\":1,\"id\":\"", "{\"v\":2,", "0")) {
            byte[] bytes = ascii(text + "a".repeat(1 << 20));
            assertThat(read(bytes, one -> Leaf.read(one).encode())).isFalse();
        }
        byte[] claimed = {1, 0x7f, -1, -1, -1, 0};
        assertThat(read(claimed, one -> SidecarParts.read(one).encode())).isFalse();
        byte[] negative = {1, -1, -1, -1, -1, 0};
        assertThat(read(negative, one -> SidecarParts.read(one).encode())).isFalse();
    }

    /** Changes seeds a little, again and again, going on from what was accepted. */
    private void mutated(List<byte[]> seeds, UnaryOperator<byte[]> again) {
        int accepted = 0;
        for (byte[] seed : seeds) {
            assertThat(read(seed, again)).isTrue();
        }
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes = changed(bytes);
            }
            accepted += read(bytes, again) ? 1 : 0;
        }
        assertThat(accepted).as("seed %d", SEED).isBetween(1, TRIES - 1);
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
            case 2 -> with(bytes, at, (byte) random.nextInt(256));
            case 3 -> with(bytes, at, bytes[random.nextInt(bytes.length)]);
            default -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
        };
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }

    private static boolean read(byte[] bytes, UnaryOperator<byte[]> again) {
        byte[] read;
        try {
            read = again.apply(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
        assertThat(read).isEqualTo(bytes);
        return true;
    }
}
