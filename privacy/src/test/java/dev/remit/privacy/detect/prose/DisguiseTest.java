package dev.remit.privacy.detect.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is found in plain prose is found, whole, in the same prose with tricks in it. Failures print the seed. */
class DisguiseTest {
    private static final Detector DETECTOR =
            Detector.builder().recogniser(ProseRecogniser.standard()).build();
    private static final List<String> PLAIN = List.of(
            "Please tell Anna Bergmann to call back tomorrow.",
            "Dear Ms. Okafor, your parcel is at 5 Elm Street, Springfield.",
            "My name is Peter Novak and I live at Hauptstrasse 12, 10115 Berlin.",
            "She works at Brightwater Logistics Ltd and has diabetes.",
            "Mr. Tanaka moved to Osaka; he is Japanese and a Buddhist.",
            "Regards,\nMaria Gonzalez\n17 Rue de la Paix, 75002 Paris",
            "Send it to PO Box 1234, Wellington.",
            "I met Grace Hopper and Alan Turing in Manchester.");
    private static final int[] UNSEEN = {
        0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xAD, 0xFEFF, 0xFE0F, 0x180E, 0
    };
    private static final int[] MARKS = {0x300, 0x301, 0x308, 0x30A, 0x327, 0x336, 0x20DD};
    private static final int[] PICTURES = {0x1F600, 0x2764, 0x1F3FB, 0x1F44D, 0x2605};
    private static final int[] BLANKS = {0xA0, 0x2007, 0x2009, 0x202F, 0x3000};
    private static final Map<Character, String> ALIKE = Map.ofEntries(
            Map.entry('A', "\u0410\u0391"),
            Map.entry('B', "\u0412\u0392"),
            Map.entry('E', "\u0415\u0395"),
            Map.entry('H', "\u041d\u0397"),
            Map.entry('M', "\u041c\u039c"),
            Map.entry('O', "\u041e\u039f"),
            Map.entry('P', "\u0420\u03a1"),
            Map.entry('S', "\u0405"),
            Map.entry('T', "\u0422\u03a4"),
            Map.entry('a', "\u0430"),
            Map.entry('c', "\u0441"),
            Map.entry('e', "\u0435"),
            Map.entry('i', "\u0456"),
            Map.entry('o', "\u043e\u03bf\u0585"),
            Map.entry('p', "\u0440"),
            Map.entry('s', "\u0455"),
            Map.entry('x', "\u0445"),
            Map.entry('y', "\u0443"));

    /** What a character becomes: itself among more, or something that looks like it. */
    private interface Trick {
        String of(char c, boolean withinWord, Random random);
    }

    @Test
    void theInvisibleHidesNothing() {
        everywhere((c, within, random) -> within && random.nextInt(3) == 0 ? c + pick(UNSEEN, random) : "" + c);
    }

    @Test
    void accentsWrittenByThemselvesHideNothing() {
        everywhere((c, within, random) -> within && random.nextInt(4) == 0 ? c + pick(MARKS, random) : "" + c);
    }

    @Test
    void picturesWithinWordsHideNothing() {
        everywhere((c, within, random) -> within && random.nextInt(4) == 0 ? c + pick(PICTURES, random) : "" + c);
    }

    @Test
    void lettersAndDigitsOfOtherStylesHideNothing() {
        everywhere((c, within, random) -> random.nextBoolean() ? "" + c : styled(c, random));
    }

    @Test
    void lettersThatLookAlikeHideNothing() {
        everywhere((c, within, random) -> {
            String alike = ALIKE.get(c);
            return alike == null || random.nextBoolean() ? "" + c : "" + alike.charAt(random.nextInt(alike.length()));
        });
    }

    @Test
    void otherBlanksHideNothing() {
        everywhere((c, within, random) -> c == ' ' ? pick(BLANKS, random) : "" + c);
    }

    @Test
    void allTricksTogetherHideNothing() {
        everywhere((c, within, random) -> switch (random.nextInt(8)) {
            case 0 -> within ? c + pick(UNSEEN, random) : "" + c;
            case 1 -> within ? c + pick(MARKS, random) : "" + c;
            case 2 -> within ? c + pick(PICTURES, random) : "" + c;
            case 3 -> styled(c, random);
            case 4 -> ALIKE.getOrDefault(c, "" + c).substring(0, 1);
            default -> c == ' ' && random.nextBoolean() ? pick(BLANKS, random) : "" + c;
        });
    }

    @Test
    void escapesHideNothing() {
        escaped(c -> String.format("\\u%04x", c), 3);
        escaped(c -> "&#" + c + ";", 3);
        escaped(c -> "&#x" + Integer.toHexString(c) + ";", 3);
        escaped(c -> String.format("%%%02X", c), 3);
        escaped(c -> String.format("\\x%02x", c), 3);
        escaped(c -> String.format("\\u{%x}", c), 3);
        escaped(c -> String.format("\\%03o", c), 3);
    }

    @Test
    void escapesOfEscapesHideNothing() {
        escaped(c -> String.format("\\\\u%04x", c), 3);
        escaped(c -> "&amp;#" + c + ";", 3);
        escaped(c -> String.format("%%25%02X", c), 3);
        escaped(c -> String.format("\\\\x%02x", c), 3);
        escaped(c -> String.format("\\\\u{%x}", c), 3);
        escaped(c -> String.format("\\\\%03o", c), 3);
    }

    @Test
    void anEscapedLineEndIsNoPartOfAName() {
        String text = "{\"note\":\"hello\\nAnna Bergmann called\\tPeter Novak\"}";
        assertThat(DETECTOR.find(text))
                .filteredOn(finding -> finding.kind() == Kind.PERSON)
                .extracting(finding -> text.substring(finding.start(), finding.end()))
                .containsExactly("Anna Bergmann", "Peter Novak");
    }

    @Test
    void wordsGluedByWhatIsNotSeenAreStillSeen() {
        String text = "Thanks\u200bAnna Bergmann\u200bcalled";
        List<Finding> found = DETECTOR.find(text);
        assertThat(found).isNotEmpty();
        int from = text.indexOf("Anna");
        assertThat(isCovered(found, from, from + "Anna".length()))
                .as("%s", found)
                .isTrue();
        assertThat(isCovered(found, text.indexOf("Berg"), text.indexOf("mann") + 4))
                .as("%s", found)
                .isTrue();
    }

    @Test
    void anyBytesAreReadWithinTheirBounds() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] text = trick(PLAIN.get(random.nextInt(PLAIN.size())), random, (c, within, r) -> styled(c, r))
                    .text
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 10; i++) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            int last = 0;
            for (Finding finding : DETECTOR.find(text)) {
                assertThat(finding.start()).as("seed %d", seed).isGreaterThanOrEqualTo(last);
                assertThat(finding.end()).as("seed %d", seed).isLessThanOrEqualTo(text.length);
                last = finding.end();
            }
        }
    }

    @Test
    void howOftenAWordIsRepeatedDoesNotMatter() {
        for (String piece :
                List.of("Mr ", "Dr. ", "Anna ", "5 ", "the corner of ", "PO Box 1 ", "APO AE ", "van ", "A. ")) {
            String text = piece.repeat(20_000);
            for (Finding finding : DETECTOR.find(text)) {
                assertThat(finding.end()).as(piece).isLessThanOrEqualTo(text.length());
            }
        }
    }

    private static String pick(int[] characters, Random random) {
        return Character.toString(characters[random.nextInt(characters.length)]);
    }

    /** Full-width, mathematical bold, on a badge, or enclosed. */
    private static String styled(char c, Random random) {
        boolean upper = c >= 'A' && c <= 'Z';
        boolean lower = c >= 'a' && c <= 'z';
        if (!upper && !lower && !(c >= '0' && c <= '9')) {
            return "" + c;
        }
        int badge = new int[] {0x1F150, 0x1F170, 0x1F1E6}[random.nextInt(3)];
        return switch (random.nextInt(4)) {
            case 0 -> Character.toString(c + 0xFEE0);
            case 1 -> Character.toString(upper ? c - 'A' + 0x1D400 : lower ? c - 'a' + 0x1D41A : c - '0' + 0x1D7CE);
            case 2 -> upper ? Character.toString(c - 'A' + badge) : "" + c;
            default ->
                upper ? Character.toString(c - 'A' + 0x24B6) : lower ? Character.toString(c - 'a' + 0x24D0) : "" + c;
        };
    }

    private static void escaped(IntFunction<String> escape, int every) {
        everywhere((c, within, random) -> within && random.nextInt(every) == 0 ? escape.apply(c) : "" + c);
    }

    /** A text with a trick in it, and where each of its characters was put. */
    private static final class Tricked {
        final String text;
        final int[] places;

        Tricked(String text, int[] places) {
            this.text = text;
            this.places = places;
        }
    }

    private static Tricked trick(String plain, Random random, Trick trick) {
        StringBuilder text = new StringBuilder();
        int[] places = new int[plain.length() + 1];
        for (int i = 0; i < plain.length(); i++) {
            places[i] = text.length();
            boolean within = Character.isLetterOrDigit(plain.charAt(i))
                    && i + 1 < plain.length()
                    && Character.isLetterOrDigit(plain.charAt(i + 1));
            text.append(trick.of(plain.charAt(i), within, random));
        }
        places[plain.length()] = text.length();
        return new Tricked(text.toString(), places);
    }

    private static void everywhere(Trick trick) {
        for (String plain : PLAIN) {
            List<Finding> wanted = new ArrayList<>(DETECTOR.find(plain));
            assertThat(wanted).as(plain).isNotEmpty();
            for (long seed = 0; seed < 40; seed++) {
                Tricked tricked = trick(plain, new Random(seed), trick);
                List<Finding> found = DETECTOR.find(tricked.text);
                for (Finding finding : wanted) {
                    assertThat(isCovered(found, tricked.places[finding.start()], tricked.places[finding.end()]))
                            .as("seed %d: %s in %s, found %s", seed, finding, tricked.text, found)
                            .isTrue();
                }
            }
        }
    }

    private static boolean isCovered(List<Finding> found, int start, int end) {
        int reached = start;
        for (Finding finding : found) {
            reached = finding.start() <= reached && finding.end() > reached ? finding.end() : reached;
        }
        return reached >= end;
    }
}
