package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.remit.privacy.Generated;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is decided without the library's parser is what the library says. Failures print the number. */
class NumberingPlanTest {
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final PhoneNumberType[] TYPES = PhoneNumberType.values();
    private static final int NUMBERS_OF_EACH = 60;

    @Test
    void aNumberWithinACountryIsWhatTheLibrarySays() {
        int decided = 0;
        List<String> regions = LIBRARY.getSupportedRegions().stream().sorted().toList();
        for (String region : regions) {
            NumberingPlan plan = NumberingPlan.of(region);
            assertThat(plan).isNotNull();
            for (int i = 0; i < NUMBERS_OF_EACH; i++) {
                String digits = like(region, new Random(i), "");
                int answer = plan.national(ascii(digits), digits.length());
                decided += answer == NumberingPlan.UNKNOWN ? 0 : 1;
                assertThat(answer)
                        .as("%s in %s", digits, region)
                        .isIn(
                                NumberingPlan.UNKNOWN,
                                isValid(digits, region) ? NumberingPlan.VALID : NumberingPlan.INVALID);
            }
        }
        assertThat(decided).isGreaterThan(regions.size() * NUMBERS_OF_EACH / 2);
    }

    @Test
    void aNumberWithACountryCodeIsWhatTheLibrarySays() {
        int decided = 0;
        List<String> regions = LIBRARY.getSupportedRegions().stream().sorted().toList();
        for (String region : regions) {
            for (int i = 0; i < NUMBERS_OF_EACH; i++) {
                String digits = like(region, new Random(i), "" + LIBRARY.getCountryCodeForRegion(region));
                int answer = NumberingPlan.international(ascii(digits), digits.length());
                decided += answer == NumberingPlan.UNKNOWN ? 0 : 1;
                assertThat(answer)
                        .as("+%s", digits)
                        .isIn(
                                NumberingPlan.UNKNOWN,
                                isValid(digits, null) ? NumberingPlan.VALID : NumberingPlan.INVALID);
            }
        }
        assertThat(decided).isGreaterThan(regions.size() * NUMBERS_OF_EACH / 2);
    }

    @Test
    void codesOfNoCountryAndNetworksOfTheWorldAreWhatTheLibrarySays() {
        Generated generated = new Generated(5);
        for (int i = 0; i < 5_000; i++) {
            String digits = i % 2 == 0 ? generated.digits(7, 15) : "8" + i % 10 + generated.digits(6, 13);
            assertThat(NumberingPlan.international(ascii(digits), digits.length()))
                    .as("+%s", digits)
                    .isIn(NumberingPlan.UNKNOWN, isValid(digits, null) ? NumberingPlan.VALID : NumberingPlan.INVALID);
        }
    }

    @Test
    void aCountryThatIsNoneHasNoPlan() {
        assertThat(NumberingPlan.of("XX")).isNull();
    }

    @Test
    void aPatternOfDigitsMatchesAsARegularExpressionDoes() {
        Random random = new Random(3);
        for (String pattern : List.of(
                "1(?:6[023]|7\\d)\\d{2,4}",
                "(?:0?1|2)3?",
                "([457]\\d{2})$|1",
                "[2-9]\\d{3}|3\\d",
                "(?:1(?:2(?:3|4)|5{2,3})|0{1,2})?6")) {
            Pattern wanted = Pattern.compile(pattern);
            DigitPattern got = DigitPattern.of(pattern);
            for (int i = 0; i < 20_000; i++) {
                StringBuilder digits = new StringBuilder();
                for (int k = random.nextInt(8); k > 0; k--) {
                    digits.append(random.nextInt(8));
                }
                byte[] ascii = ascii(digits.toString());
                assertThat(got.matches(ascii, 0, ascii.length))
                        .as("%s of %s", digits, pattern)
                        .isEqualTo(wanted.matcher(digits).matches());
                assertThat(got.begins(ascii, 0, ascii.length))
                        .as("%s begins with %s", digits, pattern)
                        .isEqualTo(wanted.matcher(digits).lookingAt());
            }
        }
    }

    @Test
    void aPatternWithMoreThanThatIsRefused() {
        for (String pattern : List.of("1*", "a", "(1", "1)", "(?=1)", "1{2", "[1")) {
            assertThatThrownBy(() -> DigitPattern.of(pattern))
                    .as(pattern)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not understood");
        }
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins as the numbers of a region do, and goes on at random, mostly to their length. */
    private static String like(String region, Random random, String code) {
        PhoneNumber example = LIBRARY.getExampleNumberForType(region, TYPES[random.nextInt(TYPES.length)]);
        String own = example == null ? "5555555" : LIBRARY.getNationalSignificantNumber(example);
        StringBuilder digits = new StringBuilder(code).append(own, 0, random.nextInt(own.length() + 1));
        int length = Math.max(7, Math.min(15, code.length() + own.length() + (random.nextInt(4) == 0 ? 1 : 0)));
        while (digits.length() < length) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static boolean isValid(String digits, @Nullable String region) {
        try {
            PhoneNumber number = LIBRARY.parse(region == null ? "+" + digits : digits, region);
            return region == null ? LIBRARY.isValidNumber(number) : LIBRARY.isValidNumberForRegion(number, region);
        } catch (NumberParseException e) {
            return false;
        }
    }
}
