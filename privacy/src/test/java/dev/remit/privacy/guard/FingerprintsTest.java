package dev.remit.privacy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.remit.privacy.pseudonym.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintsTest {
    private static final Fingerprinter PRINTS = new Fingerprinter(new byte[32]);
    private static final Instant BEGAN = Instant.parse("2026-11-21T00:00:00Z");

    @TempDir
    private Path folder;

    private static void build(Fingerprints prints, int from, int to) throws IOException {
        try (Fingerprints.Rebuild rebuild = prints.rebuild(BEGAN, _ -> {})) {
            for (int i = from; i < to; i++) {
                rebuild.add("email", i + "@x.example", "C" + i);
            }
            rebuild.finish();
        }
    }

    private static boolean knows(Fingerprints prints, String value) {
        Guard guard = new Guard(prints, Set.of(), Unsourced.KEEP);
        return guard.check(value, List.of(), new Served(PRINTS), _ -> {}).withheld() > 0;
    }

    private static boolean knows(Fingerprints prints, int i) {
        return knows(prints, i + "@x.example");
    }

    @Test
    void everyValueIsFoundAgainAndNoOther() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            assertThat(prints.builtAt()).isEmpty();
            List<Long> progress = new ArrayList<>();
            try (Fingerprints.Rebuild rebuild = prints.rebuild(BEGAN, progress::add)) {
                for (int i = 0; i < 25_000; i++) {
                    rebuild.add("email", i + "@x.example", "C" + i);
                }
                rebuild.finish();
            }
            assertThat(progress).containsExactly(10_000L, 20_000L, 25_000L);
        }
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            assertThat(prints.builtAt()).contains(BEGAN);
            assertThat(prints.size()).isEqualTo(25_000);
            assertThat(prints.filterBytes()).isLessThan(25_000 * 2);
            for (int i = 0; i < 50_000; i++) {
                assertThat(prints.find(PRINTS.of(new Form(Shape.EMAIL, i + "@x.example", false))) != -1)
                        .as("%d", i)
                        .isEqualTo(i < 25_000);
            }
        }
    }

    @Test
    void aMergeOfManyRunsFindsTheShared() throws IOException {
        Runs runs = new Runs(folder);
        int count = 2_500_000;
        for (long i = 0; i < count; i++) {
            runs.add((i % (count - 1000)) * 0x9E3779B97F4A7C15L, Mark.of(1 + i, 0, false));
        }
        long[] last = {0, 0, 0};
        runs.merge((print, mark) -> {
            assertThat(last[0] == 0 || Long.compareUnsigned(last[2], print) < 0).isTrue();
            last[0]++;
            last[1] += Mark.shared(mark) ? 1 : 0;
            last[2] = print;
        });
        assertThat(last[0]).isEqualTo(count - 1000);
        assertThat(last[1]).isEqualTo(1000);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void valuesThatSeveralShareAreLeftOut() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            try (Fingerprints.Rebuild rebuild = prints.rebuild(BEGAN, _ -> {})) {
                rebuild.add("email", "both@x.example", "A");
                rebuild.add("email", "both@x.example", "B");
                rebuild.add("email", "twice@x.example", "A");
                rebuild.add("email", "twice@x.example", "A");
                rebuild.add("email", "shop@x.example", "A");
                rebuild.business("email", "shop@x.example");
                rebuild.finish();
            }
            assertThat(knows(prints, "both@x.example")).isFalse();
            assertThat(knows(prints, "twice@x.example")).isTrue();
            assertThat(knows(prints, "shop@x.example")).isFalse();
            prints.add("email", "twice@x.example", "B");
            assertThat(knows(prints, "twice@x.example")).isFalse();
            prints.remove("email", "twice@x.example", "B");
            assertThat(knows(prints, "twice@x.example")).isTrue();
        }
    }

    @Test
    void changesCountAtOnceAndAfterARestart() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            build(prints, 0, 10);
            prints.add("email", "11@x.example", "C11");
            prints.remove("email", "3@x.example", "C3");
            prints.remove("email", "4@x.example", "another");
            assertThat(knows(prints, 11)).isTrue();
        }
        Files.write(folder.resolve("changes"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            assertThat(prints.changes()).isEqualTo(3);
            assertThat(knows(prints, 11)).isTrue();
            assertThat(knows(prints, 3)).isFalse();
            assertThat(knows(prints, 4)).isTrue();
            prints.add("email", "12@x.example", "C12");
        }
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            assertThat(knows(prints, 12)).isTrue();
        }
    }

    @Test
    void changesDuringABuildStay() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            prints.add("email", "1@x.example", "C1");
            try (Fingerprints.Rebuild rebuild = prints.rebuild(BEGAN, _ -> {})) {
                prints.add("email", "2@x.example", "C2");
                rebuild.add("email", "5@x.example", "C5");
                assertThatIllegalStateException().isThrownBy(() -> prints.rebuild(BEGAN, _ -> {}));
                rebuild.finish();
            }
            assertThat(prints.changes()).isOne();
            assertThat(knows(prints, 1)).isFalse(); // the scan did not see it: it is gone
            assertThat(knows(prints, 2)).isTrue();
            assertThat(knows(prints, 5)).isTrue();
            build(prints, 7, 8);
            assertThat(knows(prints, 2)).isFalse();
            assertThat(knows(prints, 7)).isTrue();
        }
    }

    @Test
    void aBuildThatIsGivenUpChangesNothing() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            build(prints, 0, 3);
            Files.write(folder.resolve("sorting-0.tmp"), new byte[5]); // a crash left it
            try (Fingerprints.Rebuild rebuild = prints.rebuild(BEGAN, _ -> {})) {
                rebuild.add("email", "7@x.example", "C7");
            }
            assertThat(knows(prints, 1)).isTrue();
            assertThat(knows(prints, 7)).isFalse();
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("fingerprints", "changes");
        }
    }

    @Test
    void aDamagedFileOrAnotherKeyIsRefused() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            build(prints, 0, 50);
        }
        byte[] other = new byte[32];
        other[16] = 1;
        assertThatIOException().isThrownBy(() -> Fingerprints.open(folder, new Fingerprinter(other)));
        Path file = folder.resolve("fingerprints");
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < sound.length; i += 7) {
            byte[] damaged = sound.clone();
            damaged[i] ^= 4;
            Files.write(file, damaged);
            assertThatIOException().as("byte %d", i).isThrownBy(() -> Fingerprints.open(folder, PRINTS));
        }
        Files.write(file, java.util.Arrays.copyOf(sound, sound.length - 1));
        assertThatIOException().isThrownBy(() -> Fingerprints.open(folder, PRINTS));
    }

    @Test
    void aFileOfAnotherVersionSaysThatItIs() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            build(prints, 0, 5);
        }
        Path file = folder.resolve("fingerprints");
        byte[] older = Files.readAllBytes(file);
        older[7] = 1;
        Files.write(file, older);
        assertThatIOException()
                .isThrownBy(() -> Fingerprints.open(folder, PRINTS))
                .withMessageContaining("another version");
    }

    @Test
    void numbersOfADenseLengthAreWeak() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            try (Fingerprints.Rebuild rebuild = prints.rebuild(BEGAN, _ -> {})) {
                for (int i = 0; i < 60_000; i++) {
                    rebuild.add("id", Integer.toString(1_000_000 + 3 * i), "C" + i);
                }
                rebuild.add("id", "123456789", "C1");
                rebuild.finish();
            }
            assertThat(knows(prints, "1000003")).isFalse();
            assertThat(knows(prints, "123456789")).isTrue();
            assertThat(knows(prints, "1000003 and 123456789")).isTrue();
        }
    }

    @Test
    void whatIsKnownAsACustomersIsNoChange() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            build(prints, 0, 10);
            prints.add("email", "3@x.example", "C3");
            assertThat(prints.changes()).isZero();
            prints.add("email", "new@x.example", "C3");
            prints.add("email", "new@x.example", "C3");
            assertThat(prints.changes()).isOne();
            prints.add("email", "3@x.example", "C4");
            assertThat(prints.changes()).as("it is two customers' now").isEqualTo(2);
            assertThat(knows(prints, 3)).isFalse();
            try (Fingerprints.Rebuild rebuild = prints.rebuild(BEGAN, _ -> {})) {
                prints.add("email", "5@x.example", "C5");
                rebuild.finish();
            }
            assertThat(knows(prints, 5)).as("reported while all is read anew").isTrue();
        }
    }

    @Test
    void whatIsTheGrantsOwnCustomersGoesOutAndSoDoesWhatSeveralHave() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            build(prints, 0, 10);
            prints.add("email", "3@x.example", "C4");
            Guard guard = new Guard(prints, Set.of("email"), Unsourced.REDACT);
            Served own = new Served(PRINTS);
            own.belongsTo("C1");
            String text = "1@x.example 2@x.example 3@x.example 11@x.example";
            List<Span> spans = List.of(
                    new Span(0, 11, "email"),
                    new Span(12, 23, "email"),
                    new Span(24, 35, "email"),
                    new Span(36, 48, "email"));
            assertThat(guard.check(text, spans, own, _ -> {}).text())
                    .isEqualTo("1@x.example [redacted] 3@x.example [redacted]");
            assertThat(guard.check(text, spans, new Served(PRINTS), _ -> {}).withheld())
                    .isEqualTo(3);
        }
    }

    @Test
    void ofAnIdentifierThatIsWithheldInPartNothingIsLeft() throws IOException {
        try (Fingerprints prints = Fingerprints.open(folder, PRINTS)) {
            prints.add("phone", "+44 161 496 0123", "C1");
            Guard guard = new Guard(prints, Set.of("phone"), Unsourced.REDACT);
            String text = "at +44 161 496 0123 ext. 12, now";
            List<Span> spans = List.of(new Span(3, 27, "phone"));
            assertThat(guard.check(text, spans, new Served(PRINTS), _ -> {}).text())
                    .isEqualTo("at [redacted], now");
        }
    }
}
