package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is read of a record, with bytes that somebody changed: read in order or refused. {@link RecordFuzzTest} goes on from
 * the same seeds; what that ever finds becomes one.
 */
class ParsersTest {
    private static final long SEED = 20261121;
    private static final int TRIES = 20_000;
    private static final Path SEEDS = Path.of("src/test/resources/dev/remit/gateway/record");

    private final Random random = new Random(SEED);

    static Path folder(RecordSurface surface) {
        return SEEDS.resolve(surface.folder()).toAbsolutePath();
    }

    private static List<byte[]> seeds(RecordSurface surface) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(surface))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    @ParameterizedTest
    @EnumSource(RecordSurface.class)
    void ofTheSeedsSomeAreReadAndSomeRefused(RecordSurface surface) throws IOException {
        assertThat(seeds(surface).stream().map(surface::read)).contains(true, false);
    }

    /** Changes seeds a little, again and again. */
    @ParameterizedTest
    @EnumSource(RecordSurface.class)
    void whatIsChangedIsReadInItsOneFormOrRefused(RecordSurface surface) throws IOException {
        List<byte[]> seeds = seeds(surface);
        int accepted = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes = changed(bytes);
            }
            accepted += surface.read(bytes) ? 1 : 0;
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

    @Test
    void whatIsLongIsRefusedInLineWithItsLength() {
        for (String text : List.of("{\"v\":1,\"id\":\"", "{\"v\":2,", "0")) {
            byte[] bytes = ascii(text + "a".repeat(1 << 20));
            assertThat(RecordSurface.LEAF.read(bytes)).isFalse();
        }
        byte[] claimed = {1, 0x7f, -1, -1, -1, 0};
        assertThat(RecordSurface.SIDECAR.read(claimed)).isFalse();
        byte[] negative = {1, -1, -1, -1, -1, 0};
        assertThat(RecordSurface.SIDECAR.read(negative)).isFalse();
        byte[] many = new byte[FactBytes.FIRST];
        many[FactBytes.SECRET] = -1;
        assertThat(RecordSurface.FACTS.read(many)).isFalse();
        assertThat(RecordSurface.DISCLOSED.read(ascii("[".repeat(1 << 19)))).isFalse();
        assertThat(RecordSurface.DISCLOSED.read(ascii("{\"v\":" + "1".repeat(1 << 19) + "}")))
                .isFalse();
    }

    /** No record has such a fact, and a stranger's file that shows one is refused where it is read, not where it is used. */
    @Test
    void aFactThatNoRecordCanHaveIsNotShown() {
        for (String name : List.of("n".repeat(FactSet.LONGEST_NAME + 1), "\\ud800")) {
            assertThatThrownBy(() -> DisclosedFacts.read(shown(name, "deny")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        // In UTF-8 it would be a question mark, and so be proven by a record that says that.
        assertThatThrownBy(() -> DisclosedFacts.read(shown("decision", "\\ud800")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(RecordSurface.DISCLOSED.read(shown("n".repeat(FactSet.LONGEST_NAME), "\\ud83d\\ude00")))
                .isTrue();
    }

    /** @param name as it stands in JSON, as does the value */
    private static byte[] shown(String name, String value) {
        String commitment = Base64.getEncoder().encodeToString(new byte[Commitments.LENGTH]);
        String nonce = Base64.getEncoder().encodeToString(new byte[Commitments.NONCE]);
        return ascii("{\"v\":1,\"commitments\":[\"" + commitment + "\"],\"facts\":[{\"name\":\"" + name
                + "\",\"value\":\"" + value + "\",\"nonce\":\"" + nonce + "\",\"position\":0}]}");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
