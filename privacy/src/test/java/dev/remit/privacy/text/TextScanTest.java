package dev.remit.privacy.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.remit.privacy.Generated;
import dev.remit.privacy.NaughtyStrings;
import dev.remit.privacy.handling.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextScanTest {
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final int MILLIONS = 20_000_000;
    private static final TextScan SCAN = new TextScan(MILLIONS, Set.of());

    @ParameterizedTest
    @CsvFileSource(resources = "clean.txt", delimiter = '¦', quoteCharacter = '\0')
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(scan(text)).isEqualTo(new ScanResult(text, List.of()));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "found.txt", delimiter = '¦', quoteCharacter = '\0')
    void whatHasAStructureIsRedacted(String written, String redacted) {
        assertThat(scan(unescaped(written)).text()).isEqualTo(unescaped(redacted));
    }

    @Test
    void findingsTellWhereTheyWere() {
        ScanResult result = scan("mail a\u200b@x.org or 4111 1111 1111 1111");
        assertThat(result.findings())
                .containsExactly(new Finding(FindingKind.EMAIL, 5, 13), new Finding(FindingKind.CARD, 17, 36));
    }

    @Test
    void grantedContactDataIsKept() {
        TextScan scan = new TextScan(1000, Set.of(Kind.EMAIL, Kind.PHONE));
        String text = "I am a@x.org, +44 20 7946 0971";
        assertThat(scan.scan(text)).isEqualTo(new ScanResult(text, List.of()));
        assertThat(scan(text).text()).isEqualTo("I am [email], [phone]");
    }

    @Test
    void aGrantKeepsNothingElse() {
        TextScan scan = new TextScan(1000, Set.of(Kind.values()));
        assertThat(((ScanResult) scan.scan("4111111111111111 DE89370400440532013000 123-45-6789 password: x")).text())
                .isEqualTo("[card] [iban] [number] password: [secret]");
        assertThat(((ScanResult) scan.scan("x4111111111111111@x.org")).text()).isEqualTo("[card]");
        assertThat(((ScanResult) scan.scan("password: a@x.org")).text()).isEqualTo("password: [secret]");
    }

    @Test
    void aTextOverTheLimitIsRefusedAndNotCut() {
        assertThat(new TextScan(4, Set.of()).scan("12345")).isEqualTo(new ScanOutcome.TooLong(5, 4));
        assertThat(new TextScan(5, Set.of()).scan("12345")).isInstanceOf(ScanResult.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new TextScan(0, Set.of()));
    }

    @Test
    void noLongRunOfDigitsIsLeft() {
        for (long seed = 1; seed <= 3_000; seed++) {
            Generated generated = new Generated(seed);
            String text = generated.anything() + " " + generated.anything() + generated.digits(0, 20);
            String once = scan(text).text();
            assertThat(once).as("seed %d", seed).doesNotContainPattern("[0-9]{12}");
        }
    }

    @Test
    void naughtyStringsAreScanned() throws IOException {
        for (String text : NaughtyStrings.read()) {
            ScanResult result = scan(text);
            int end = 0;
            for (Finding finding : result.findings()) {
                assertThat(finding.start()).as(text).isGreaterThanOrEqualTo(end);
                end = finding.end();
            }
            assertThat(end).isLessThanOrEqualTo(text.length());
        }
    }

    /** Quadratic time would take hours at the first of these lengths already. */
    @ParameterizedTest
    @MethodSource("repeated")
    void aMillionCharsOfAnythingAreScannedInLinearTime(String unit) {
        assertThat(scan(unit.repeat(1_000_000 / unit.length())).text()).isNotNull();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("repeated")
    void tenMillionCharsOfAnythingAreScannedInLinearTime(String unit) {
        assertThat(scan(unit.repeat(10_000_000 / unit.length())).text()).isNotNull();
    }

    static List<String> repeated() {
        return List.of(
                "a",
                "1",
                "@",
                "1 ",
                "12345-",
                "4111 1111 ",
                ".",
                "a@",
                "a@b.",
                "\"",
                "\u200b",
                "é",
                "１",
                "-",
                "eyJ.",
                "eyJ-",
                "sk-",
                "-----BEGIN KEY",
                "-----BEGIN ",
                "password:",
                "pin:",
                "pin \"",
                "pin \"a",
                "?a.",
                "://",
                "a?b=",
                "a?b",
                " at ",
                " at a",
                "(at)",
                "+",
                "(0",
                "DE89",
                "phone ",
                "is is is",
                "x_",
                "aB",
                "\ud83d",
                "12.",
                " dot ",
                "a dot ",
                "secret is ",
                "-----BEGIN KEY-----END ",
                "passphrase",
                "passphrase: ",
                "authorization ",
                "a.b/",
                "AKIA");
    }

    private static ScanResult scan(String text) {
        return (ScanResult) SCAN.scan(text);
    }

    private static String unescaped(String written) {
        return UNICODE.matcher(written)
                .replaceAll(escape -> Character.toString((char) Integer.parseInt(escape.group(1), 16)))
                .translateEscapes();
    }
}
