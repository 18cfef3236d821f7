package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Tokens that issuers mark with a prefix are found whole, of the least length that the table says, whatever they are of. */
class SecretPrefixTest {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String HEX = DIGITS + "abcdef";

    private final Detector detector = Detector.standard();

    @Test
    void aTokenOfEachRowIsFoundWhole() {
        eachRow(LOWER + UPPER + DIGITS, 200, row -> true);
        eachRow(LOWER + DIGITS, 20, row -> true);
    }

    @Test
    void aTokenOfLettersAloneIsFoundBehindASign() {
        eachRow(LOWER + UPPER, 20, row -> !Character.isLetterOrDigit(row.charAt(row.indexOf(':') - 1)));
        eachRow(LOWER, 20, row -> row.charAt(row.indexOf(':') - 1) == '_');
    }

    @Test
    void namesOfProgramsThatBeginSoAreLeftAlone() {
        for (String text : List.of(
                "call secret_manager_configuration_of_the_whole_deployment_unit here",
                "hf_model_for_sequence_classification_and_more is a name",
                "the class sk-toggleable-label-arrow is styled",
                "See key-management-of-the-whole-deployment-unit there.",
                "He saw an SG.And then it ended.")) {
            assertThat(detector.find(text)).as(text).isEmpty();
        }
    }

    private void eachRow(String characters, int times, Predicate<String> asked) {
        Random random = new Random(5);
        List<String> missed = new ArrayList<>();
        for (String row : SecretFinder.prefixes()) {
            int colon = row.lastIndexOf(':');
            boolean hex = row.endsWith("x");
            int least = Integer.parseInt(row.substring(colon + 1).replace("x", ""));
            for (int i = 0; i < times && asked.test(row); i++) {
                String token = row.substring(0, colon) + random(hex ? HEX : characters, least, random);
                String text = "it is " + token + " here";
                boolean found = detector.find(text).stream()
                        .anyMatch(one -> one.start() <= 6
                                && one.end() >= 6 + token.length()
                                && one.kind().dataClass().equals("secret"));
                if (!found) {
                    missed.add(token);
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    /** With at least one of the first characters and one of the last, so that what it is of is as said. */
    private static String random(String characters, int length, Random random) {
        StringBuilder text = new StringBuilder();
        text.append(characters.charAt(random.nextInt(Math.min(26, characters.length()))));
        for (int i = 1; i < length - 1; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.append(characters.charAt(characters.length() - 1)).toString();
    }
}
