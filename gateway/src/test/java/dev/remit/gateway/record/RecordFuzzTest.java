package dev.remit.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets Jazzer look for bytes that break a surface; {@code -Dremit.fuzz.runs=N} says how often it tries. In processes of their
 * own, because a JVM fuzzes one target, and with a fixed seed, which is in the output.
 */
@Tag("slow")
class RecordFuzzTest {
    private static final int RUNS = Integer.getInteger("remit.fuzz.runs", 20_000);

    /** Longer than that takes: a bound for what hangs. */
    private static final int MINUTES = 10;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(RecordSurface.class)
    void noInputBreaksIt(RecordSurface surface) throws IOException, InterruptedException {
        Path found = Files.createDirectory(folder.resolve("found"));
        Path output = folder.resolve("output");
        Process fuzzing = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-Dremit.fuzz.surface=" + surface,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + RecordFuzzTarget.class.getName(),
                        "--instrumentation_includes=dev.remit.gateway.record.**",
                        "-runs=" + RUNS,
                        "-max_len=4096",
                        "-seed=20261121",
                        found.toString(),
                        ParsersTest.folder(surface).toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(fuzzing.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            fuzzing.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(fuzzing.exitValue()).as(said).isZero();
        assertThat(said).contains("Seed: 20261121").contains("Done " + RUNS + " runs");
        assertThat(found).as("what covers more than the seeds").isNotEmptyDirectory();
    }
}
