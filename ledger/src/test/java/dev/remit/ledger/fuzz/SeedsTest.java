package dev.remit.ledger.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The seeds of each surface, once each; {@link CoverageGuidedTest} goes on from them. What that ever finds becomes a seed.
 * They are read without Jazzer's agent, which would stay in the JVM and slow down and annotate all other tests.
 */
class SeedsTest {
    private static final Path SEEDS = Path.of("src/test/resources/dev/remit/ledger/fuzz");

    static Path folder(Surface surface) {
        return SEEDS.resolve(surface.folder()).toAbsolutePath();
    }

    @ParameterizedTest
    @EnumSource(Surface.class)
    void whatMustHoldHoldsForAllSeedsOfWhichSomeAreAcceptedAndSomeAreNot(Surface surface) throws IOException {
        List<Boolean> accepted = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(surface))) {
            for (Path file : files.sorted().toList()) {
                accepted.add(surface.read(Files.readAllBytes(file)));
            }
        }
        accepted.add(surface.read(new byte[0]));
        assertThat(accepted).contains(true, false);
    }
}
