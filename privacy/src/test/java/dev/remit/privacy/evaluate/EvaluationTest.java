package dev.remit.privacy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Prints what is found in the labelled set, and fails if it is less than it was. */
class EvaluationTest {
    private static final Detector DETECTOR =
            Detector.builder().recogniser(ProseRecogniser.standard()).build();

    /** What a manual is full of, and masks rightly. */
    private static final Set<Kind> WEB =
            Set.of(Kind.URL, Kind.DOMAIN, Kind.EMAIL, Kind.IP, Kind.SECRET, Kind.PASSWORD, Kind.USERNAME);

    /** Rules were written with these templates unseen; the thresholds and the rules' general direction were checked on them. */
    private static boolean isHeldOut(int template) {
        return template % 3 == 0;
    }

    @Test
    void mostOfWhatIsPersonalIsFoundInTemplatesThatNoRuleWasWrittenFor() throws IOException {
        LabelledSet set = set();
        Evaluation tuned = Evaluation.of(DETECTOR, set.ofTemplates(template -> !isHeldOut(template)));
        Evaluation heldOut = Evaluation.of(DETECTOR, set.ofTemplates(EvaluationTest::isHeldOut));
        System.out.println("Templates that rules were written with\n\n" + tuned.table());
        System.out.println("Held-out templates\n\n" + heldOut.table());
        System.out.println("All\n\n" + Evaluation.of(DETECTOR, set).table());
        assertThat(tuned.binary().f2()).isGreaterThan(0.90);
        assertThat(heldOut.binary().f2()).isGreaterThan(0.83);
        assertThat(heldOut.fullyMasked()).isGreaterThan(0.78);
    }

    @Test
    void whatHasAStructureIsMaskedWholeAndLittleElseIs() throws IOException {
        StructuredScore alone = StructuredScore.of(Detector.builder().build(), set());
        StructuredScore all = StructuredScore.of(DETECTOR, set());
        System.out.println("Structured kinds, prose kinds off: " + alone);
        System.out.println("Structured kinds, prose kinds on: " + all);
        assertThat(alone.masked()).isGreaterThanOrEqualTo(0.995);
        assertThat(alone.right()).isGreaterThanOrEqualTo(0.95);
        assertThat(all.masked()).isGreaterThanOrEqualTo(0.995);
        assertThat(all.precision()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void cleanProseStaysReadable() throws IOException {
        String clean = resource("clean.txt");
        List<Finding> found = DETECTOR.find(clean);
        int masked = found.stream()
                .mapToInt(finding -> finding.end() - finding.start())
                .sum();
        System.out.printf("Clean prose masked: %.2f %% of %d chars%n", 100.0 * masked / clean.length(), clean.length());
        assertThat((double) masked / clean.length()).isLessThan(0.02);
    }

    @Test
    void theManualStaysReadable() throws IOException {
        Path folder = Path.of(System.getProperty("remit.clean", "../docs"));
        int chars = 0;
        int masked = 0;
        int withoutAddresses = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(EvaluationTest::isProse).sorted().toList()) {
                String text = Files.readString(file);
                chars += text.length();
                for (Finding finding : DETECTOR.find(text)) {
                    int length = finding.end() - finding.start();
                    masked += length;
                    withoutAddresses += WEB.contains(finding.kind()) ? 0 : length;
                }
            }
        }
        System.out.printf(
                "%s: %.2f %% of %d chars masked, %.2f %% without the web's addresses and secrets%n",
                folder, 100.0 * masked / chars, chars, 100.0 * withoutAddresses / chars);
        assertThat((double) withoutAddresses / chars).isLessThan(0.02);
    }

    private static boolean isProse(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".md") || name.endsWith(".txt");
    }

    private static LabelledSet set() throws IOException {
        Path file = Path.of(System.getProperty("remit.shared", "shared"), "data", "pii", "synth_dev.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no " + file + "; set -Dremit.shared");
        return LabelledSet.read(file);
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(EvaluationTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
