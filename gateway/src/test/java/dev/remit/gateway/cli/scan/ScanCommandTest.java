package dev.remit.gateway.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Console;
import dev.remit.gateway.text.WordPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScanCommandTest {
    private static final String MAIL = "anna.berger@mail.example";

    @TempDir
    Path folder;

    private Console.Done remit(String... arguments) {
        return new Console(folder, Map.of()).run(arguments);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    @Test
    void aFindingHasItsPlaceAndIsShownMasked() throws IOException {
        write("note.txt", "Hello\nwrite to " + MAIL + " today\n");
        Console.Done done = remit("scan", "note.txt");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.out())
                .startsWith("note.txt:2:10: email (personal, valid) a")
                .contains("bytes 15-39: ")
                .endsWith("1 finding in 1 file: 1 email.\n")
                .doesNotContain("berger");
        assertThat(remit("scan", "note.txt", "--show-values").out()).contains(MAIL);
    }

    @Test
    void aConfigurationsKindsAndRecognisersAreAskedToo() throws IOException {
        write("note.txt", "the quonk asks for PRJ-1234, and a@b.example\n");
        WordPlugin.in(folder.resolve("plugin"));
        WordPlugin.model(folder.resolve("config/model"), "quonk");
        write("config/privacy.yaml", """
                kinds: { project: { class: confidential, why: secret, patterns: ["PRJ-[0-9]+"] } }
                recognisers: [{ plugin: ../plugin, model: model, kinds: { WORD: person } }]
                """);
        assertThat(remit("scan", "note.txt", "--redact").out())
                .contains("quonk")
                .contains("PRJ-1234");
        assertThat(remit("scan", "note.txt", "--redact", "--config", "config").out())
                .isEqualTo("the [person] asks for [project], and [email]\n");
        assertThat(folder.resolve("config/model/closed")).exists();
        Files.delete(folder.resolve("config/model/closed"));
        assertThat(remit("scan", "note.txt", "--redact", "--config", "config", "--kinds", "project,email")
                        .out())
                .isEqualTo("the quonk asks for [project], and [email]\n");
        assertThat(remit("scan", "note.txt", "--redact", "--config", "config", "--no-prose")
                        .out())
                .isEqualTo("the quonk asks for [project], and [email]\n");
        assertThat(folder.resolve("config/model/closed")).doesNotExist();
        assertThat(remit("scan", "note.txt", "--class", "confidential", "--config", "config")
                        .out())
                .contains("1 finding");
        write("fails.txt", "it may fail");
        Console.Done failed = remit("scan", "fails.txt", "--config", "config");
        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.err()).contains("fails.txt: the word failed, so nobody knows what it holds.");
    }

    @Test
    void aConfigurationThatIsWrongStopsAScan() throws IOException {
        write("note.txt", "the lamp is on\n");
        assertThat(remit("scan", "note.txt", "--config", "none").err()).contains("There is no privacy.yaml in none.");
        write("config/privacy.yaml", "recognisers: [{ plugin: none, model: none, kinds: { WORD: person } }]");
        Console.Done wrong = remit("scan", "note.txt", "--config", "config");
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.err())
                .contains("privacy.yaml:1:")
                .contains("There is no folder")
                .contains("Nothing was scanned");
        write("config/privacy.yaml", "recogniser: []");
        assertThat(remit("scan", "note.txt", "--config", "config").err()).contains("recognisers");
    }

    @Test
    void nothingFoundIsZero() throws IOException {
        write("note.txt", "the lamp is on\n");
        assertThat(remit("scan", "note.txt")).isEqualTo(new Console.Done(0, "0 findings in 1 file.\n", ""));
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        write("a/note.txt", "write to " + MAIL + " now");
        write("a/empty.txt", "");
        Files.write(folder.resolve("a/picture"), new byte[] {1, 0, 2});
        Console.Done done = remit("scan", "a", "--json");
        assertThat(done.exitCode()).isEqualTo(1);
        JsonNode answer = JsonMapper.shared().readTree(done.out());
        JsonNode first = answer.path("findings").get(0);
        assertThat(first.path("file").asString()).isEqualTo("a/note.txt");
        assertThat(first.path("kind").asString()).isEqualTo("email");
        assertThat(first.path("class").asString()).isEqualTo("personal");
        assertThat(first.path("start").asInt()).isEqualTo(9);
        assertThat(first.has("value")).isFalse();
        assertThat(answer.path("kinds").path("email").asInt()).isEqualTo(1);
        assertThat(answer.path("files").asInt()).isEqualTo(2);
        assertThat(answer.path("skipped").get(0).path("file").asString()).isEqualTo("a/picture");
        assertThat(done.err()).contains("a/picture holds NUL bytes").contains("skipped.");
        assertThat(done.out()).doesNotContain("berger");
    }

    @Test
    void standardInputIsScannedAndCleaned() {
        Console console = new Console(folder, Map.of());
        Console.Done done = console.given("ask " + MAIL + " or call +49 30 901820", "scan", "-", "--redact");
        assertThat(done.out()).isEqualTo("ask [email] or call [phone]");
        assertThat(done.err()).isEqualTo("2 findings in 1 file: 1 email, 1 phone.\n");
        assertThat(done.exitCode()).isEqualTo(1);
    }

    @Test
    void onlyWhatIsAskedForIsShown() throws IOException {
        write("note.txt", "ask " + MAIL + " or Mrs. Berta Kowalczyk, card 4111 1111 1111 1111");
        assertThat(remit("scan", "note.txt", "--kinds", "card").out()).contains("1 finding in 1 file: 1 card.");
        assertThat(remit("scan", "note.txt", "--class", "personal").out())
                .contains("1 email", "person")
                .doesNotContain("card");
        assertThat(remit("scan", "note.txt", "--no-prose").out()).contains("1 card, 1 email.");
        assertThat(remit("scan", "note.txt", "--min-tier", "valid", "--kinds", "email,person")
                        .out())
                .contains("email");
    }

    @Test
    void copiesOfAFolderGoElsewhereAndOverwriteNothing() throws IOException {
        write("in/deep/note.txt", "ask " + MAIL);
        write("in/plain.txt", "nothing here");
        Files.createSymbolicLink(folder.resolve("in/link.txt"), folder.resolve("in/plain.txt"));
        Console.Done done = remit("scan", "in", "--redact", "--out", "clean");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("clean/deep/note.txt")).hasContent("ask [email]");
        assertThat(folder.resolve("clean/plain.txt")).hasContent("nothing here");
        assertThat(folder.resolve("clean/link.txt")).doesNotExist();
        assertThat(done.err()).contains("in/link.txt is a symbolic link");

        write("in/plain.txt", "now ask " + MAIL);
        Console.Done again = remit("scan", "in", "--redact", "--out", "clean");
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains("is there already");
        assertThat(folder.resolve("clean/plain.txt")).hasContent("nothing here");
        assertThat(folder.resolve("in/plain.txt")).hasContent("now ask " + MAIL);
    }

    @Test
    void copiesNeverLieAmongTheOriginals() throws IOException {
        write("in/note.txt", "ask " + MAIL);
        Files.createSymbolicLink(folder.resolve("way"), folder.resolve("in"));
        for (String out : new String[] {"in", "in/clean", ".", "way/clean"}) {
            Console.Done done = remit("scan", "in", "--redact", "--out", out);
            assertThat(done.exitCode()).as(out).isEqualTo(2);
            assertThat(done.err()).contains("would lie among the originals");
        }
        assertThat(remit("scan", "in/note.txt", "--redact", "--out", "in").exitCode())
                .isEqualTo(2);
        assertThat(remit("scan", "in/note.txt", "--redact", "--out", "out").exitCode())
                .isEqualTo(1);
        assertThat(folder.resolve("out/note.txt")).hasContent("ask [email]");
    }

    @Test
    void whatIsWrittenWrongIsSaidInASentence() throws IOException {
        write("note.txt", "x");
        assertThat(remit("scan").exitCode()).isEqualTo(2);
        assertThat(remit("scan", "nowhere"))
                .returns(3, Console.Done::exitCode)
                .satisfies(done -> assertThat(done.err()).startsWith("remit: There is no nowhere."));
        assertThat(remit("scan", "note.txt", "--kinds", "emial").err())
                .isEqualTo("remit: There is no kind 'emial'. Did you mean 'email'?\n");
        assertThat(remit("scan", "note.txt", "--class", "personel").err()).contains("'personal'");
        assertThat(remit("scan", "note.txt", "--min-tier", "sure").err()).contains("weak, likely, valid");
        assertThat(remit("scan", ".", "--redact").err()).contains("Add --out DIR.");
        assertThat(remit("scan", "note.txt", "--out", "x").err()).contains("Add --redact.");
        assertThat(remit("scan", "note.txt", "--redact", "--json").exitCode()).isEqualTo(2);
    }

    @Test
    void aNamedFileThatIsNoTextIsAFailureAndNotClean() throws IOException {
        Files.write(folder.resolve("picture"), new byte[] {1, 0, 2});
        Console.Done done = remit("scan", "picture");
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err()).contains("picture holds NUL bytes");
    }

    @Test
    void aCleanCopyScansClean() throws IOException {
        write("in/log.txt", """
                user=bob.smith@corp.example token=ghp_abcdefghijklmnopqrstuvwxyz0123456789
                password: hunter2-hunter
                "secret": "correct-horse-1"
                Dear Ms. Anna Kowalczyk
                """);
        assertThat(remit("scan", "in", "--redact", "--out", "clean").exitCode()).isEqualTo(1);
        assertThat(folder.resolve("clean/log.txt")).content().contains("token=[secret]");
        assertThat(remit("scan", "clean")).isEqualTo(new Console.Done(0, "0 findings in 1 file.\n", ""));
        assertThat(remit("scan", "clean/log.txt", "--redact").out())
                .isEqualTo(Files.readString(folder.resolve("clean/log.txt")));
    }

    @Test
    void bytesThatAreNotUtf8AreSaid() throws IOException {
        Files.write(
                folder.resolve("latin1.csv"),
                "Jürgen Müller;Hauptstraße 5\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        write("utf8.csv", "Jürgen 😀 €\n");
        Console.Done done = remit("scan", "latin1.csv", "--json");
        assertThat(done.err()).contains("latin1.csv holds 3 bytes that are not UTF-8");
        assertThat(JsonMapper.shared()
                        .readTree(done.out())
                        .path("doubtful")
                        .get(0)
                        .path("file")
                        .asString())
                .isEqualTo("latin1.csv");
        assertThat(remit("scan", "utf8.csv").err()).isEmpty();
    }
}
