package dev.remit.privacy.anonymise;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.prose.ProseRecogniser;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes the person out of a text and leaves the business fact: {@code [person] ordered product #4521 on March 3}. What is
 * found is replaced by its kind, so that there is no way back, and two persons look the same. Dates stay, but for birth
 * dates; so do numbers that are no identifier of anybody.
 *
 * <p>The same text gives the same result. A text in which something is still found after a few rounds is left out as a
 * whole. Immutable and thread-safe.
 */
public final class Depersonaliser {
    /** Stands for a value that the row itself says of its person. */
    public static final String OWN = "removed";

    /** Stands for a whole text that could not be made clean. */
    public static final String WHOLE = "text";

    private static final int MOST_ROUNDS = 4;

    /** Shorter values are words of every language. */
    private static final int SHORTEST_OWN = 3;

    private static final Set<String> MARKERS = markers();

    private final Detector detector;

    /** @param detector finds what is to go; should know prose, or names stay */
    public Depersonaliser(Detector detector) {
        this.detector = detector;
    }

    /** With all that the library finds. */
    public static Depersonaliser standard() {
        return new Depersonaliser(
                Detector.builder().recogniser(ProseRecogniser.standard()).build());
    }

    /**
     * A text without its person.
     *
     * @param removed how many of each kind
     */
    public record Cleaned(String text, Map<String, Integer> removed) {}

    private record Span(int start, int end, String marker) {}

    /**
     * Cleans a text.
     *
     * @param own what the row says of its person elsewhere, such as the name: goes wherever it stands as words of its own,
     *     whatever it looks like. Values of fewer than {@value #SHORTEST_OWN} characters are passed over
     */
    public Cleaned clean(String text, Collection<String> own) {
        Map<String, Integer> removed = new TreeMap<>();
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String at = replace(composed, spans(composed, own, false), removed);
        for (int round = 1; round < MOST_ROUNDS; round++) {
            List<Span> left = spans(at, own, true);
            if (left.isEmpty()) {
                return new Cleaned(at, removed);
            }
            at = replace(at, left, removed);
        }
        if (isClean(at)) {
            return new Cleaned(at, removed);
        }
        removed.merge(WHOLE, 1, Integer::sum);
        return new Cleaned(marked(WHOLE), removed);
    }

    /** Whether nothing is found in a text but what stands for something that was. */
    public boolean isClean(String text) {
        return spans(text, List.of(), true).isEmpty();
    }

    private List<Span> spans(String text, Collection<String> own, boolean markersStand) {
        BitSet ours = markersStand ? markersIn(text) : new BitSet();
        List<Span> spans = new ArrayList<>();
        for (Finding finding : detector.find(text)) {
            if (finding.kind() != Kind.DATE && ours.nextClearBit(finding.start()) < finding.end()) {
                spans.add(
                        new Span(finding.start(), finding.end(), finding.kind().label()));
            }
        }
        for (String value : own) {
            String wanted = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
            for (int start = next(text, wanted, 0); start >= 0; start = next(text, wanted, start + 1)) {
                if (ours.nextClearBit(start) < start + wanted.length()) {
                    spans.add(new Span(start, start + wanted.length(), OWN));
                }
            }
        }
        return spans;
    }

    /** Where a value stands next with no letter or digit beside it; -1 if it does not. */
    private static int next(String text, String wanted, int from) {
        if (wanted.length() < SHORTEST_OWN) {
            return -1;
        }
        for (int i = from; i + wanted.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, wanted, 0, wanted.length())
                    && (i == 0 || !Character.isLetterOrDigit(text.codePointBefore(i)))
                    && (i + wanted.length() == text.length()
                            || !Character.isLetterOrDigit(text.codePointAt(i + wanted.length())))) {
                return i;
            }
        }
        return -1;
    }

    private static String replace(String text, List<Span> spans, Map<String, Integer> removed) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()));
        StringBuilder cleaned = new StringBuilder(text.length());
        int at = 0;
        for (Span span : sorted) {
            if (span.start() >= at) {
                cleaned.append(text, at, span.start()).append(marked(span.marker()));
                removed.merge(span.marker(), 1, Integer::sum);
            }
            at = Math.max(at, span.end());
        }
        return cleaned.append(text, at, text.length()).toString();
    }

    private static BitSet markersIn(String text) {
        BitSet ours = new BitSet();
        for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', open + 1)) {
            int close = text.indexOf(']', open);
            if (close > 0 && MARKERS.contains(text.substring(open + 1, close))) {
                ours.set(open, close + 1);
            }
        }
        return ours;
    }

    private static String marked(String marker) {
        return "[" + marker + "]";
    }

    private static Set<String> markers() {
        Set<String> markers = new HashSet<>(Set.of(OWN, WHOLE));
        Kind.builtIn().forEach(kind -> markers.add(kind.label().toLowerCase(Locale.ROOT)));
        return Set.copyOf(markers);
    }
}
