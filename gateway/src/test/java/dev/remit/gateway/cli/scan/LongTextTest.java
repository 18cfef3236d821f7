package dev.remit.gateway.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTextTest {
    private static final Detector STANDARD =
            Detector.builder().recogniser(ProseRecogniser.standard()).build();

    private final List<Spot> spots = new ArrayList<>();
    private final ByteArrayOutputStream clean = new ByteArrayOutputStream();

    private boolean read(byte[] text) throws IOException {
        return new LongText(new ByteArrayInputStream(text), STANDARD.newScan(), new LongText.Listener() {
                    @Override
                    public void found(Spot spot) throws IOException {
                        spots.add(spot);
                        clean.write(Spot.replacement(spot.kind()));
                    }

                    @Override
                    public void clean(byte[] utf8, int from, int to) {
                        clean.write(utf8, from, to - from);
                    }

                    @Override
                    public void progress(long bytes) {
                        // of no interest here
                    }
                })
                .read();
    }

    private static byte[] words(long seed, int size, boolean lines) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(size + 64);
        while (text.length() < size) {
            switch (random.nextInt(60)) {
                case 0 ->
                    text.append("anna.berger").append(random.nextInt(10_000)).append("@mail.example");
                case 1 -> text.append("card 4111 1111 1111 1111");
                case 2 -> text.append("Mr. Anton Kowalczyk");
                case 3 -> text.append("DE89 3704 0044 0532 0130 00");
                case 4 -> text.append("größer ünd schöner");
                default -> text.append("lorem").append((char) ('a' + random.nextInt(26)));
            }
            text.append(lines && random.nextInt(12) == 0 ? '\n' : ' ');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void manyWindowsFindWhatOneScanFinds() throws IOException {
        for (boolean lines : new boolean[] {true, false}) {
            byte[] text = words(lines ? 1 : 2, 3 * LongText.WINDOW + 12_345, lines);
            spots.clear();
            assertThat(read(text)).isTrue();
            List<String> whole = STANDARD.find(text).stream()
                    .map(found -> found.kind() + " " + found.start() + " " + found.end())
                    .toList();
            assertThat(spots.stream().map(spot -> spot.kind() + " " + spot.start() + " " + spot.end()))
                    .isEqualTo(whole)
                    .hasSizeGreaterThan(10_000);
        }
    }

    @Test
    void anythingFoundIsFoundWhereverABorderCutsIt() throws IOException {
        for (int at = LongText.WINDOW - 70_000; at < LongText.WINDOW + 200; at += 1_987) {
            byte[] text = new byte[LongText.WINDOW + 40_000];
            java.util.Arrays.fill(text, (byte) '.');
            byte[] mail = " anna.berger@mail.example ".getBytes(StandardCharsets.UTF_8);
            System.arraycopy(mail, 0, text, at, mail.length);
            spots.clear();
            read(text);
            assertThat(spots).as("at " + at).singleElement().satisfies(spot -> {
                assertThat(spot.kind().label()).isEqualTo("email");
                assertThat(spot.text()).isEqualTo("anna.berger@mail.example");
            });
        }
    }

    @Test
    void aKeyOfSeveralWindowsIsOneFindingAndNothingOfItIsLeft() throws IOException {
        String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n";
        String key = "-----BEGIN PRIVATE KEY-----\n" + line.repeat(3 * LongText.WINDOW / line.length())
                + "-----END PRIVATE KEY-----\n";
        read(("before;\n" + key + ";\nafter the key, write to anna.berger@mail.example")
                .getBytes(StandardCharsets.UTF_8));
        String left = clean.toString(StandardCharsets.UTF_8);
        assertThat(left).startsWith("before;").doesNotContain("MIIE").endsWith("write to [email]");
        assertThat(spots).hasSize(2);
    }

    @Test
    void aLineOfOneCharacterIsReadToItsEnd() throws IOException {
        byte[] text = new byte[5 * LongText.WINDOW];
        java.util.Arrays.fill(text, (byte) '7');
        assertThat(read(text)).isTrue();
        long taken = spots.stream().mapToLong(spot -> spot.end() - spot.start()).sum();
        long replaced = spots.stream()
                .mapToLong(spot -> Spot.replacement(spot.kind()).length)
                .sum();
        assertThat(clean.size()).isEqualTo(text.length - taken + replaced);
    }

    @Test
    void placesAreOfLinesColumnsAndBytes() throws IOException {
        read("größe;\n😀 anna.berger@mail.example\n".getBytes(StandardCharsets.UTF_8));
        assertThat(spots).singleElement().satisfies(spot -> {
            assertThat(spot.line()).isEqualTo(2);
            assertThat(spot.column()).isEqualTo(3);
            assertThat(spot.start()).isEqualTo(14);
            assertThat(spot.end()).isEqualTo(38);
            assertThat(spot.masked()).doesNotContain("anna").contains("@");
        });
    }

    @Test
    void bytesThatAreNotUtf8StayAsTheyAre() throws IOException {
        byte[] text = "x\u00ff\u00fe anna.berger@mail.example \u0080".getBytes(StandardCharsets.ISO_8859_1);
        read(text);
        assertThat(clean.toString(StandardCharsets.ISO_8859_1)).isEqualTo("x\u00ff\u00fe [email] \u0080");
    }

    @Test
    void whatHoldsNulAtItsBeginIsNoText() throws IOException {
        assertThat(read("\u0000anna.berger@mail.example".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(spots).isEmpty();
        assertThat(read(new byte[0])).isTrue();
    }

    @Test
    void aCleanCopyHasNothingMoreToFind() throws IOException {
        read(words(3, 200_000, true));
        List<Finding> again = STANDARD.find(clean.toByteArray());
        assertThat(again).isEmpty();
    }
}
