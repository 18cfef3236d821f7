package dev.remit.gateway.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import dev.remit.core.yaml.Located;
import dev.remit.privacy.detect.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognisersTest {
    private static final String SERVICE = "META-INF/services/dev.remit.privacy.detect.RecogniserPlugin";

    @TempDir
    Path folder;

    private static Located<RecogniserSetting> setting(Path plugin, Path model) {
        return new Located<>(
                new RecogniserSetting(plugin, model, Map.of("WORD", Kind.PERSON), 0.5, Duration.ofSeconds(1)),
                new Location("privacy.yaml", 2, 5));
    }

    private Located<RecogniserSetting> word(String word) throws IOException {
        Path plugin = folder.resolve("plugin");
        return setting(
                Files.isDirectory(plugin) ? plugin : WordPlugin.in(plugin),
                WordPlugin.model(folder.resolve(word), word));
    }

    private boolean closed(String word) {
        return Files.exists(folder.resolve(word).resolve("closed"));
    }

    private static String cleaned(Recognisers recognisers, String text) {
        return switch (FreeText.of(List.of(), recognisers.all()).clean(text, Passing.NOTHING_MORE)) {
            case FreeText.Outcome.Clean(String clean) -> clean;
            case FreeText.Outcome other -> other.toString();
        };
    }

    private static Finding refused(Located<RecogniserSetting> setting) {
        Findings findings = new Findings();
        assertThat(Recognisers.open(List.of(setting), findings).all()).isEmpty();
        assertThat(findings.sorted()).hasSize(1);
        Finding finding = findings.sorted().getFirst();
        assertThat(finding.code()).isEqualTo("recogniser");
        assertThat(finding.location()).isEqualTo(setting.at());
        assertThat(finding.hint()).endsWith(".");
        return finding;
    }

    @Test
    void aPlugInOfAFolderIsAskedBesidesTheRules() throws IOException {
        Findings findings = new Findings();
        String text = "the quonk wrote from a@b.example";
        assertThat(cleaned(Recognisers.NONE, text)).isEqualTo("the quonk wrote from [email]");
        try (Recognisers opened = Recognisers.open(List.of(word("quonk")), findings)) {
            assertThat(findings.sorted()).isEmpty();
            assertThat(cleaned(opened, text)).isEqualTo("the [person] wrote from [email]");
        }
        assertThat(closed("quonk")).isTrue();
    }

    @Test
    void aTextThatItFailsOnIsNotReleased() throws IOException {
        try (Recognisers opened = Recognisers.open(List.of(word("quonk")), new Findings())) {
            assertThat(cleaned(opened, "please fail")).startsWith("Failed[");
            assertThat(cleaned(opened, "please do")).isEqualTo("please do");
        }
    }

    @Test
    void whatIsWantedNextStaysOpenAndTheRestIsClosed() throws IOException {
        Findings findings = new Findings();
        Recognisers first = Recognisers.open(List.of(word("quonk"), word("zib")), findings);
        Recognisers next = first.next(List.of(word("zib"), word("flarn")), findings);
        assertThat(next.all().getFirst()).isSameAs(first.all().getLast());
        first.closeBut(next);
        assertThat(closed("quonk")).isTrue();
        assertThat(closed("zib")).isFalse();
        next.close();
        assertThat(closed("zib") && closed("flarn")).isTrue();
    }

    @Test
    void whereOneCannotBeOpenedNothingNewStaysOpen() throws IOException {
        Findings findings = new Findings();
        Recognisers first = Recognisers.open(List.of(word("zib")), findings);
        Recognisers next = first.next(
                List.of(word("zib"), word("quonk"), setting(folder.resolve("plugin"), folder.resolve("none"))),
                findings);
        assertThat(next).isSameAs(first);
        assertThat(findings.sorted().getFirst().message()).startsWith("There is no word in");
        assertThat(closed("quonk")).isTrue();
        assertThat(closed("zib")).isFalse();
        next.close();
    }

    @Test
    void aFolderWithoutOnePlugInIsRefused() throws IOException {
        assertThat(refused(setting(folder.resolve("none"), folder)).message()).startsWith("There is no folder");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(refused(setting(empty, folder)).message()).contains("have 0 plug-ins");
        Path two = WordPlugin.in(folder.resolve("two"));
        WordPlugin.jar(two.resolve("more.jar"), Map.of(SERVICE, "gone.Plugin".getBytes(StandardCharsets.UTF_8)));
        assertThat(refused(setting(two, folder)).message()).contains("cannot be loaded");
    }

    /** A folder that was wrong may be put right without a restart. */
    @Test
    void aRefusedFolderIsLookedAtAgain() throws IOException {
        Path late = Files.createDirectories(folder.resolve("late"));
        Located<RecogniserSetting> setting = setting(late, WordPlugin.model(folder.resolve("m"), "quonk"));
        refused(setting);
        WordPlugin.in(late);
        try (Recognisers opened = Recognisers.open(List.of(setting), new Findings())) {
            assertThat(opened.all()).hasSize(1);
        }
    }
}
