package dev.remit.privacy.detect.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.Detector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred megabytes of the same few bytes, everything on: what a test may take of time and heap is the bound. */
@Tag("slow")
class LongInputTest {
    private static final int BYTES = 100_000_000;

    /** What takes up to half a microsecond a byte is read in a part of that: what is not linear shows in it, too. */
    private static final int FEWER = 10_000_000;

    /** Of these a hundred megabytes take seconds. */
    private static final List<String> PLAIN = List.of("a", "A");

    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "A ",
            "Anna ",
            "5 ",
            "Mr ",
            "sk-",
            "ghp_",
            "\u200b",
            "A\u200b",
            "\u0410",
            "\u0301",
            "\ud83d\ude00",
            "\\n",
            "&#65;");

    @Test
    void muchOfTheSameIsRead() {
        for (String piece : PIECES) {
            byte[] one = piece.getBytes(StandardCharsets.UTF_8);
            int length = PLAIN.contains(piece) ? BYTES : FEWER;
            byte[] text = new byte[length / one.length * one.length];
            for (int i = 0; i < text.length; i += one.length) {
                System.arraycopy(one, 0, text, i, one.length);
            }
            AtomicLong last = new AtomicLong();
            Detector.builder()
                    .recogniser(ProseRecogniser.standard())
                    .build()
                    .newScan()
                    .scan(text, 0, text.length, (kind, start, end, tier, why) -> {
                        assertThat(start).isGreaterThanOrEqualTo((int) last.get());
                        last.set(end);
                    });
            assertThat(last.get()).as(piece).isLessThanOrEqualTo(text.length);
        }
    }
}
