package dev.remit.gateway.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.gateway.cli.Terminal;
import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Recogniser;
import dev.remit.privacy.detect.Tier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With recognisers that behave as real ones seldom do. */
class ScanningTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Tally scan(String text, Recogniser recogniser) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/note.txt"), text);
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                folder,
                false);
        Detector detector = Detector.builder().recogniser(recogniser).build();
        Clean clean = Clean.ToFolder.of(terminal, folder.resolve("in"), folder.resolve("out"));
        return new Scanning(terminal, detector, new QuietReport(terminal), clean).files(folder.resolve("in"));
    }

    /** Finds a word where a text holds another one. */
    private static Recogniser beside(String neighbour, String word) {
        return () -> (utf8, from, to, textFrom, textTo, found) -> {
            String text = new String(utf8, from, to - from, StandardCharsets.ISO_8859_1);
            int at = text.indexOf(word);
            if (at >= 0 && text.contains(neighbour)) {
                found.add(Kind.PERSON, from + at, from + at + word.length(), Tier.LIKELY, "beside another");
            }
        };
    }

    @Test
    void whatIsSeenOnlyOnceOtherThingsAreGoneGoesToo() throws IOException {
        Tally tally = scan("ask anna.berger@mail.example or zebra", beside("[email]", "zebra"));
        assertThat(folder.resolve("out/note.txt")).hasContent("ask [email] or [person]");
        assertThat(tally.findings()).isEqualTo(1);
        assertThat(tally.more()).isEqualTo(1);
        assertThat(tally.summary()).contains("1 more taken out of the copies");
    }

    @Test
    void aTextThatNeverComesCleanHasNoCopy() throws IOException {
        Tally tally = scan("zebra", beside("e", "e"));
        assertThat(tally.failed()).hasSize(1);
        assertThat(folder.resolve("out/note.txt")).doesNotExist();
    }

    @Test
    void aDetectorThatFailsLeavesNoCopyAndSaysSo() throws IOException {
        Tally tally = scan("ask anna.berger@mail.example", () -> (utf8, from, to, textFrom, textTo, found) -> {
            throw new IllegalStateException("secret text");
        });
        assertThat(tally.failed()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("note.txt: the detector failed (IllegalStateException)")
                .doesNotContain("secret text");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
