package dev.remit.privacy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsTest {
    private static final Fingerprinter PRINTS = new Fingerprinter(new byte[32]);

    @TempDir
    private Path folder;

    private static Bounds told(String... codes) {
        Bounds bounds = new Bounds();
        for (String code : codes) {
            bounds.take(new Form(Shape.CODE, code, false));
        }
        return bounds;
    }

    @Test
    void onlyAsManyDigitsFitAsCodesOfThatLengthHave() {
        Bounds bounds = Bounds.of(told("kx123456a", "abcdefg12", "x1234").words());
        assertThat(List.of(1, 2, 6, 7))
                .allSatisfy(digits -> assertThat(bounds.fits(9, digits)).isEqualTo(digits >= 2 && digits <= 6));
        assertThat(bounds.fits(5, 4)).isTrue();
        assertThat(bounds.fits(5, 3)).isFalse();
        assertThat(bounds.fewestDigits(1L << 9 | 1L << 5)).isEqualTo(2);
    }

    @Test
    void theLongestCodesAreWrittenDownToo() {
        String longest = "a".repeat(4) + "1".repeat(Shape.LONGEST_CODE - 4);
        Bounds bounds = Bounds.of(told(longest).words());
        assertThat(bounds.fits(Shape.LONGEST_CODE, Shape.LONGEST_CODE - 4)).isTrue();
        assertThat(bounds.fits(Shape.LONGEST_CODE, 1)).isFalse();
    }

    @Test
    void aFileThatSaysNothingBoundsNothing() {
        Bounds bounds = Bounds.of(new long[Bounds.WORDS]);
        assertThat(bounds.fits(9, 1) && bounds.fits(9, 8) && bounds.fits(4, 1)).isTrue();
        assertThat(bounds.dotted()).isFalse();
    }

    @Test
    void whatIsAloneOfItsKindIsFoundFromAFileAndFromChanges() throws IOException {
        String text = "root at localhost, root@localhost, root@local**host**, and one K2, AB one two 3";
        for (boolean late : new boolean[] {false, true}) {
            try (Fingerprints all = Fingerprints.open(folder.resolve("late-" + late), PRINTS)) {
                try (Fingerprints.Rebuild rebuild = all.rebuild(Instant.EPOCH, _ -> {})) {
                    rebuild.add("email", "ada@mail.example", "A");
                    rebuild.add("id", "KX123", "A");
                    if (!late) {
                        rebuild.add("email", "root@localhost", "B");
                        rebuild.add("id", "AB123", "B");
                        rebuild.add("id", "ABCD1", "B");
                    }
                    rebuild.finish();
                }
                if (late) {
                    all.add("email", "root@localhost", "B");
                    all.add("id", "AB123", "B");
                    all.add("id", "ABCD1", "B");
                }
            }
            try (Fingerprints all = Fingerprints.open(folder.resolve("late-" + late), PRINTS)) {
                Guard guard = new Guard(all, Set.of(), Unsourced.KEEP);
                Served nothing = new Served(PRINTS);
                assertThat(guard.check(text, List.of(), nothing, _ -> {}).text())
                        .isEqualTo("[redacted], [redacted], [redacted]**, and one K2, [redacted]");
                assertThat(guard.check("It is ab cd-1, root@mail.example", List.of(), nothing, _ -> {})
                                .text())
                        .isEqualTo("It is ab cd-1, root@mail.example");
            }
        }
    }

    @Test
    void aValueIsToldOnceHoweverManyReadingsShowIt() throws IOException {
        try (Fingerprints all = Fingerprints.open(folder, PRINTS)) {
            all.add("card", "4111111111111111", "A");
            List<Caught> caught = new ArrayList<>();
            new Guard(all, Set.of(), Unsourced.KEEP)
                    .check(
                            "one **two** of three: 4111 1111 1111 1111 &amp; \\n more at 5",
                            List.of(),
                            new Served(PRINTS),
                            caught::add);
            assertThat(caught).hasSize(1);
        }
    }
}
