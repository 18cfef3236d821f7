package dev.remit.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder that is built, beside the gateway in a process of its own: its class path has none of what the plug-in needs,
 * and its memory is bounded as {@code ./remit} bounds it.
 */
class PluginFolderTest {
    private static final Path PLUGIN = Path.of("target/neural").toAbsolutePath();

    @TempDir
    Path directory;

    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException, SQLException {
        folder = ServedShop.write(directory);
        new TinyModel()
                .words("B-PER", "zorvex")
                .words("I-PER", "quillby")
                .words("B-LOC", "tarnholm")
                .word("notnumber", "O", Float.NaN)
                .in(folder.resolve("models/ner"));
    }

    private static String recognisers(String model, String kinds) {
        return "recognisers:\n  - plugin: " + PLUGIN + "\n    model: " + model + "\n    kinds: " + kinds + "\n";
    }

    private record Done(int exitCode, String out) {}

    private Done run(String main, String... arguments) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("onnxruntime") && !entry.contains("ai/djl"))
                .filter(entry ->
                        !Path.of(entry).equals(Path.of("target/classes").toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                main));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return new Done(process.waitFor(), Files.readString(out, StandardCharsets.UTF_8));
    }

    private Done remit(String... arguments) throws IOException, InterruptedException {
        return run("dev.remit.gateway.Main", arguments);
    }

    @Test
    void theFolderHasWhatItNeedsAndNothingOfTheGateway() throws IOException {
        try (Stream<Path> files = Files.list(PLUGIN)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("-[0-9].*", "")))
                    .containsExactlyInAnyOrder(
                            "remit-neural",
                            "onnxruntime",
                            "tokenizers",
                            "jackson-core",
                            "jackson-databind",
                            "jackson-annotations");
        }
    }

    @Test
    void anAgentIsToldKindsInsteadOfNamesThatOnlyTheModelKnows() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("ready.yaml.next"), recognisers("models/ner", "{ PER: person, LOC: place }"));
        Files.writeString(folder.resolve("wrong.yaml.next"), recognisers("models/ner", "{ PERS: person, LOC: place }"));
        Done done = run("dev.remit.neural.ServedShop", folder.toString());
        assertThat(done.out().lines().filter(line -> line.startsWith("said ")))
                .as(done.out())
                .containsExactly(
                        "said without: " + ServedShop.NAMES,
                        "said ready: [] [person] waits in [place]",
                        "said wrong: [The model has no label 'PERS'.] [person] waits in [place]",
                        "said failing: shape_failed",
                        "said gone: [] " + ServedShop.NAMES + ", the lamp notnumber");
        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("a neural model failed: what it said of a text is no number");
    }

    @Test
    void theCommandLineAsksTheModelAndSaysWhatIsWrongWithIt() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("letter.txt"), ServedShop.NAMES + "\n");
        Files.writeString(folder.resolve("privacy.yaml"), recognisers("models/ner", "{ PER: person }"));
        Done scanned = remit("scan", "letter.txt", "--config", "config", "--redact");
        assertThat(scanned.out()).startsWith("[person] waits in tarnholm");
        assertThat(remit("check", "config").exitCode()).isZero();
        Files.writeString(folder.resolve("privacy.yaml"), recognisers("models/none", "{ PER: person }"));
        Done wrong = remit("check", "config");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out())
                .contains("privacy.yaml:2:5: error [recogniser] There is no folder " + folder.resolve("models/none"));
    }
}
