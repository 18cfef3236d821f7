package dev.remit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Whether two detectors find the same in the text files of a folder: in each as it is, and in pieces of it with bytes
 * changed, doubled, left out and disguised, which are where a quicker way may be a wrong one.
 */
final class SameFindings {
    private static final int MOST = 4 << 20;
    private static final int PIECES = 24;
    private static final int LONGEST = 6000;
    private static final List<String> ENDINGS =
            List.of(".md", ".txt", ".java", ".json", ".jsonl", ".csv", ".yaml", ".xml");

    /** Letters with accents, of other scripts, invisible and full-width ones, escapes, bytes that are no characters. */
    private static final String[] ODD = {
        "é", "ß", "а", "Ω", "\u200b", "\u00ad", "１", "２", "\\u0031", "%40", "&amp;", "🙂", "’", "_", "'", "\n\n", "-",
        ". ", " - ", "+", "00", "7", "(", ") ", "@", "x", "/"
    };

    private final ToLongFunction<byte[]> one;
    private final ToLongFunction<byte[]> other;
    private final Random random = new Random(1);
    private int texts;
    private long bytes;
    private int different;

    SameFindings(ToLongFunction<byte[]> one, ToLongFunction<byte[]> other) {
        this.one = one;
        this.other = other;
    }

    /** Compares all files below a folder. */
    void over(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(this::file);
        }
    }

    /** Of a line. */
    String result() {
        return "%d texts of %d MB: %s"
                .formatted(texts, bytes >> 20, different == 0 ? "the same" : different + " DIFFERENT");
    }

    private void file(Path file) {
        try {
            byte[] text = Files.readAllBytes(file);
            if (text.length == 0 || text.length > MOST) {
                return;
            }
            compare(file, text);
            for (int i = 0; i < PIECES; i++) {
                int from = random.nextInt(text.length);
                int length = 1 + random.nextInt(LONGEST);
                compare(file, changed(Arrays.copyOfRange(text, from, Math.min(text.length, from + length))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(Path file, byte[] text) {
        texts++;
        bytes += text.length;
        if (one.applyAsLong(text) != other.applyAsLong(text)) {
            different++;
            System.out.println("not the same in text " + texts + ", of " + file);
        }
    }

    /** In ISO 8859-1, so that a change may also fall within a character. */
    private byte[] changed(byte[] piece) {
        StringBuilder text = new StringBuilder(new String(piece, StandardCharsets.ISO_8859_1));
        for (int changes = random.nextInt(12); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.replace(at, end, text.substring(at, end).toUpperCase(Locale.ROOT));
                default -> {
                    byte[] odd = ODD[random.nextInt(ODD.length)].getBytes(StandardCharsets.UTF_8);
                    text.insert(at, new String(odd, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
