package dev.remit.privacy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Texts as they come: letters, chats, tickets, forms, logs and exports in a dozen languages, written by hand with invented
 * people. They were parted into two halves before anything was measured. Rules were made with the first half; the second
 * was measured once before and once after, and its mistakes were not read.
 */
class UnseenTextsTest {
    private static final Detector DETECTOR =
            Detector.builder().recogniser(ProseRecogniser.standard()).build();

    @Test
    void mostOfWhatIsPersonalIsMaskedInTextsThatRulesWereMadeWith() throws IOException {
        MarkedScore score = MarkedScore.of(DETECTOR, MarkedText.read("unseen-dev.txt"));
        System.out.println("Texts that rules were made with\n\n" + score.table());
        if (Boolean.getBoolean("remit.mistakes")) {
            score.mistakes().forEach(System.out::println);
        }
    }

    @Test
    void mostOfWhatIsPersonalIsMaskedInTextsThatNoRuleWasMadeWith() throws IOException {
        MarkedScore score = MarkedScore.of(DETECTOR, MarkedText.read("unseen-test.txt"));
        System.out.println("Texts that no rule was made with\n\n" + score.table());
    }

    @Test
    void aTextIsReadWithItsMarks() throws IOException {
        assertThat(Stream.of("unseen-dev.txt", "unseen-test.txt").flatMap(UnseenTextsTest::texts))
                .hasSizeGreaterThan(250)
                .allSatisfy(text -> {
                    assertThat(text.text()).doesNotContainPattern("\\[\\??[a-z-]+\\|");
                    assertThat(text.asked().isEmpty() || !text.isClean()).isTrue();
                });
    }

    private static Stream<MarkedText> texts(String resource) {
        try {
            return MarkedText.read(resource).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
