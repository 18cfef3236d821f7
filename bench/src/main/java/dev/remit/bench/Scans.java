package dev.remit.bench;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorScan;
import dev.remit.privacy.detect.FindingSink;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Makes what scans a text and answers a number that is made of all that it found. Only classes of the JDK are in its
 * signatures, so that the same class over another version of the detector, in a class loader of its own, can be used beside
 * this one.
 */
public final class Scans implements Function<String, ToLongFunction<byte[]>> {
    static final String STRUCTURED = "structured";
    static final String KNOWN = "structured, 20,000 known";
    static final String EVERYTHING = "everything";

    /** Also what is not sure enough to be used, so that two versions can be compared. */
    static final String WEAKEST = "everything, however weak";

    private static final int KNOWN_VALUES = 20_000;

    /** For the class loader. */
    public Scans() {}

    /** One for one thread. */
    @Override
    public ToLongFunction<byte[]> apply(String what) {
        Detector detector = switch (what) {
            case STRUCTURED -> Detector.standard();
            case KNOWN -> Detector.builder().knownValues(known()).build();
            case EVERYTHING ->
                Detector.builder()
                        .recogniser(ProseRecogniser.standard())
                        .knownValues(known())
                        .build();
            case WEAKEST ->
                Detector.builder()
                        .recogniser(ProseRecogniser.standard())
                        .atLeast(Tier.WEAK)
                        .build();
            default -> throw new IllegalArgumentException("no scan is called " + what);
        };
        return new Summed(detector.newScan());
    }

    /** As many as a conversation could have been served at most, and none of them in the text. */
    static List<String> known() {
        Random random = new Random(7);
        List<String> known = new ArrayList<>();
        for (int i = 0; i < KNOWN_VALUES; i++) {
            known.add("K" + (100_000_000 + random.nextInt(900_000_000)));
        }
        return known;
    }

    private static final class Summed implements ToLongFunction<byte[]>, FindingSink {
        private final DetectorScan scan;
        private long sum;

        Summed(DetectorScan scan) {
            this.scan = scan;
        }

        @Override
        public long applyAsLong(byte[] text) {
            sum = 0;
            scan.scan(text, 0, text.length, this);
            return sum;
        }

        @Override
        public void found(Kind kind, int start, int end, Tier tier, String why) {
            sum = 31 * (31 * (31 * (31 * sum + start) + end) + kind.label().hashCode())
                    + tier.name().hashCode()
                    + why.hashCode();
        }
    }
}
