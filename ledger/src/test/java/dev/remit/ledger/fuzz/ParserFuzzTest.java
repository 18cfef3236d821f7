package dev.remit.ledger.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The seeds of each surface, once each; {@link CoverageGuidedTest} goes on from them. What it ever finds becomes a seed.
 */
class ParserFuzzTest {
    static final Path SEEDS = Path.of("src/test/resources/dev/remit/ledger/fuzz/ParserFuzzTestInputs");

    @FuzzTest
    void note(byte[] input) {
        Surface.NOTE.read(input);
    }

    @FuzzTest
    void signatures(byte[] input) {
        Surface.SIGNATURES.read(input);
    }

    @FuzzTest
    void checkpoint(byte[] input) {
        Surface.CHECKPOINT.read(input);
    }

    @FuzzTest
    void verifierKey(byte[] input) {
        Surface.VERIFIER_KEY.read(input);
    }

    @FuzzTest
    void signingKey(byte[] input) {
        Surface.SIGNING_KEY.read(input);
    }

    @FuzzTest
    void hashTile(byte[] input) {
        Surface.HASH_TILE.read(input);
    }

    @FuzzTest
    void entryBundle(byte[] input) {
        Surface.ENTRY_BUNDLE.read(input);
    }

    @FuzzTest
    void tilePath(byte[] input) {
        Surface.TILE_PATH.read(input);
    }

    @FuzzTest
    void proof(byte[] input) {
        Surface.PROOF.read(input);
    }

    @FuzzTest
    void addCheckpoint(byte[] input) {
        Surface.ADD_CHECKPOINT.read(input);
    }

    @FuzzTest
    void segment(byte[] input) {
        Surface.SEGMENT.read(input);
    }

    @FuzzTest
    void frames(byte[] input) {
        Surface.FRAMES.read(input);
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void someSeedsAreAcceptedAndSomeAreNot(Surface surface) throws IOException {
        List<Boolean> accepted = seeds(surface).stream().map(surface::read).toList();
        assertThat(accepted).contains(true, false);
    }

    static List<byte[]> seeds(Surface surface) throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve(surface.folder()))) {
            return files.sorted().map(ParserFuzzTest::read).toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
