package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private final Detector detector = Detector.standard();

    /** Each line of the table has a text in which {@code [kind|value]} is what is found, and nothing else. */
    @Test
    void findsWhatTheTableMarksAndNothingElse() throws IOException {
        for (String line : lines("found.txt")) {
            String text = line.replaceAll("\\[[a-z-]+\\|([^]]*)]", "$1");
            StringBuilder marked = new StringBuilder();
            int done = 0;
            for (Finding finding : detector.find(text)) {
                marked.append(text, done, finding.start()).append('[').append(finding.kind());
                marked.append('|').append(text, finding.start(), finding.end()).append(']');
                done = finding.end();
            }
            assertThat(marked.append(text.substring(done))).hasToString(line);
        }
    }

    @Test
    void offsetsOfBytesAndOfCharsNameTheSameValue() {
        String text = "Größe 😀: ٤١١١١١١١١١١١١١١١ und anna@example.com";
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        List<String> chars = detector.find(text).stream()
                .map(finding -> text.substring(finding.start(), finding.end()))
                .toList();
        List<String> bytes = detector.find(utf8).stream()
                .map(finding ->
                        new String(utf8, finding.start(), finding.end() - finding.start(), StandardCharsets.UTF_8))
                .toList();

        assertThat(chars)
                .containsExactly("٤١١١١١١١١١١١١١١١", "anna@example.com")
                .isEqualTo(bytes);
    }

    /** Digits are counted within a distance before they are looked at, which must not be shorter than the widest number. */
    @Test
    void aNumberIsFoundHoweverWideItsGapsAre() {
        assertThat(detector.find("phone 1 -2 -3 -4 -5 -6 is mine"))
                .extracting(Finding::kind)
                .containsExactly(Kind.PHONE);
        assertThat(detector.find("card 4111 - 1111 - 1111 - 1111 is mine"))
                .extracting(Finding::kind)
                .containsExactly(Kind.CARD);
    }

    @Test
    void aScanOfAPartSeesNothingOutsideIt() {
        byte[] text = "4111111111111111 anna@example.com".getBytes(StandardCharsets.UTF_8);

        Findings found = detector.newScan().scan(text, 17, text.length);

        assertThat(found.asList()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.EMAIL);
            assertThat(finding.start()).isEqualTo(17);
        });
    }

    @Test
    void aScanUsedAgainRemembersNothing() {
        DetectorScan scan = detector.newScan();
        byte[] announced = "card number passport IBAN phone".getBytes(StandardCharsets.UTF_8);
        byte[] bare = "123456 of them".getBytes(StandardCharsets.UTF_8);

        scan.scan(announced, 0, announced.length);

        assertThat(scan.scan(bare, 0, bare.length).size()).isZero();
    }

    @Test
    void onlyTheKindsAskedForAreFound() {
        String text = "anna@example.com 4111111111111111";

        assertThat(kinds(Detector.builder().only(List.of(Kind.CARD)).build(), text))
                .isEqualTo("card");
        assertThat(kinds(Detector.builder().without(List.of(Kind.CARD)).build(), text))
                .isEqualTo("email");
    }

    @Test
    void aBareShapeIsOnlyFoundByThoseWhoWantIt() {
        assertThat(kinds(detector, "10115 people came")).isEmpty();
        assertThat(kinds(Detector.builder().atLeast(Tier.WEAK).build(), "10115 people came"))
                .isEqualTo("postcode");
        assertThat(kinds(detector, "PLZ 10115")).isEqualTo("postcode");
    }

    @Test
    void whatIsAnnouncedIsFoundThoughItsCheckDigitsAreWrong() {
        assertThat(kinds(detector, "my cedula es 1.020.345.678")).isEqualTo("national-id");
        assertThat(kinds(detector, "No de sécurité sociale : 2 96 08 29 232 001 11"))
                .isEqualTo("national-id");
        assertThat(kinds(detector, "my aadhaar is 2234 5678 9125")).isEqualTo("national-id");
        assertThat(kinds(detector, "it was 1.020.345.678 in all")).isEmpty();
    }

    /** A line for each that docs/privacy.md names as without a check of its own. */
    @Test
    void announcedNumbersOfOtherCountriesAreNationalIds() {
        for (String line : List.of(
                "Cyprus identity card|1234567",
                "Αριθμός ταυτότητας|1234567",
                "kennitala|120174-3398",
                "matricule|1893120105733",
                "karta tal-identità|0123456M",
                "rodné číslo|905512/1234",
                "DNI|20.345.678",
                "CUIT|20-12345678-6",
                "cédula de ciudadanía|1.020.345.678",
                "RUC|20100113612",
                "cédula|V-12.345.678",
                "NID|1990123456789",
                "HKID|A123456(3)",
                "香港身份證|A123456(3)",
                "NIK|3174011203900001",
                "マイナンバー|1234 5678 9012",
                "MyKad|850101-14-5678",
                "CNIC|35202-1234567-1",
                "Sri Lankan NIC|853400937V",
                "CCCD|001090012345",
                "căn cước|001090012345",
                "идентификационный номер|3140185H015PB5",
                "ИНН|500100732258",
                "инн|7707083893",
                "СНИЛС|112-233-445 95",
                "SNILS|112-233-445 95",
                "JMBG|0101990710007",
                "ЈМБГ|0101990710007",
                "РНОКПП|3012345678",
                "ІПН|3012345678",
                "الرقم القومي|29001011234567",
                "Kenyan national ID|12345678",
                "carte nationale|BE123456",
                "CNIE|BE123456",
                "Emirates ID|784-1980-1234567-6",
                "Iqama|2123456789",
                "رقم الإقامة|2123456789",
                "رقم الهوية|1012345678",
                "IRD|49-091-850",
                "NHI|ZAC5361",
                "NHI|ZBN77VL")) {
            String name = line.substring(0, line.indexOf('|'));
            String value = line.substring(line.indexOf('|') + 1);
            String text = name + ": " + value + ", please";
            assertThat(detector.find(text)).as(text).anySatisfy(finding -> {
                assertThat(finding.kind()).isNotEqualTo(Kind.PHONE);
                assertThat(finding.kind().dataClass()).isEqualTo("sensitive");
                assertThat(text.substring(finding.start(), finding.end())).isEqualTo(value);
            });
        }
        assertThat(kinds(detector, "NHI: ZAC5362")).isEmpty();
        assertThat(kinds(detector, "the part ZAC5361 is here")).isEmpty();
    }

    @Test
    void anAddressThatIsSpelledOutIsFoundWhole() {
        String text = "write to jane dot o dot doe at example dot com, please";

        assertThat(detector.find(text))
                .singleElement()
                .satisfies(finding -> assertThat(text.substring(finding.start(), finding.end()))
                        .isEqualTo("jane dot o dot doe at example dot com"));
    }

    @Test
    void anAnswerBehindAQuestionForAPasswordIsFound() {
        assertThat(kinds(detector, "what is the password again? its kettle-77")).isEqualTo("password");
        assertThat(kinds(detector, "The password again? it's kettle-77")).isEqualTo("password");
        assertThat(kinds(detector, "What is the password again? Its letters are large"))
                .isEmpty();
    }

    @Test
    void whatAUrlHoldsDecidesHowItIsHandled() {
        assertThat(kinds(detector, "https://shop.example/a?b=1")).isEqualTo("url");
        assertThat(kinds(detector, "https://shop.example/a?card=4111111111111111"))
                .isEqualTo("card");
        assertThat(kinds(detector, "https://anna:geheim@shop.example/a")).isEqualTo("secret");
    }

    @Test
    void noReasonHoldsTheValue() {
        for (Finding finding : detector.find("anna@example.com, password: hunter22, 4111111111111111")) {
            assertThat(finding.why()).isNotEmpty().doesNotContain("anna", "hunter", "4111");
        }
    }

    private static String kinds(Detector detector, String text) {
        return detector.find(text).stream()
                .map(finding -> finding.kind().label())
                .collect(Collectors.joining(" "));
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(DetectorTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }
}
