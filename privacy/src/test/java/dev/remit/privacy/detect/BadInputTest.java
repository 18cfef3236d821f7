package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.Generated;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BadInputTest {
    /** Bytes that may be looked at again for each byte of the text, whatever it is. */
    private static final long MOST_WORK = 150;

    private static final List<String> PIECES = List.of(
            "1",
            "1 ",
            "12 ",
            "123-",
            "4111 ",
            "1.",
            "1/",
            "a",
            "a1",
            "A1 ",
            "@",
            "a@",
            ".a",
            "a.b.",
            ":",
            "a:",
            "1:",
            "::",
            "://",
            "a://",
            "-",
            "--",
            "-----BEGIN PRIVATE KEY-----",
            "(",
            "(at)",
            " at a",
            "a dot ",
            "password ",
            "password:",
            "secret=",
            "eyJ.",
            "ghp_",
            "sk-",
            "+1",
            "(1)",
            "x1",
            "DE89 ",
            "\u200b",
            "\u00e9",
            "\ud83d\ude00",
            "\u202e",
            "\\u0041",
            "%41",
            "&#65;",
            "\\",
            "%",
            "&",
            "\n",
            "phone 1 ",
            "may 1 ",
            "born 1/",
            "\"",
            "a\"@",
            "0x",
            "1 a ",
            "aa-",
            "\\\\u0041",
            "\\\\\\\\x41",
            "%2541",
            "%252541",
            "&amp;#65;",
            "a=40b",
            "a=3D40b",
            "NTM2LTIyLTEyMzQ",
            "NTM2LTIyLTEyMzQ/",
            "NTM2/abc-",
            "414243444546474849",
            "hvs.",
            "40\u00b040'",
            "1.23456, -",
            "-1/222",
            "\ud83c\udde6");

    @Test
    void theWorkIsLinearForAnyRepeatedPiece() {
        for (String piece : PIECES) {
            byte[] text = piece.repeat(200_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
            DetectorScan scan = Detector.standard().newScan();

            scan.scan(text, 0, text.length, (kind, start, end, tier, why) -> {});

            assertThat(scan.work()).as(piece).isLessThan(MOST_WORK * text.length);
        }
    }

    @Test
    void aMillionCandidateDigitsAreLinearWork() {
        Generated generated = new Generated(7);
        byte[] text = generated.of("0123456789      -./", 1_000_000, 1_000_000).getBytes(StandardCharsets.UTF_8);
        DetectorScan scan = Detector.standard().newScan();

        scan.scan(
                text,
                0,
                text.length,
                (kind, start, end, tier, why) -> assertThat(end).isGreaterThan(start));

        assertThat(scan.work()).isLessThan(MOST_WORK * text.length);
    }

    @Test
    @Tag("slow")
    void aHundredMegabytesOfOneCharacterAreReadInBlocks() {
        for (char c : new char[] {'a', '1', '.', '@', ' '}) {
            byte[] text = new byte[100_000_000];
            Arrays.fill(text, (byte) c);
            DetectorScan scan = Detector.standard().newScan();
            AtomicLong found = new AtomicLong();

            scan.scan(text, 0, text.length, (kind, start, end, tier, why) -> found.incrementAndGet());

            assertThat(scan.work()).isLessThan(MOST_WORK * text.length);
            assertThat(found).hasValueLessThan(2);
        }
    }

    @Test
    void anyBytesAtAllAreScanned() {
        Random random = new Random(11);
        DetectorScan scan = Detector.builder().atLeast(Tier.WEAK).build().newScan();
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            inOrder(scan.scan(bytes, 0, bytes.length), bytes.length);
        }
    }

    @Test
    void anyTextAtAllIsScanned() {
        Generated generated = new Generated(13);
        Detector detector = Detector.builder().atLeast(Tier.WEAK).build();
        for (int i = 0; i < 3_000; i++) {
            String text = generated.anything() + generated.anything();
            for (Finding finding : detector.find(text)) {
                assertThat(finding.end()).as(text).isLessThanOrEqualTo(text.length());
            }
        }
    }

    @Test
    void whereABlockEndsCutsNothing() {
        String value = "4111 1111 1111 1111";
        for (int before : new int[] {DetectorScan.BLOCK, 2 * DetectorScan.BLOCK - DetectorScan.OVERLAP}) {
            for (int shift = -40; shift < 40; shift++) {
                String text = "b ".repeat((before + shift) / 2)
                        + (shift % 2 == 0 ? "" : " ")
                        + value
                        + " b".repeat(DetectorScan.BLOCK);
                assertThat(Detector.standard().find(text))
                        .singleElement()
                        .satisfies(finding -> assertThat(text.substring(finding.start(), finding.end()))
                                .isEqualTo(value));
            }
        }
    }

    @Test
    void whatIsLongerThanABlockIsFoundToItsEnd() {
        String url = "https://example.org/?token=" + "x".repeat(3 * DetectorScan.BLOCK);
        String key =
                "-----BEGIN PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEA1234\n".repeat(3_000) + "-----END PRIVATE KEY-----";

        assertThat(covered(url)).isEqualTo(url.length());
        assertThat(covered("y ".repeat(15_000) + key)).isEqualTo(key.length());
    }

    private static int covered(String text) {
        return Detector.standard().find(text).stream()
                .mapToInt(finding -> finding.end() - finding.start())
                .sum();
    }

    private static void inOrder(Findings found, int length) {
        int last = 0;
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.start(i)).isGreaterThanOrEqualTo(last);
            assertThat(found.end(i)).isGreaterThan(found.start(i)).isLessThanOrEqualTo(length);
            last = found.end(i);
        }
    }
}
