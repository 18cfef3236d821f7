package dev.remit.privacy.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatPreservingTest {
    private static final String KEY_128 = "2B7E151628AED2A6ABF7158809CF4F3C";
    private static final String KEY_192 = KEY_128 + "EF4359D8D580AA4F";
    private static final String KEY_256 = KEY_192 + "7F036D6F04FC6A94";
    private static final String LOWER = FormatPreserving.LOWER_ALPHANUMERIC;

    /** The samples that NIST published beside SP 800-38G. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            16 |                        | 0123456789          | 2433477484
            16 | 39383736353433323130   | 0123456789          | 6124200773
            16 | 3737373770717273373737 | 0123456789abcdefghi | a9tv40mll9kdu509eum
            24 |                        | 0123456789          | 2830668132
            24 | 39383736353433323130   | 0123456789          | 2496655549
            24 | 3737373770717273373737 | 0123456789abcdefghi | xbj3kv35jrawxv32ysr
            32 |                        | 0123456789          | 6657667009
            32 | 39383736353433323130   | 0123456789          | 1001623463
            32 | 3737373770717273373737 | 0123456789abcdefghi | xs8a0azh2avyalyzuwd
            """)
    void theSamplesOfNistHold(int bytes, String tweak, String plain, String encrypted) {
        byte[] key = HexFormat.of().parseHex(bytes == 16 ? KEY_128 : bytes == 24 ? KEY_192 : KEY_256);
        byte[] tweaked = tweak == null ? new byte[0] : HexFormat.of().parseHex(tweak);
        FormatPreserving cipher = new FormatPreserving(key, plain.length() == 10 ? FormatPreserving.DIGITS : LOWER);
        assertThat(cipher.encrypt(tweaked, plain)).isEqualTo(encrypted);
        assertThat(cipher.decrypt(tweaked, encrypted)).isEqualTo(plain);
    }

    @Test
    void textsOfEveryLengthAndAlphabetComeBack() {
        Random random = new Random(3);
        for (String alphabet : new String[] {"01", FormatPreserving.DIGITS, LOWER, FormatPreserving.ALPHANUMERIC}) {
            FormatPreserving cipher = new FormatPreserving(new byte[32], alphabet);
            for (int length = cipher.shortest(); length < 130; length++) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < length; i++) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                byte[] tweak = new byte[random.nextInt(40)];
                String encrypted = cipher.encrypt(tweak, text.toString());
                assertThat(encrypted).hasSize(length).isNotEqualTo(text.toString());
                assertThat(encrypted.chars()).allMatch(c -> alphabet.indexOf(c) >= 0);
                assertThat(cipher.decrypt(tweak, encrypted)).isEqualTo(text.toString());
            }
        }
    }

    @Test
    void differentTextsAndTweaksGiveDifferentTexts() {
        FormatPreserving cipher = new FormatPreserving(new byte[16], FormatPreserving.DIGITS);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            seen.add(cipher.encrypt(new byte[0], "%06d".formatted(i)));
        }
        assertThat(seen).hasSize(5_000);
        byte[] tweak = "phone".getBytes(StandardCharsets.US_ASCII);
        assertThat(cipher.encrypt(tweak, "0000000001")).isNotEqualTo(cipher.encrypt(new byte[0], "0000000001"));
    }

    @Test
    void fewerThanAMillionTextsAreRefused() {
        FormatPreserving digits = new FormatPreserving(new byte[16], FormatPreserving.DIGITS);
        assertThat(digits.shortest()).isEqualTo(6);
        assertThat(new FormatPreserving(new byte[16], LOWER).shortest()).isEqualTo(4);
        assertThat(new FormatPreserving(new byte[16], "01").shortest()).isEqualTo(20);
        assertThatIllegalArgumentException().isThrownBy(() -> digits.encrypt(new byte[0], "12345"));
        assertThatIllegalArgumentException().isThrownBy(() -> digits.decrypt(new byte[0], "12345a"));
        assertThatIllegalArgumentException().isThrownBy(() -> digits.encrypt(new byte[257], "123456"));
        assertThatIllegalArgumentException().isThrownBy(() -> digits.encrypt(new byte[0], "1".repeat(1001)));
        assertThatIllegalArgumentException().isThrownBy(() -> new FormatPreserving(new byte[15], "01"));
        assertThatIllegalArgumentException().isThrownBy(() -> new FormatPreserving(new byte[16], "00"));
        assertThat(digits.fits("123456")).isTrue();
        assertThat(digits.fits("12 456")).isFalse();
    }
}
