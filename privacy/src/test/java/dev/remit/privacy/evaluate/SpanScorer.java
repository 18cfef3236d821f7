package dev.remit.privacy.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts spans as presidio-research's {@code SpanEvaluator} does, by its code as read in November 2026.
 *
 * <p>Both labels and findings become a kind for each token; runs of one kind are spans; skip words at their ends do not
 * count; neighbours of one kind with only skip words between them are one. A labelled span is found if the findings of
 * its kind that touch it have an intersection over union with it, in chars, of at least 0.75. Findings that touch it and
 * do not suffice are one wrong finding for each kind, and findings that touch nothing are one each. In the binary count
 * there is only one kind.
 *
 * <p>That code confuses positions in a text with positions in the table of all texts, so that from the second text on all
 * spans of one kind in a text are one, whatever stands between them. {@link Merging#AS_RELEASED} counts the same way, for
 * comparison with published numbers; {@link Merging#NEIGHBOURS} counts as it is documented.
 */
final class SpanScorer {
    enum Merging {
        NEIGHBOURS,
        AS_RELEASED
    }

    private static final double THRESHOLD = 0.75;
    private static final String ANY = "any";

    private final Merging merging;
    private final Counts binary = new Counts();
    private final Map<String, Counts> kinds = new TreeMap<>();
    private int tokensBefore;

    SpanScorer(Merging merging) {
        this.merging = merging;
    }

    Counts binary() {
        return binary;
    }

    Map<String, Counts> kinds() {
        return kinds;
    }

    /** Counts one text; {@code said} are the findings in it, in the words of the labels, without overlaps. */
    void add(String text, List<Span> labelled, List<Span> said) {
        List<Token> tokens = Token.of(text);
        List<@Nullable String> labels = tags(tokens, labelled);
        List<@Nullable String> findings = tags(tokens, said);
        compare(spans(tokens, labels), spans(tokens, findings), this::kind);
        compare(spans(tokens, anyOf(labels)), spans(tokens, anyOf(findings)), kind -> binary);
        tokensBefore += tokens.size();
    }

    Counts kind(String kind) {
        return kinds.computeIfAbsent(kind, k -> new Counts());
    }

    /** A token has the kind of the first span that its start is in, or that lies within it. */
    static List<@Nullable String> tags(List<Token> tokens, List<Span> spans) {
        List<@Nullable String> tags = new ArrayList<>();
        for (Token token : tokens) {
            String tag = null;
            for (Span span : spans) {
                boolean holdsStart = span.start() <= token.start() && token.start() < span.end();
                boolean within = token.start() <= span.start() && span.end() <= token.end();
                if (tag == null && (holdsStart || within)) {
                    tag = span.kind();
                }
            }
            tags.add(tag);
        }
        return tags;
    }

    private static List<@Nullable String> anyOf(List<@Nullable String> tags) {
        List<@Nullable String> any = new ArrayList<>();
        tags.forEach(tag -> any.add(tag == null ? null : ANY));
        return any;
    }

    /** From {@code start} to {@code end} without the skip words at its ends; tokens from {@code first} to {@code behind}. */
    private record Run(String kind, int start, int end, int first, int behind) {}

    private List<Run> spans(List<Token> tokens, List<@Nullable String> tags) {
        List<Run> runs = new ArrayList<>();
        int i = 0;
        while (i < tokens.size()) {
            String kind = tags.get(i);
            int first = i;
            while (i < tokens.size() && java.util.Objects.equals(tags.get(i), kind)) {
                i++;
            }
            if (kind != null) {
                trimmed(tokens, kind, first, i, runs);
            }
        }
        return merged(tokens, runs);
    }

    private static void trimmed(List<Token> tokens, String kind, int first, int behind, List<Run> runs) {
        int start = -1;
        int end = -1;
        for (Token token : tokens.subList(first, behind)) {
            if (!SkipWords.has(token.text())) {
                start = start < 0 ? token.start() : start;
                end = token.end();
            }
        }
        if (start >= 0) {
            runs.add(new Run(kind, start, end, first, behind));
        }
    }

    private List<Run> merged(List<Token> tokens, List<Run> runs) {
        List<Run> merged = new ArrayList<>();
        for (Run run : runs) {
            Run last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.kind.equals(run.kind) && areNeighbours(tokens, last, run)) {
                merged.set(merged.size() - 1, new Run(run.kind, last.start, run.end, last.first, run.behind));
            } else {
                merged.add(run);
            }
        }
        return merged;
    }

    private boolean areNeighbours(List<Token> tokens, Run one, Run next) {
        int shift = merging == Merging.AS_RELEASED ? tokensBefore : 0;
        int from = Math.max(0, one.behind - shift);
        int to = Math.min(tokens.size(), next.first - shift);
        for (int i = from; i < to; i++) {
            if (!SkipWords.has(tokens.get(i).text())) {
                return false;
            }
        }
        return true;
    }

    private interface CountsOf {
        Counts kind(String kind);
    }

    private static void compare(List<Run> labelled, List<Run> said, CountsOf counts) {
        Set<Run> touched = new HashSet<>();
        for (Run label : labelled) {
            counts.kind(label.kind).labelled++;
            Map<String, List<Run>> touching = new LinkedHashMap<>();
            for (Run finding : said) {
                if (Math.min(label.end, finding.end) > Math.max(label.start, finding.start)) {
                    touching.computeIfAbsent(finding.kind, k -> new ArrayList<>())
                            .add(finding);
                    touched.add(finding);
                }
            }
            boolean one =
                    touching.size() == 1 && touching.values().iterator().next().size() == 1;
            touching.forEach((kind, findings) -> {
                counts.kind(kind).said++;
                double overlap = one ? overlap(label, findings.getFirst()) : overlap(label, findings);
                if (kind.equals(label.kind) && overlap >= THRESHOLD) {
                    counts.kind(kind).right++;
                }
            });
        }
        for (Run finding : said) {
            if (!touched.contains(finding)) {
                counts.kind(finding.kind).said++;
            }
        }
    }

    private static double overlap(Run label, Run finding) {
        double common = Math.min(label.end, finding.end) - Math.max(label.start, finding.start);
        return common / (Math.max(label.end, finding.end) - Math.min(label.start, finding.start));
    }

    /** Of several findings together. The published code counts one char more than there is, and shifts later ones. */
    private static double overlap(Run label, List<Run> findings) {
        Set<Integer> labelChars = chars(label.start, label.end + 1);
        Set<Integer> foundChars = new HashSet<>();
        for (int i = 0; i < findings.size(); i++) {
            Run finding = findings.get(i);
            foundChars.addAll(i == 0 ? chars(finding.start, finding.end + 1) : chars(finding.start - 1, finding.end));
        }
        Set<Integer> common = new HashSet<>(labelChars);
        common.retainAll(foundChars);
        return (double) common.size() / (labelChars.size() + foundChars.size() - common.size());
    }

    private static Set<Integer> chars(int from, int to) {
        Set<Integer> chars = new HashSet<>();
        for (int i = from; i < to; i++) {
            chars.add(i);
        }
        return chars;
    }
}
