package dev.remit.gateway.text;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.DetectorBuilder;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Recogniser;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text that people wrote what its reader may not see. In place of what is taken out stands the name of its
 * kind: {@code Call [person] at [phone]}.
 *
 * <p>What passes is looked at a second time, for something stricter within it: a card number in an e-mail address, a
 * password that is written like a date. Then it does not pass. Immutable and thread-safe.
 */
public final class FreeText {
    /** The longest text that is read; a longer one is not released. In chars. */
    public static final int LONGEST = 1 << 20;

    /** The unread texts of the tests settle after three at most. */
    private static final int MOST_READINGS = 5;

    /** Such as wrap other things, and so are not looked for when something is looked for within them. */
    private static final List<Kind> WRAPPERS = List.of(Kind.EMAIL, Kind.URL, Kind.DOMAIN, Kind.DATE);

    private final Detector everything;
    private final Detector within;

    private FreeText(Detector everything, Detector within) {
        this.everything = everything;
        this.within = within;
    }

    /** What came of a text. Only {@link Clean} has one that may be released. */
    public sealed interface Outcome {
        /** The text without what may not pass. */
        record Clean(String text) implements Outcome {}

        /** It was not read, and must not be released, not even in part. */
        record TooLong(int chars) implements Outcome {}

        /** The detector failed on it, so nobody knows what it holds. */
        record Failed(Throwable cause) implements Outcome {}
    }

    /** Finds the built-in kinds, with names and addresses in prose, and the operator's. */
    public static FreeText of(List<OwnKind> own) {
        return of(own, List.of());
    }

    /** @param more asked besides the built-in recognisers */
    public static FreeText of(List<OwnKind> own, List<Recogniser> more) {
        DetectorBuilder everything = Detector.builder();
        DetectorBuilder within = Detector.builder().without(WRAPPERS);
        for (OwnKind kind : own) {
            kind.addTo(everything);
            if (!Passing.everywhere(kind.kind())) {
                kind.addTo(within);
            }
        }
        everything.recogniser(new Leftovers()).recogniser(ProseRecogniser.standard());
        more.forEach(everything::recogniser);
        return new FreeText(
                everything.build(), within.recogniser(new Leftovers()).build());
    }

    /** Any string, of valid Unicode or not. Never throws for what is in it. */
    public Outcome clean(String text, Passing passing) {
        if (text.length() > LONGEST) {
            return new Outcome.TooLong(text.length());
        }
        try {
            return settled(text, passing);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return new Outcome.Failed(e);
        }
    }

    /** Reads again what something was taken out of: what stood beside that may be a name only now that it is gone. */
    private Outcome settled(String text, Passing passing) {
        String before = text;
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            String after = replaced(before, passing);
            if (after.equals(before)) {
                return new Outcome.Clean(after);
            }
            before = after;
        }
        return new Outcome.Failed(
                new IllegalStateException("something more is found in the text each time it is read again"));
    }

    /**
     * What is in a text, in the order of its places.
     *
     * @param text at most {@link #LONGEST} chars
     * @throws RuntimeException if the detector fails: then nobody knows what it holds
     */
    public List<Finding> find(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the text is longer than what is read");
        }
        return everything.find(text);
    }

    private String replaced(String text, Passing passing) {
        List<Finding> found = everything.find(text);
        boolean somePass = found.stream().anyMatch(finding -> passing.passes(finding.kind()));
        List<Finding> stricter = somePass ? within.find(text) : List.of();
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        int next = 0;
        for (Finding finding : found) {
            while (next < stricter.size() && stricter.get(next).end() <= finding.start()) {
                next++;
            }
            Kind cut = passing.passes(finding.kind()) ? hidden(finding, stricter, next, passing) : finding.kind();
            if (cut != null) {
                out.append(text, done, finding.start()).append(marker(cut));
                done = finding.end();
            }
        }
        return out.append(text, done, text.length()).toString();
    }

    /** The first of what overlaps a finding that passes, and does not pass itself; null if there is none. */
    private static @Nullable Kind hidden(Finding passes, List<Finding> stricter, int from, Passing passing) {
        for (int i = from; i < stricter.size() && stricter.get(i).start() < passes.end(); i++) {
            if (!passing.passes(stricter.get(i).kind())) {
                return stricter.get(i).kind();
            }
        }
        return null;
    }

    /** What stands in a text for something of a kind. */
    static String marker(Kind kind) {
        return "[" + kind.label() + "]";
    }
}
