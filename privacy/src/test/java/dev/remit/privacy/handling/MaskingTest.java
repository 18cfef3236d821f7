package dev.remit.privacy.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.Generated;
import dev.remit.privacy.NaughtyStrings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaskingTest {
    private static final int ROUNDS = 3_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EMAIL    | anna.k@example.com           | a••••@••••.com
            EMAIL    | a@b.de                       | a••••@••••.de
            EMAIL    | anna@shop.photography        | a••••@••••.••••
            EMAIL    | anna@localhost               | ••••
            EMAIL    | anna b@example.com           | ••••
            EMAIL    | a@b@example.com              | ••••
            PHONE    | +44 20 7946 0971             | +44 ••••71
            PHONE    | +1 (555) 010-1234            | +1 ••••34
            PHONE    | +353 1 234 5678              | +353 ••••78
            PHONE    | 0171 1234567                 | ••••67
            PHONE    | 0049 171 1234567             | ••••67
            PHONE    | 12345                        | ••••
            PHONE    | +00000000000                 | ••••
            PHONE    | ask Anna 5551234567          | ••••
            CARD     | 4111 1111 1111 1111          | ••••1111
            CARD     | 4111-1111-1111-1234          | ••••1234
            CARD     | 41111111111                  | ••••
            CARD     | 41111111111111111111         | ••••
            CARD     | card 4111111111111111        | ••••
            IBAN     | DE89 3704 0044 0532 0130 00  | DE••••3000
            IBAN     | gb29nwbk60161331926819       | GB••••6819
            IBAN     | DE89 3704 0044 0532 0130 01  | ••••
            NAME     | Ada Lovelace                 | A•••• L••••
            NAME     | Juan Carlos de la Cruz       | J•••• C•••• d••••
            NAME     | Élodie O'Neil                | É•••• O••••
            NAME     | 王小明                        | ••••
            NAME     | R2D2                         | ••••
            ADDRESS  | 12 Main St, Denver, USA      | ••••
            DATE     | 1990-03-14                   | 1990-••-••
            DATE     | 14.03.1990                   | 1990-••-••
            DATE     | 1990-03-14T10:15:30Z         | 1990-••-••
            DATE     | 1990-14-03                   | 1990-••-••
            DATE     | 1990-13-13                   | ••••
            DATE     | March 1990                   | ••••
            POSTCODE | 80279                        | 80••••
            POSTCODE | sw1a 1aa                     | SW••••
            POSTCODE | 1010                         | ••••
            POSTCODE | Smith                        | ••••
            AMOUNT   | 12.50                        | ••••
            ID       | W2378156                     | ••••
            TEXT     | hello                        | ••••
            OTHER    | hello                        | ••••
            """)
    void aMaskShowsTheDocumentedPart(Kind kind, String value, String mask) {
        assertThat(Masking.mask(kind, value)).isEqualTo(mask);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anyValueGivesABoundedMaskThatShowsNoMoreThanItsKindMay(Kind kind) {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Generated generated = new Generated(seed);
            String value = seed % 2 == 0 ? generated.anything() : typical(kind, generated);
            holds(kind, value, "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void hugeAndBrokenValuesAreMaskedToo(Kind kind) {
        for (String unit : List.of("a", "1", "•", " ", "@", "\ud83d", "\u202e", "e\u0301", "1990-01-01 ", "\u0000")) {
            holds(kind, unit.repeat(100_000 / unit.length()), "100 KB of " + unit);
            holds(kind, unit, unit);
        }
        assertThat(Masking.mask(kind, "")).isEqualTo("••••");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void naughtyStringsAreMasked(Kind kind) throws IOException {
        List<String> strings = NaughtyStrings.read();
        assertThat(strings).hasSizeGreaterThan(400);
        strings.forEach(value -> holds(kind, value, value));
    }

    @Test
    void theLengthOfTheHiddenPartDoesNotShow() {
        assertThat(Masking.mask(Kind.EMAIL, "a@b.com"))
                .isEqualTo(Masking.mask(Kind.EMAIL, "anna.karenina@example.com"));
        assertThat(Masking.mask(Kind.CARD, "411111111234")).isEqualTo(Masking.mask(Kind.CARD, "4111111111111111234"));
        assertThat(Masking.mask(Kind.PHONE, "1234567")).isEqualTo(Masking.mask(Kind.PHONE, "123456789012367"));
        assertThat(Masking.mask(Kind.NAME, "A L")).isEqualTo(Masking.mask(Kind.NAME, "Ada Lovelace"));
    }

    /** What may show is worked out here from the value alone, in another way than the mask does it. */
    private static void holds(Kind kind, String value, String what) {
        String mask = Masking.mask(kind, value);
        assertThat(mask).as(what).contains(Masking.HIDDEN.substring(0, 2)).hasSizeLessThanOrEqualTo(Masking.LONGEST);
        String shown = mask.replaceAll("[•@. +-]", "");
        String digits = value.replaceAll("[^0-9]", "");
        switch (kind) {
            case EMAIL ->
                assertThat(shown.codePointCount(0, shown.length())).as(what).isLessThanOrEqualTo(5);
            case PHONE -> {
                assertThat(shown).as(what).hasSizeLessThanOrEqualTo(value.startsWith("+") ? 5 : 2);
                assertThat(shown.isEmpty() || digits.endsWith(shown.substring(shown.length() - 2)))
                        .as(what)
                        .isTrue();
            }
            case CARD ->
                assertThat(shown.isEmpty() || (shown.length() == 4 && digits.endsWith(shown)))
                        .as(what)
                        .isTrue();
            case IBAN -> assertThat(shown.length()).as(what).isIn(0, 6);
            case NAME ->
                assertThat(shown.codePointCount(0, shown.length())).as(what).isLessThanOrEqualTo(3);
            case DATE ->
                assertThat(shown.isEmpty() || (shown.length() == 4 && value.contains(shown)))
                        .as(what)
                        .isTrue();
            case POSTCODE -> assertThat(shown.length()).as(what).isIn(0, 2);
            case ADDRESS, AMOUNT, NUMBER, AGE, ID, TEXT, OTHER ->
                assertThat(shown).as(what).isEmpty();
        }
        String twice = Masking.mask(kind, mask).replaceAll("[•@. +-]", "");
        assertThat(twice.isEmpty() || shown.equals(twice))
                .as("%s masked twice", what)
                .isTrue();
        assertThat(mask.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .as(what)
                .isTrue();
    }

    private static String typical(Kind kind, Generated generated) {
        return switch (kind) {
            case EMAIL -> generated.letters(1, 70) + "@" + generated.letters(1, 70) + "." + generated.letters(1, 6);
            case PHONE -> generated.of("+0", 0, 1) + generated.of("0123456789 -", 5, 18);
            case CARD -> generated.of("0123456789 -", 10, 24);
            case IBAN -> "DE" + generated.digits(13, 22);
            case NAME -> generated.letters(1, 9) + " " + generated.letters(0, 9) + " " + generated.of("éßЖab -", 1, 9);
            case DATE -> "19" + generated.digits(2, 2) + "-0" + generated.digits(1, 1) + "-1" + generated.digits(0, 2);
            case POSTCODE -> generated.of("AB12 ", 2, 9);
            case ADDRESS, AMOUNT, NUMBER, AGE, ID, TEXT, OTHER -> generated.letters(0, 30) + generated.digits(0, 9);
        };
    }
}
