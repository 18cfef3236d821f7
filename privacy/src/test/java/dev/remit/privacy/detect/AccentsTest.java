package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class AccentsTest {
    @Test
    void aLetterAndAnAccentAreWhatUnicodeComposesThemTo() {
        for (int letter = 'A'; letter <= 'z'; letter++) {
            for (int mark = 0x2F0; mark < 0x400; mark++) {
                if (Character.getType(mark) == Character.NON_SPACING_MARK && Character.isLetter(letter)) {
                    String whole = Normalizer.normalize(
                            Character.toString(letter) + Character.toString(mark), Normalizer.Form.NFC);
                    boolean one = whole.length() == 1 && whole.charAt(0) <= Accents.LAST;
                    assertThat(Accents.compose(letter, mark))
                            .as("%c and %x", letter, mark)
                            .isEqualTo(one ? whole.charAt(0) : -1);
                }
            }
        }
    }

    @Test
    void marksFromElsewhereComposeNothing() {
        assertThat(Accents.compose('a', 0x20DD)).isEqualTo(-1);
        assertThat(Accents.compose('a', 0x1F3FB)).isEqualTo(-1);
        assertThat(Accents.compose('z', 0x36F)).isEqualTo(-1);
    }
}
