package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorKindsTest {
    private static final Kind PROJECT = Kind.custom("project", "confidential");

    @Test
    void aDictionaryFindsItsEntriesAsAReaderSeesThem() {
        Detector detector = Detector.builder()
                .dictionary(PROJECT, List.of("Blue Heron", "Blue Heron Mark 2", "Kestrel", "Größenwahn"))
                .build();

        for (String text : List.of(
                "Blue Heron",
                "blue  HERON",
                "blue-heron",
                "ｂｌｕｅ heron",
                "Kestrel",
                "grossenwahn",
                "gr\u00f6\u00dfenwahn")) {
            assertThat(detector.find("on " + text + "."))
                    .as(text)
                    .hasSize(text.equals("grossenwahn") ? 0 : 1)
                    .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(PROJECT));
        }
        assertThat(detector.find("Blue Heron Mark 2 flies"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.end()).isEqualTo(17));
        assertThat(detector.find("Blue herons and a kestrelish heron blue")).isEmpty();
    }

    @Test
    void aKnownValueIsFoundWhateverItLooksLike() {
        Detector detector =
                Detector.builder().knownValues(List.of("Q-77 Berg", "4711")).build();

        assertThat(detector.find("it was q-77 berg, then 4711 and 47112"))
                .extracting(finding -> finding.kind().label())
                .containsExactly("known-value", "known-value");
    }

    @Test
    void aPatternIsMatchedOnTheTextAndOnWhatIsSeen() {
        Detector detector = Detector.builder().pattern(PROJECT, "PRJ-[0-9]{4}").build();

        assertThat(detector.find("see PRJ-1234, PRJ-\u200b5678 and PRJ-１２３４")).hasSize(3);
    }

    @Test
    void aPatternThatIsNotLinearOrMatchesNothingIsRefused() {
        DetectorBuilder builder = Detector.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pattern(PROJECT, "(a)\\1"))
                .withMessageContaining("project");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.pattern(PROJECT, "(?=a)"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pattern(PROJECT, "x*"))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.dictionary(PROJECT, List.of(" - ")));
    }

    @Test
    void aNameThatABuiltInKindHasIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Kind.custom("email", "personal"));
        assertThatIllegalArgumentException().isThrownBy(() -> Kind.custom("No Name", "personal"));
        assertThat(Kind.parse("us-ssn")).contains(Kind.US_SSN);
        assertThat(Kind.parse("nothing")).isEmpty();
    }

    @Test
    void aRecogniserAddsToWhatIsFound() {
        Recogniser first = () -> (utf8, from, to, textFrom, textTo, found) ->
                found.add(Kind.PERSON, from, from + 4, Tier.LIKELY, "test");
        Detector detector = Detector.builder().recogniser(first).build();

        assertThat(detector.find("Anna anna@example.com"))
                .extracting(Finding::kind)
                .containsExactly(Kind.PERSON, Kind.EMAIL);
        assertThat(detector.find("anna@example.com")).extracting(Finding::kind).containsExactly(Kind.EMAIL);
    }
}
