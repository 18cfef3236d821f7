package dev.remit.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.RecogniserPlugin;
import dev.remit.privacy.detect.RecogniserPlugin.Opened;
import dev.remit.privacy.detect.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralModelTest {
    private static final Map<String, Kind> KINDS = Map.of("PER", Kind.PERSON, "LOC", Kind.PLACE);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final List<RecogniserPlugin.Model> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(RecogniserPlugin.Model::close);
    }

    private static TinyModel names() {
        return new TinyModel()
                .words("B-PER", "zorvex", "jose", "aa")
                .words("I-PER", "quillby")
                .words("B-LOC", "tarnholm")
                .words("MISC", "festival")
                .words("O", "met", "in", "x", "und", "##el", "##ine", "unter");
    }

    private RecogniserPlugin.Model open(TinyModel model) throws IOException {
        return open(model, KINDS, 0.5, LONG);
    }

    private RecogniserPlugin.Model open(TinyModel model, Map<String, Kind> kinds, double least, Duration within)
            throws IOException {
        return opened(model.in(folder.resolve("model")), kinds, least, within);
    }

    private RecogniserPlugin.Model opened(Path model, Map<String, Kind> kinds, double least, Duration within) {
        Opened opened = new NeuralPlugin().open(new RecogniserPlugin.Wanted(model, kinds, least, within));
        assertThat(opened).isInstanceOf(Opened.Ready.class);
        RecogniserPlugin.Model ready = ((Opened.Ready) opened).model();
        open.add(ready);
        return ready;
    }

    private static List<String> found(RecogniserPlugin.Model model, byte[] text) {
        return found(model, text, 0, text.length);
    }

    private static List<String> found(RecogniserPlugin.Model model, byte[] text, int from, int to) {
        Findings found = new Findings();
        model.pass().scan(text, from, to, 0, text.length, found);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            all.add(found.kind(i) + ":"
                    + new String(text, found.start(i), found.end(i) - found.start(i), StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    private static List<String> found(RecogniserPlugin.Model model, String text) {
        return found(model, text.getBytes(StandardCharsets.UTF_8)).stream()
                .map(one -> new String(one.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void wordsOfOneNameAreOneFinding() throws IOException {
        RecogniserPlugin.Model model = open(names());
        assertThat(found(model, "x met Zorvex Quillby in Tarnholm, und Zorvex-Quillby"))
                .containsExactly("person:Zorvex Quillby", "place:Tarnholm", "person:Zorvex-Quillby");
        assertThat(found(model, "Zorvex, Zorvex\nZorvex")).hasSize(3);
        assertThat(found(model, "")).isEmpty();
        assertThat(found(model, " \n\t ")).isEmpty();
    }

    @Test
    void whatItFindsIsLikelyAndSaysHowProbableItIs() throws IOException {
        Detector detector = Detector.builder().recogniser(open(names())).build();
        assertThat(detector.find("met Zorvex"))
                .containsExactly(new Finding(Kind.PERSON, 4, 10, Tier.LIKELY, "a neural model, 0.99"));
    }

    @Test
    void aWordIsANameIfOnePieceOfItIs() throws IOException {
        RecogniserPlugin.Model model = open(
                names().words("O", "mac", "##zor").words("I-PER", "##quill").word("##ton", "O"));
        assertThat(found(model, "met Macquillton, in x")).containsExactly("person:Macquillton");
        assertThat(found(model, "met Maczorel, in x")).isEmpty();
    }

    @Test
    void labelsThatAreNotNamedAreIgnored() throws IOException {
        assertThat(found(open(names(), Map.of("LOC", Kind.PLACE), 0.5, LONG), "Zorvex in Tarnholm, festival"))
                .containsExactly("place:Tarnholm");
        assertThat(found(open(names(), Map.of("MISC", Kind.ORGANISATION), 0.5, LONG), "Zorvex in Tarnholm, festival"))
                .containsExactly("organisation:festival");
    }

    @Test
    void labelsOfOneKindCountTogetherAgainstTheLeast() throws IOException {
        // By softmax over six labels: e^1 / (e^1 + 5) is 0.352.
        TinyModel model = names().word("maybe", "B-PER", 1);
        assertThat(found(open(model, KINDS, 0.4, LONG), "met maybe")).containsExactly("person:maybe");
        // The other label of persons adds 0.130, which is 0.482 in all.
        assertThat(found(open(model, KINDS, 0.49, LONG), "met maybe")).isEmpty();
        assertThat(found(open(model, Map.of("LOC", Kind.PLACE), 0.4, LONG), "met maybe"))
                .isEmpty();
    }

    @Test
    void placesAreRightAroundCharactersOfAnyLength() throws IOException {
        RecogniserPlugin.Model model = open(names());
        assertThat(found(model, "😀 é ß 漢字 Zorvex 😀 Tarnholm")).containsExactly("person:Zorvex", "place:Tarnholm");
        assertThat(found(model, "met Jose\u0301, in x")).containsExactly("person:Jose\u0301");
        assertThat(found(model, "met Jos\u00e9, in x")).containsExactly("person:Jos\u00e9");
        assertThat(found(open(names().words("B-PER", "\u0e01")), "met \u0e01\u0e35\u0e48, in x"))
                .containsExactly("person:\u0e01\u0e35\u0e48");
        assertThat(found(model, "\u0000 met \ufeffZorvex\u0000 \u202eTarnholm")).hasSize(2);
        assertThat(found(model, "[SEP] Zorvex [CLS]")).containsExactly("person:Zorvex");
    }

    @Test
    void bytesThatAreNoCharactersMoveNothing() throws IOException {
        RecogniserPlugin.Model model = open(names());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int[] broken : new int[][] {
            {0xFF},
            {0xC3},
            {0x80, 0x80},
            {0xE2, 0x82},
            {0xED, 0xA0, 0x80},
            {0xF0, 0x9F, 0x98},
            {0xF5, 0x80, 0x80, 0x80},
            {0xC0, 0xAF},
            {0xF4, 0x90, 0x80, 0x80}
        }) {
            for (int one : broken) {
                text.write(one);
            }
            text.writeBytes("Zorvex ".getBytes(StandardCharsets.UTF_8));
        }
        text.write(0xE2);
        assertThat(found(model, text.toByteArray())).hasSize(9).containsOnly("person:Zorvex");
    }

    @Test
    void onlyThePartIsReadAndPlacesAreOfTheWholeText() throws IOException {
        byte[] text = "😀 Zorvex met Quillby".getBytes(StandardCharsets.UTF_8);
        RecogniserPlugin.Model model = open(names());
        assertThat(found(model, text, 2, 15)).containsExactly("person:Zorvex");
        assertThat(found(model, text, 11, text.length)).containsExactly("person:Quillby");
    }

    @Test
    void everyNameOfALongTextIsFoundOnceWhereverWindowsBegin() throws IOException {
        RecogniserPlugin.Model model = open(names().positions(18)); // sixteen tokens at once
        for (int lead = 0; lead < 20; lead++) {
            String text = "met ".repeat(lead) + "Zorvex Quillby " + "in ".repeat(40) + "Tarnholm";
            assertThat(found(model, text)).containsExactly("person:Zorvex Quillby", "place:Tarnholm");
        }
    }

    @Test
    void windowsOverlapSoThatEachWordIsReadWithWhatIsAroundIt() throws IOException {
        // A weak name, which only a word beside it makes one.
        TinyModel model = new TinyModel().words("O", "in", ",").word("mister", "B-LOC", 20);
        RecogniserPlugin.Model open =
                open(model.word("vex", "B-LOC", 0.5f).positions(18).together());
        assertThat(found(open, "in vex")).isEmpty();
        for (int lead = 0; lead < 20; lead++) {
            assertThat(found(open, "in ".repeat(lead) + "vex , mister " + "in ".repeat(40)))
                    .containsExactly("place:vex", "place:mister");
        }
    }

    @Test
    void aLongTextIsReadToItsEndByTheDetector() throws IOException {
        Detector detector = Detector.builder().recogniser(open(names())).build();
        String text = "met in x und ".repeat(8_000) + "Zorvex";
        assertThat(detector.find(text))
                .singleElement()
                .satisfies(one -> assertThat(one.end()).isEqualTo(text.length()));
    }

    @Test
    void anyBytesAreRead() throws IOException {
        RecogniserPlugin.Model model = open(names());
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] text = new byte[random.nextInt(300)];
            random.nextBytes(text);
            Findings found = new Findings();
            model.pass().scan(text, 0, text.length, 0, text.length, found);
            for (int k = 0; k < found.size(); k++) {
                assertThat(found.end(k)).isLessThanOrEqualTo(text.length);
            }
        }
        assertThat(found(model, "x".repeat(32_768))).isEmpty();
        assertThat(found(model, "aa".repeat(16_384))).isEmpty(); // too long for a word of this tokenizer
    }

    /** Pieces of these begin with the blank before a word, as those of XLM-RoBERTa and RoBERTa do. */
    @Test
    void otherTokenizersAreReadToo() throws IOException {
        TinyModel model = new TinyModel().words("O", "met").words("B-PER", "zorvex");
        String unigram = """
                {"version":"1.0","added_tokens":[],"normalizer":{"type":"NFKC"},
                "pre_tokenizer":{"type":"Metaspace","replacement":"\u2581","prepend_scheme":"always","split":true},
                "model":{"type":"Unigram","unk_id":1,"byte_fallback":false,"vocab":[["[PAD]",0],["[UNK]",0],["[CLS]",0],
                ["[SEP]",0],["\u2581met",-1],["\u2581zorvex",-1]]}}
                """;
        String bytes = """
                {"version":"1.0","added_tokens":[],
                "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true},
                "model":{"type":"WordLevel","unk_token":"[UNK]","vocab":{"[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,
                "\u0120met":4,"\u0120zorvex":5}}}
                """;
        for (String tokenizer : List.of(unigram, bytes)) {
            Files.writeString(model.in(folder.resolve("model")).resolve("tokenizer.json"), tokenizer);
            RecogniserPlugin.Model open = opened(folder.resolve("model"), KINDS, 0.5, LONG);
            assertThat(found(open, "met zorvex \ud83d\ude00 zorvex")).containsExactly("person:zorvex", "person:zorvex");
        }
    }

    @Test
    void inputsThatAModelDoesNotHaveAreNotGiven() throws IOException {
        assertThat(found(open(names().inputs("input_ids")), "met Zorvex")).containsExactly("person:Zorvex");
        assertThat(found(open(names().inputs("input_ids", "attention_mask")), "met Zorvex"))
                .containsExactly("person:Zorvex");
    }

    @Test
    void aModelThatFailsOrSaysNoNumberGivesNothingAndTellsNothingOfTheText() throws IOException {
        RecogniserPlugin.Model model =
                open(names().word("notnumber", "O", Float.NaN).word("endless", "O", Float.POSITIVE_INFINITY));
        for (String word : List.of("notnumber", "endless")) {
            assertThatExceptionOfType(RecogniserPlugin.Failure.class)
                    .isThrownBy(() -> found(model, "met Zorvex " + word))
                    .withMessage("a neural model failed: what it said of a text is no number")
                    .withNoCause();
        }
        RecogniserPlugin.Model gone = open(names().words("O", "nowhere").missing(1));
        assertThatExceptionOfType(RecogniserPlugin.Failure.class)
                .isThrownBy(() -> found(gone, "met Zorvex nowhere"))
                .withMessageStartingWith("a neural model failed: ORT_")
                .withNoCause();
        assertThat(found(gone, "met Zorvex")).hasSize(1);
    }

    @Test
    void aTimeThatIsOverIsAFailure() throws IOException {
        RecogniserPlugin.Model model = open(names(), KINDS, 0.5, Duration.ofNanos(1));
        assertThatExceptionOfType(RecogniserPlugin.Failure.class)
                .isThrownBy(() -> found(model, "met Zorvex ".repeat(2_000)))
                .withMessageContaining("within");
    }

    @Test
    void nothingIsReadAfterClosing() throws IOException {
        RecogniserPlugin.Model model = open(names());
        assertThat(found(model, "Zorvex")).hasSize(1);
        model.close();
        model.close();
        assertThatExceptionOfType(RecogniserPlugin.Failure.class)
                .isThrownBy(() -> found(model, "Zorvex"))
                .withMessageContaining("closed");
    }

    @Test
    void manyThreadsGetTheSame() throws Exception {
        RecogniserPlugin.Model model = open(names());
        String text = "met in x und ".repeat(200) + "Zorvex Quillby in Tarnholm";
        List<String> alone = found(model, text);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<String>>> tasks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                tasks.add(() -> found(model, text));
            }
            for (Future<List<String>> one : threads.invokeAll(tasks)) {
                assertThat(one.get()).isEqualTo(alone).hasSize(2);
            }
        }
    }
}
