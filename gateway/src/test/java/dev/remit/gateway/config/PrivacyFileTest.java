package dev.remit.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.core.finding.Finding;
import dev.remit.gateway.Gateway;
import dev.remit.gateway.testing.SmallShop;
import dev.remit.gateway.text.FreeText;
import dev.remit.gateway.text.OwnKind;
import dev.remit.gateway.text.Passing;
import dev.remit.gateway.text.WordPlugin;
import dev.remit.privacy.detect.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyFileTest {
    private static final String RIGHT = """
            kinds:
              project:
                class: confidential
                why: code names of what is not announced
                words: [Blue Heron]
                words_file: lists/projects.txt
                patterns: ["PRJ-[0-9]{4}"]
            """;

    @TempDir
    Path directory;

    private Folder folder;

    @BeforeEach
    void write() throws IOException {
        folder = new Folder(SmallShop.in(directory).folder());
        Files.createDirectories(folder.path().resolve("lists"));
        Files.writeString(folder.path().resolve("lists/projects.txt"), "# old ones\nNightjar\n\n  Grey Wagtail\n");
    }

    private Folder.Loaded load(String text) throws IOException {
        Files.writeString(folder.path().resolve("privacy.yaml"), text);
        return folder.load();
    }

    /** With {@code -Dremit.schemas.write=true} the file is written instead of compared. */
    @Test
    void thePublishedSchemaIsWhatTheReaderEnforces() throws IOException {
        Path file = Path.of("../docs/schemas/privacy.schema.json");
        if (Boolean.getBoolean("remit.schemas.write")) {
            Files.writeString(file, PrivacyFile.schema());
        }
        assertThat(file).hasContent(PrivacyFile.schema());
    }

    @Test
    void kindsAreReadWithTheirWordsAndPatterns() throws IOException {
        List<OwnKind> kinds = ((Folder.Loaded.Accepted) load(RIGHT)).kinds();
        assertThat(kinds).singleElement().satisfies(kind -> {
            assertThat(kind.kind().dataClass()).isEqualTo("confidential");
            assertThat(kind.words()).containsExactly("Blue Heron", "Nightjar", "Grey Wagtail");
            assertThat(kind.patterns()).containsExactly("PRJ-[0-9]{4}");
        });
    }

    @Test
    void everyMistakeIsToldWithItsPlace() throws IOException {
        for (String[] wrong : new String[][] {
            {"class: confidential", "clas: confidential", "3:5 unknown-key class"},
            {"class: confidential", "class: hidden", "3:12 bad-value confidential"},
            {"why: code names of what is not announced", "why: \"\"", "4:10 bad-value "},
            {"  project:", "  email:", "2:3 duplicate-name built-in"},
            {"  project:", "  number:", "2:3 duplicate-name built-in"},
            {"PRJ-[0-9]{4}", "(?=PRJ)", "7:16 bad-pattern RE2"},
            {"PRJ-[0-9]{4}", "(a)\\\\1", "7:16 bad-pattern RE2"},
            {"PRJ-[0-9]{4}", "[0-9", "7:16 bad-pattern RE2"},
            {"PRJ-[0-9]{4}", "[0-9]*", "7:16 bad-pattern empty"},
            {"[Blue Heron]", "[\"--\"]", "5:13 not-a-word "},
            {"lists/projects.txt", "lists/none.txt", "6:17 no-file none.txt"},
            {"lists/projects.txt", "../projects.txt", "6:17 bad-value lists"},
            {RIGHT.substring(RIGHT.indexOf("    words:")), "", "3:5 missing-key words"}
        }) {
            assertThat(RIGHT).contains(wrong[0]);
            String[] expected = wrong[2].split(" ", 3);
            List<Finding> findings = load(RIGHT.replace(wrong[0], wrong[1])).findings();
            assertThat(findings).as(wrong[2]).anySatisfy(finding -> {
                assertThat(finding.location().line() + ":" + finding.location().column())
                        .isEqualTo(expected[0]);
                assertThat(finding.code()).isEqualTo(expected[1]);
                assertThat(finding.message() + finding.hint()).contains(expected[2]);
            });
            assertThat(folder.load()).isInstanceOf(Folder.Loaded.Rejected.class);
        }
    }

    private static final String MODEL = """
            recognisers:
              - plugin: ../neural
                model: models/ner
                kinds: { PER: person, PROJ: project }
                least: 0.7
                within: 5s
            """;

    @Test
    void recognisersAreReadAndNotOpened() throws IOException {
        Folder.Loaded.Accepted accepted = (Folder.Loaded.Accepted) load(RIGHT + MODEL);
        assertThat(accepted.recognisers()).singleElement().satisfies(one -> {
            assertThat(one.value().plugin()).isEqualTo(folder.path().resolveSibling("neural"));
            assertThat(one.value().model()).isEqualTo(folder.path().resolve("models/ner"));
            assertThat(one.value().kinds())
                    .isEqualTo(Map.of(
                            "PER",
                            Kind.PERSON,
                            "PROJ",
                            accepted.kinds().getFirst().kind()));
            assertThat(one.value().least()).isEqualTo(0.7);
            assertThat(one.value().within()).isEqualTo(Duration.ofSeconds(5));
            assertThat(one.at().line()).isEqualTo(9);
        });
        String brief = "recognisers: [{ plugin: /opt/neural, model: ner, kinds: { PER: person } }]";
        assertThat(((Folder.Loaded.Accepted) load(brief)).recognisers())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.value().plugin()).isEqualTo(Path.of("/opt/neural"));
                    assertThat(one.value().least()).isEqualTo(0.5);
                    assertThat(one.value().within()).isEqualTo(Duration.ofSeconds(30));
                });
    }

    @Test
    void everyMistakeInARecogniserIsToldWithItsPlace() throws IOException {
        for (String[] wrong : new String[][] {
            {"plugin:", "plug:", "9:5 unknown-key plugin"},
            {"    model: models/ner\n", "", "9:5 missing-key model"},
            {"{ PER: person, PROJ: project }", "{}", "11:12 bad-value 1 to 200"},
            {"PER: person", "PER: persn", "11:14 bad-value person"},
            {"PER: person", "PER: Person", "11:19 bad-value kind"},
            {"PROJ: project", "PROJ: other", "11:27 bad-value kinds:"},
            {"PER: person", "PER: date", "11:14 bad-value stays"},
            {"least: 0.7", "least: 1", "12:12 bad-value less than 1"},
            {"least: 0.7", "least: 0", "12:12 bad-value more than 0"},
            {"least: 0.7", "least: high", "12:12 wrong-type number"},
            {"within: 5s", "within: 5h", "13:13 bad-value "},
            {MODEL.substring(MODEL.indexOf("  -")), "  []", "9:3 bad-value "}
        }) {
            assertThat(MODEL).contains(wrong[0]);
            String[] expected = wrong[2].split(" ", 3);
            List<Finding> findings =
                    load(RIGHT + MODEL.replace(wrong[0], wrong[1])).findings();
            assertThat(findings).as(wrong[2]).anySatisfy(finding -> {
                assertThat(finding.location().line() + ":" + finding.location().column())
                        .isEqualTo(expected[0]);
                assertThat(finding.code()).isEqualTo(expected[1]);
                assertThat(finding.message() + finding.hint()).contains(expected[2]);
            });
            assertThat(folder.load()).isInstanceOf(Folder.Loaded.Rejected.class);
        }
        assertThat(load(MODEL).findings())
                .anySatisfy(finding -> assertThat(finding.message()).isEqualTo("There is no kind 'project'."));
    }

    @Test
    void theGuardNeedsNoKindsAndItsMistakesAreTold() throws IOException {
        GuardSettings guard = ((Folder.Loaded.Accepted) load("guard: { own: { phone: [\"+44 20\"] } }")).guard();
        assertThat(guard).isEqualTo(new GuardSettings(Duration.ofDays(1), Map.of("phone", List.of("+44 20"))));
        assertThat(((Folder.Loaded.Accepted) load(RIGHT)).guard()).isNull();
        for (String[] wrong : new String[][] {
            {"guard: { rebuild: 9m }", "bad-value"},
            {"guard: { rebuild: 31d }", "bad-value"},
            {"guard: { own: { fone: [\"+44 20\"] } }", "bad-value"},
            {"guard: { scan: 24h }", "unknown-key"},
            {"{}", "missing-key"}
        }) {
            assertThat(load(wrong[0]).findings())
                    .as(wrong[0])
                    .anyMatch(finding -> finding.code().equals(wrong[1]));
            assertThat(folder.load()).isInstanceOf(Folder.Loaded.Rejected.class);
        }
    }

    @Test
    void aReloadLooksForTheNewKinds() throws IOException {
        Folder.Loaded.Accepted accepted = (Folder.Loaded.Accepted) folder.load();
        Settings settings = accepted.settings().withData(directory.resolve("embedded"));
        try (Gateway gateway = Gateway.embedded(
                folder, accepted.with(settings), new References(Map.of(), directory), InstantSource.system())) {
            assertThat(said(gateway)).isEqualTo("it is a nightjar");
            load(RIGHT);
            assertThat(gateway.reload()).isEmpty();
            assertThat(said(gateway)).isEqualTo("it is a [project]");
            load(RIGHT.replace("class:", "clas:"));
            assertThat(gateway.reload()).isNotEmpty();
            assertThat(said(gateway)).isEqualTo("it is a [project]");
        }
    }

    @Test
    void aReloadAsksTheNewRecognisersAndRefusesWhatCannotBeOpened() throws IOException {
        Path plugin = WordPlugin.in(directory.resolve("plugin"));
        WordPlugin.model(directory.resolve("first"), "nightjar");
        WordPlugin.model(directory.resolve("next"), "it is");
        String first = "recognisers: [{ plugin: " + plugin + ", model: " + directory.resolve("first")
                + ", kinds: { WORD: person } }]";
        load(first.replace("first", "none"));
        assertThatThrownBy(() -> embedded().close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("privacy.yaml:1:15 [recogniser] There is no word in");
        load(first);
        try (Gateway gateway = embedded()) {
            assertThat(said(gateway)).isEqualTo("it is a [person]");
            load(first.replace("first", "none"));
            assertThat(gateway.reload())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.code()).isEqualTo("recogniser"));
            assertThat(said(gateway)).isEqualTo("it is a [person]");
            load(first.replace("first", "next"));
            assertThat(gateway.reload()).isEmpty();
            assertThat(said(gateway)).isEqualTo("[person] a nightjar");
        }
        assertThat(directory.resolve("next/closed")).exists();
    }

    private Gateway embedded() throws IOException {
        Folder.Loaded.Accepted accepted = (Folder.Loaded.Accepted) folder.load();
        return Gateway.embedded(
                folder,
                accepted.with(accepted.settings().withData(directory.resolve("embedded"))),
                new References(Map.of(), directory),
                InstantSource.system());
    }

    private static String said(Gateway gateway) {
        FreeText text = gateway.configuration().serving().current().text();
        return text.clean("it is a nightjar", Passing.NOTHING_MORE) instanceof FreeText.Outcome.Clean(String clean)
                ? clean
                : "";
    }
}
