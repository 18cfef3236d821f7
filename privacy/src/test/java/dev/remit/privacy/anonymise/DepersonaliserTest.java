package dev.remit.privacy.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.Generated;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepersonaliserTest {
    private final Depersonaliser depersonaliser = Depersonaliser.standard();

    private String clean(String text) {
        return depersonaliser.clean(text, List.of()).text();
    }

    @Test
    void thePersonGoesAndTheBusinessFactStays() {
        assertThat(clean("Anna Schmidt ordered product #4521 on March 3"))
                .isEqualTo("[person] ordered product #4521 on March 3");
        assertThat(clean("Refund of 120.50 EUR for order A-1009, sent to john.doe@mail.example on 2026-03-03."))
                .isEqualTo("Refund of 120.50 EUR for order A-1009, sent to [email] on 2026-03-03.");
        assertThat(clean("Date of birth: 12/04/1985, card 4111 1111 1111 1111."))
                .contains("[birth-date]", "[card]")
                .doesNotContain("1985", "4111");
    }

    @Test
    void twoPersonsLookTheSame() {
        assertThat(clean("Call Anna Schmidt today.")).isEqualTo(clean("Call Robert Miller today."));
    }

    @Test
    void whatTheRowSaysOfItsPersonGoesWhateverItLooksLike() {
        assertThat(depersonaliser
                        .clean("the xq-7 of Zwrty, and rezwrtying", List.of("Zwrty", "XQ-7"))
                        .text())
                .isEqualTo("the [removed] of [removed], and rezwrtying");
    }

    @Test
    void aMarkerThatSomebodyWroteHidesNothing() {
        assertThat(clean("[john.doe@mail.example] and [email]")).doesNotContain("john.doe");
        assertThat(clean("[person] ordered")).isEqualTo("[person] ordered");
    }

    @Test
    void nothingIsFoundInWhatIsLeftOfAnyText() {
        Generated generated = new Generated(20261121);
        for (int i = 0; i < 3_000; i++) {
            String text = generated.anything() + " Anna Schmidt " + generated.anything() + " x@mail.example";
            String cleaned = clean(text);
            assertThat(depersonaliser.isClean(cleaned))
                    .as("text %d: %s", i, text)
                    .isTrue();
            assertThat(clean(text)).isEqualTo(cleaned);
        }
    }
}
