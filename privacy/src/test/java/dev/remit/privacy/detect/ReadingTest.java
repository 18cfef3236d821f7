package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is copied eight bytes at a time is read as it is one by one, wherever the eight bytes begin. */
class ReadingTest {
    private static final String RUSSIAN = "Мы живём в большом городе у реки. ";

    @Test
    void aLetterInDisguiseIsTakenForALatinOneAmongLatinOnesThoughMostIsOfAnotherAlphabet() {
        for (int blanks = 0; blanks < 16; blanks++) {
            String text = RUSSIAN + " ".repeat(blanks) + "near Marin\u043e, she said";
            assertThat(plain(text)).as("%d blanks", blanks).endsWith("near Marino, she said");
        }
    }

    @Test
    void aWordOfAnotherAlphabetStaysAsItIsBehindLatinOnes() {
        for (int blanks = 0; blanks < 16; blanks++) {
            String text = RUSSIAN + " ".repeat(blanks) + "is said by her: " + "\u0440\u043e\u0441\u0430, " + RUSSIAN;
            assertThat(plain(text)).as("%d blanks", blanks).isEqualTo(text);
        }
    }

    @Test
    void eachByteKnowsWhereItCameFrom() {
        String text = "One\u200b two three \u00ad four, five\u2019s sixteen and \uff13 more\r\n\tof them";
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Reading reading = new Reading();
        reading.begin(utf8, 0, utf8.length);
        reading.plain();
        assertThat(plain(text)).isEqualTo("One two three  four, five's sixteen and 3 more\r\n\tof them");
        for (int i = reading.start(); i < reading.end(); i++) {
            byte here = reading.text()[i];
            byte there = utf8[reading.origin(i)];
            boolean folded = here == '\'' || here == '3';
            assertThat(folded ? there < 0 : there == here).as("byte %d", i).isTrue();
        }
        assertThat(reading.origin(reading.end())).isEqualTo(utf8.length);
    }

    private static String plain(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Reading reading = new Reading();
        reading.begin(utf8, 0, utf8.length);
        reading.plain();
        return new String(reading.text(), reading.start(), reading.end() - reading.start(), StandardCharsets.UTF_8);
    }
}
