package dev.remit.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reading eight bytes at a time, and what was kept from before, change nothing. Failures print the seed. */
class PartTest {
    private static final List<String> PIECES = List.of(
            "call 0301 2345678 ",
            "+49 30 901820 ",
            "555-123-4567, ",
            "4111 1111 1111 1111 ",
            "DE89370400440532013000 ",
            "SSN 123-45-6789 ",
            "order 1234567 ",
            "K123456789 ",
            "a.b@example.com ",
            "https://www.example.org/a?id=12 ",
            "10.1.2.3 ",
            "2024-05-06 ",
            "ghp_abcdefABCDEF0123456789abcdefABCDEF0123 ",
            "sk-sk-sk_live_0123456789abcdef ",
            "password: hunter2! ",
            "Dear Ms. Okafor, ",
            "Anna Bergmann ",
            "5 Elm Street\n",
            "\u00e9\u0301\u200b ",
            "caf\u00e9 ",
            "\\u0041nna ",
            "the word ",
            "-----BEGIN ");

    /** Each is valid, and most need no word to be sure, some only in one group and some only in these. */
    private static final List<String> VALUES = List.of(
            "AB1234563",
            "52998224725",
            "529.982.247-25",
            "123-45-6789",
            "51824753556",
            "51 824 753 556",
            "12345678Z",
            "X1234567L",
            "10000000146",
            "44051401359",
            "7569217076985",
            "756.9217.0769.85",
            "S1234567D",
            "ABCPE1234F",
            "1M8GDM9AXKP042788",
            "AB123456C",
            "AB 12 34 56 C",
            "1 2 3 4 5 6 7 8 9",
            "1234567890");

    private static final Detector EVERYTHING = Detector.builder()
            .recogniser(ProseRecogniser.standard())
            .knownValues(List.of("K123456789", "the word", "\u0410nna"))
            .build();

    @Test
    void whatIsAroundAPartIsNotReadWithIt() {
        DetectorScan scan = EVERYTHING.newScan();
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] text = text(random);
            byte[] around = new byte[text.length + 40];
            Arrays.fill(around, (byte) "a5@-.K".charAt(random.nextInt(6)));
            int from = random.nextInt(30);
            System.arraycopy(text, 0, around, from, text.length);

            List<Finding> alone = List.copyOf(scan.scan(text, 0, text.length).asList());
            List<Finding> within = scan.scan(around, from, from + text.length).asList().stream()
                    .map(finding -> new Finding(
                            finding.kind(),
                            finding.start() - from,
                            finding.end() - from,
                            finding.tier(),
                            finding.why()))
                    .toList();

            assertThat(within).as("seed %d", seed).isEqualTo(alone);
        }
    }

    @Test
    void aScanThatWasUsedBeforeFindsWhatAFreshOneFinds() {
        DetectorScan used = EVERYTHING.newScan();
        for (long seed = 0; seed < 60; seed++) {
            byte[] text = text(new Random(seed));
            List<Finding> fresh =
                    List.copyOf(EVERYTHING.newScan().scan(text, 0, text.length).asList());

            assertThat(used.scan(text, 0, text.length).asList())
                    .as("seed %d", seed)
                    .isEqualTo(fresh);
        }
    }

    /** Rules that need a word to be sure are left out where there is none, and only those. */
    @Test
    void whatIsSureIsFoundWhetherTheWeakIsAskedForOrNot() {
        Settings likely = new Settings(allButPhones(), Tier.LIKELY, List.of(), List.of());
        Settings weak = new Settings(allButPhones(), Tier.WEAK, List.of(), List.of());
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            char[] value = VALUES.get(random.nextInt(VALUES.size())).toCharArray();
            if (seed % 4 == 0) {
                value[random.nextInt(value.length)] = "0159AZ- ".charAt(random.nextInt(8));
            }
            String text =
                    (seed % 3 == 0 ? "tax " : "x ") + String.valueOf(value) + (seed % 5 == 0 ? " passport" : " y");

            assertThat(sure(likely, text)).as("seed %d: %s", seed, text).isEqualTo(sure(weak, text));
        }
    }

    /** What is likely at least, of what is found when so much is asked for. */
    private static List<Finding> sure(Settings settings, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.US_ASCII);
        Findings found = new Findings();
        StructuredPass pass = new StructuredPass(settings);
        pass.begin();
        pass.scan(utf8, 0, utf8.length, 0, utf8.length, found);
        found.choose(new Settings(settings.enabled(), Tier.LIKELY, List.of(), List.of()));
        return List.copyOf(found.asList());
    }

    /** A weak phone number ends the search for one where it ends, so those are another matter. */
    private static BitSet allButPhones() {
        BitSet kinds = new BitSet();
        kinds.set(0, Kind.builtIn().size());
        kinds.clear(Kind.PHONE.order());
        return kinds;
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(utf8, Math.max(1, utf8.length - random.nextInt(9)));
    }
}
