package dev.remit.privacy.evaluate;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import dev.remit.privacy.detect.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much of what is marked in texts a detector masks, and how much else. A span is masked if all its letters and digits
 * are in findings, whatever their kinds; named, if a finding of its own kind covers half of it. A finding is right if it
 * touches a span. How somebody is addressed, right before a name, and dates that are not of births are left out. Not thread-safe.
 */
final class MarkedScore {
    /** Kinds that are as good as the other for a reader. */
    private static final Map<String, Set<String>> ALSO = Map.of(
            "birth-date", Set.of("date"),
            "url", Set.of("domain"),
            "postcode", Set.of("address"),
            "secret", Set.of("password", "jwt"),
            "password", Set.of("secret"),
            "licence", Set.of("us-licence", "national-id"),
            "passport", Set.of("national-id"),
            "uk-passport", Set.of("passport", "us-passport"));

    private final Counts binary = new Counts();
    private final Map<String, Counts> kinds = new TreeMap<>();
    private final Map<String, Integer> named = new TreeMap<>();
    private final Map<String, Counts> languages = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private int cleanTexts;
    private int touchedTexts;
    private int cleanChars;
    private int maskedChars;

    static MarkedScore of(Detector detector, List<MarkedText> texts) {
        MarkedScore score = new MarkedScore();
        texts.forEach(text -> score.add(text, detector.find(text.text())));
        return score;
    }

    private void add(MarkedText text, List<Finding> found) {
        Counts language = languages.computeIfAbsent(text.language(), l -> new Counts());
        BitSet covered = new BitSet();
        found.forEach(finding -> covered.set(finding.start(), finding.end()));
        for (Span span : text.asked()) {
            Counts kind = kinds.computeIfAbsent(span.kind(), k -> new Counts());
            boolean masked = isMasked(text.text(), span, covered);
            for (Counts counts : List.of(binary, language, kind)) {
                counts.labelled++;
                counts.right += masked ? 1 : 0;
            }
            boolean is = found.stream().anyMatch(finding -> isOf(span, finding));
            named.merge(span.kind(), is ? 1 : 0, Integer::sum);
            if (!masked) {
                mistakes.add("missed %s %s: %s".formatted(text.language(), span.kind(), around(text.text(), span)));
            }
        }
        for (Finding finding : found) {
            said(text, finding, language);
        }
        if (text.isClean()) {
            cleanTexts++;
            cleanChars += text.text().length();
            int masked = found.stream()
                    .filter(finding -> counts(text, finding))
                    .mapToInt(finding -> finding.end() - finding.start())
                    .sum();
            maskedChars += masked;
            touchedTexts += masked > 0 ? 1 : 0;
        }
    }

    private void said(MarkedText text, Finding finding, Counts language) {
        boolean right = text.asked().stream().anyMatch(span -> overlap(span, finding) > 0);
        if (!right && !counts(text, finding)) {
            return;
        }
        Counts kind = kinds.computeIfAbsent(finding.kind().label(), k -> new Counts());
        for (Counts counts : List.of(binary, language, kind)) {
            counts.said++;
            counts.touching += right ? 1 : 0;
        }
        if (!right) {
            Span span = new Span(finding.kind().label(), finding.start(), finding.end());
            mistakes.add("false  %s %s: %s".formatted(text.language(), span.kind(), around(text.text(), span)));
        }
    }

    /** Whether a finding that touches nothing asked for is a mistake. */
    private static boolean counts(MarkedText text, Finding finding) {
        boolean address = finding.kind() == Kind.TITLE
                && text.asked().stream()
                        .anyMatch(span -> span.start() >= finding.end() && span.start() - finding.end() <= 2);
        return !address
                && finding.kind() != Kind.DATE
                && text.allowed().stream().noneMatch(span -> overlap(span, finding) > 0);
    }

    private static boolean isMasked(String text, Span span, BitSet covered) {
        for (int i = span.start(); i < span.end(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i)) && !covered.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(Span span, Finding finding) {
        String kind = finding.kind().label();
        boolean same = kind.equals(span.kind())
                || ALSO.getOrDefault(span.kind(), Set.of()).contains(kind);
        return same && 2 * overlap(span, finding) >= span.end() - span.start();
    }

    private static int overlap(Span span, Finding finding) {
        return Math.min(span.end(), finding.end()) - Math.max(span.start(), finding.start());
    }

    private static String around(String text, Span span) {
        String before = text.substring(Math.max(0, span.start() - 30), span.start());
        String behind = text.substring(span.end(), Math.min(text.length(), span.end() + 20));
        return (before + "[" + text.substring(span.start(), span.end()) + "]" + behind).replace('\n', '|');
    }

    /** The share of what is asked for that is masked whole. */
    double recall() {
        return binary.recall();
    }

    /** The share of findings that touch what is asked for. */
    double precision() {
        return binary.aim();
    }

    double f2() {
        return f2(binary);
    }

    /** The share of the chars of clean texts that is masked. */
    double cleanMasked() {
        return cleanChars == 0 ? 0 : (double) maskedChars / cleanChars;
    }

    /** What was missed and what was found for nothing, with what is around it. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    private static double f2(Counts counts) {
        return Counts.f2(counts.aim(), counts.recall());
    }

    String table() {
        StringBuilder table = new StringBuilder();
        line(table, "", "spans", "masked", "named", "said", "right", "precision", "recall", "F2");
        row(table, "all", binary, named.values().stream().mapToInt(n -> n).sum());
        kinds.forEach((kind, counts) -> row(table, kind, counts, named.getOrDefault(kind, 0)));
        table.append('\n');
        languages.forEach((language, counts) -> row(table, language, counts, -1));
        table.append(String.format(
                Locale.ROOT,
                "%nClean texts: %d of %d with a finding, %.2f %% of %d chars masked%n",
                touchedTexts,
                cleanTexts,
                100 * cleanMasked(),
                cleanChars));
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Counts counts, int named) {
        line(
                table,
                name,
                counts.labelled,
                counts.right,
                named < 0 ? "" : named,
                counts.said,
                counts.touching,
                counts.said == 0 ? "" : number(counts.aim()),
                counts.labelled == 0 ? "" : number(counts.recall()),
                counts.said == 0 || counts.labelled == 0 ? "" : number(f2(counts)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static void line(StringBuilder table, Object... cells) {
        table.append(String.format(Locale.ROOT, "%-20s %6s %6s %6s %6s %6s %9s %7s %7s%n", cells));
    }
}
