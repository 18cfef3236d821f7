package dev.remit.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.RecogniserPlugin.Opened;
import dev.remit.privacy.detect.RecogniserPlugin.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used is refused at once, in a sentence that says why and one that says what to do. */
class WrongModelTest {
    private static final int DOUBLE = 11;
    private static final int FLOAT = 1;

    @TempDir
    Path folder;

    private static TinyModel model() {
        return new TinyModel().words("B-PER", "zorvex");
    }

    private static String refused(Path model, String label) {
        return switch (new NeuralPlugin()
                .open(new Wanted(model, Map.of(label, Kind.PERSON), 0.5, Duration.ofMinutes(5)))) {
            case Opened.Ready ready -> {
                ready.model().close();
                yield "";
            }
            case Opened.Refused(String why, String advice) -> {
                assertThat(why).endsWith(".").doesNotContain("\n");
                assertThat(advice).endsWith(".").doesNotContain("\n");
                yield why + " " + advice;
            }
        };
    }

    private static String refused(Path model) {
        return refused(model, "PER");
    }

    @Test
    void aRightOneIsNotRefused() throws IOException {
        assertThat(refused(model().in(folder))).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThat(refused(folder.resolve("none"))).startsWith("There is no folder " + folder.resolve("none"));
    }

    @Test
    void eachFileIsNeeded() throws IOException {
        for (String name : List.of("model.onnx", "tokenizer.json", "config.json")) {
            model().in(folder);
            Files.delete(folder.resolve(name));
            assertThat(refused(folder)).contains("There is no file", name).contains("Export it");
        }
    }

    @Test
    void aLabelThatTheModelDoesNotHaveIsAnsweredWithThoseThatItHas() throws IOException {
        assertThat(refused(model().in(folder), "PERS")).contains("no label 'PERS'", "LOC, MISC, PER.");
        assertThat(refused(model().in(folder), "B-PER")).contains("no label 'B-PER'", "without B- or I-");
        assertThat(refused(model().in(folder), "O")).contains("no label 'O'");
    }

    @Test
    void aConfigurationWithoutLabelsIsRefused() throws IOException {
        model().in(folder);
        for (String config :
                List.of("{}", "[]", "{\"id2label\":{\"1\":\"PER\"}}", "{\"id2label\":{\"0\":\"O\",\"2\":\"PER\"}}")) {
            Files.writeString(folder.resolve("config.json"), config);
            assertThat(refused(folder)).contains("config.json does not name its labels");
        }
        Files.writeString(folder.resolve("config.json"), "{\"id2label\":");
        assertThat(refused(folder)).contains("config.json cannot be read as JSON");
    }

    @Test
    void aTokenizerOfAnotherFormIsRefused() throws IOException {
        model().in(folder);
        for (String text : List.of("", "{}", "[1]", "{\"model\":{\"type\":\"WordPiece\"}}", "vocab")) {
            Files.writeString(folder.resolve("tokenizer.json"), text);
            assertThat(refused(folder))
                    .contains("tokenizer.json cannot be used as a tokenizer")
                    .contains("Take the tokenizer.json that comes with the model.");
        }
        Files.write(folder.resolve("tokenizer.json"), new byte[] {(byte) 0xFF, 0});
        assertThat(refused(folder)).contains("tokenizer.json cannot be used as a tokenizer");
    }

    @Test
    void aDamagedNetworkIsRefused() throws IOException {
        Path network = model().in(folder).resolve("model.onnx");
        byte[] right = Files.readAllBytes(network);
        for (byte[] wrong : List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                Arrays.copyOf(right, right.length / 2),
                "text".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            Files.write(network, wrong);
            assertThat(refused(folder)).contains("model.onnx cannot be loaded as an ONNX model", "Copy it again");
        }
        assertThat(refused(model().operator("Nothing").in(folder))).contains("cannot be loaded as an ONNX model");
    }

    @Test
    void aNetworkForSomethingElseIsRefused() throws IOException {
        assertThat(refused(model().inputs("pixel_values").in(folder)))
                .contains("no model for token classification: its inputs are pixel_values.")
                .contains("Export a model for token classification");
        assertThat(refused(model().inputs("input_ids", "bbox").in(folder))).contains("its inputs are bbox, input_ids.");
        assertThat(refused(model().output("logits", FLOAT, 2).in(folder)))
                .contains("its output logits is not of float [batch, sequence, 6]");
        assertThat(refused(model().output("logits", DOUBLE, 3).in(folder)))
                .contains("cannot be loaded as an ONNX model");
        assertThat(refused(model().labels(List.of("O", "PER")).in(folder)))
                .contains("with the 2 labels of config.json: its output logits is not of float [batch, sequence, 2]");
    }

    @Test
    void anOnlyOutputMayHaveAnyName() throws IOException {
        assertThat(refused(model().output("output", FLOAT, 3).in(folder))).isEmpty();
    }

    @Test
    void aModelThatReadsTooLittleAtOnceIsRefused() throws IOException {
        assertThat(refused(model().positions(9).in(folder))).contains("reads too little at once: 7 tokens");
        assertThat(refused(model().positions(10).in(folder))).isEmpty();
    }

    @Test
    void aTokenizerOfAnotherModelIsRefused() throws IOException {
        assertThat(refused(model().missing(4).in(folder))).contains("cannot read a short text: a neural model failed");
    }
}
