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
 * Lets Jazzer look for bytes that break a surface, some seconds each; {@code -Dremit.fuzz.seconds=N} says how many. In
 * processes of their own, because a JVM fuzzes one target, and with a fixed seed, which is in the output.
 */
@Tag("slow")
class RecordFuzzTest {
    private static final int SECONDS = Integer.getInteger("remit.fuzz.seconds", 5);

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
                        "-max_total_time=" + SECONDS,
                        "-max_len=4096",
                        "-seed=20261121",
                        found.toString(),
                        ParsersTest.folder(surface).toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(fuzzing.waitFor(SECONDS + 120, TimeUnit.SECONDS)).isTrue();
        } finally {
            fuzzing.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(fuzzing.exitValue()).as(said).isZero();
        assertThat(said).contains("Seed: 20261121").containsPattern("Done [0-9]{3,} runs");
        assertThat(found).as("what covers more than the seeds").isNotEmptyDirectory();
    }
}
