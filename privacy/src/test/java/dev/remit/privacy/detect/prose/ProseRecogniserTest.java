package dev.remit.privacy.detect.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.NaughtyStrings;
import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProseRecogniserTest {
    private static final Set<Kind> PROSE = Set.of(
            Kind.PERSON,
            Kind.ADDRESS,
            Kind.PLACE,
            Kind.ORGANISATION,
            Kind.TITLE,
            Kind.NATIONALITY,
            Kind.RELIGION,
            Kind.POLITICS,
            Kind.HEALTH);
    private static final Detector DETECTOR = Detector.builder()
            .only(PROSE)
            .recogniser(ProseRecogniser.standard())
            .build();

    private static List<String> found(String text) {
        return DETECTOR.find(text).stream()
                .map(finding -> finding.kind() + ":" + text.substring(finding.start(), finding.end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Please call Margaret Thornbury tomorrow.             | person:Margaret Thornbury
            My name is Zbyszko.                                  | person:Zbyszko
            Thanks, Mr. Grace will call back.                    | person:Grace
            Dear Will, thank you.                                | person:Will
            It was signed by J. R. van der Meer yesterday.       | person:J. R. van der Meer
            Frau Jürgens hat angerufen.                          | person:Jürgens
            I spoke to seán o'brien about it; ask Seán O'Brien.  | person:Seán O'Brien
            follow up with patricia kowalczyk please             | person:patricia kowalczyk
            She moved here from Tampere.                         | place:Tampere
            We live in Rio de Janeiro now.                       | place:Rio de Janeiro
            I have a flat in the Czech Republic.                 | place:Czech Republic
            She is Portuguese.                                   | nationality:Portuguese
            He is a practising Muslim.                           | religion:Muslim
            She has always voted as a socialist.                 | politics:socialist
            He takes metformin every morning.                    | health:metformin
            She has had high blood pressure for years.           | health:high blood pressure
            She works at Brightwater Analytics since May.        | organisation:Brightwater Analytics
            Ask Kessler Maschinenbau GmbH for an offer.          | organisation:Kessler Maschinenbau GmbH
            I am a nurse.                                        | title:nurse
            See you on Friday. Hilsen Torgunn                    | person:Torgunn
            Polish people live here.                             | nationality:Polish
            """)
    void whatAReaderTakesForPersonalIsFound(String text, String expected) {
        assertThat(found(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "221 Baker Street, London",
                "1600 Harbour View Road Apt. 4, Springfield, IL 62704",
                "Hauptstraße 5, 10115 Berlin",
                "Rua Augusta 1200",
                "12 rue de la Paix",
                "Via Garibaldi 7",
                "ul. Długa 33",
                "Storgatan 12",
                "P.O. Box 242",
                "the corner of Elm Street and Third Avenue"
            })
    void addressesOfManyFormsAreFoundWhole(String address) {
        assertThat(found("Please send it to " + address + "\n\nThank you.")).containsExactly("address:" + address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Will the price change? It may. Grace periods apply. Mark the box and hope for the best.",
                "Capitalised Words In A Heading Are No Names",
                "See Chapter 7, Section 4 and Appendix B of this document.",
                "The Kubernetes API and the PostgreSQL driver log JSON to STDOUT on Linux.",
                "We polish the floor on Monday and paint it brown in May.",
                "Don't worry, I'll ask; we've done it, and it's fine.",
                "This release adds Swedish and Polish translations.",
                "INFO Opening Xqtl Gateway v3.14",
                "Allergies: none. Diagnosis: pending."
            })
    void ordinaryWordsAreLeftAlone(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void aNameThatWasFoundOnceIsFoundAgain() {
        assertThat(found("We met Ingrid Vassbotn. They think Vassbotn agreed."))
                .containsExactly("person:Ingrid Vassbotn", "person:Vassbotn");
    }

    @Test
    void everyFindingSaysWhy() {
        assertThat(DETECTOR.find("Dear Ms. Okafor, come to 5 Elm Street."))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.why()).isNotBlank().doesNotContain("Okafor"));
    }

    @Test
    void anyBytesAreScanned() throws IOException {
        for (String text : NaughtyStrings.read()) {
            assertThat(DETECTOR.find(text)).isNotNull();
        }
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(DETECTOR.find(bytes))
                    .allSatisfy(finding -> assertThat(finding.end()).isLessThanOrEqualTo(bytes.length));
        }
    }

    @Test
    void aTextCutAnywhereIsScanned() {
        byte[] text = "Mr. Ødegård O'Neill, PO Box 12 — ул. Ленина 5, the corner of A St and B St"
                .getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < text.length; from++) {
            for (int to = from; to <= text.length; to++) {
                byte[] part = java.util.Arrays.copyOfRange(text, from, to);
                assertThat(DETECTOR.find(part)).isNotNull();
            }
        }
    }
}
