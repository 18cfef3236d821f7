package dev.remit.privacy.evaluate;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a detector finds in a labelled set. */
final class Evaluation {
    private final SpanScorer documented = new SpanScorer(SpanScorer.Merging.NEIGHBOURS);
    private final SpanScorer released = new SpanScorer(SpanScorer.Merging.AS_RELEASED);
    private final Map<String, int[]> masked = new TreeMap<>();
    private int spans;
    private int wholeSpans;

    static Evaluation of(Detector detector, LabelledSet set) {
        Evaluation evaluation = new Evaluation();
        set.samples().forEach(sample -> evaluation.add(detector, sample));
        return evaluation;
    }

    private void add(Detector detector, Sample sample) {
        List<Span> said = new ArrayList<>();
        BitSet covered = new BitSet();
        for (Finding finding : detector.find(sample.text())) {
            said.add(new Span(Labels.of(finding.kind()), finding.start(), finding.end()));
            covered.set(finding.start(), finding.end());
        }
        documented.add(sample.text(), sample.spans(), said);
        released.add(sample.text(), sample.spans(), said);
        for (Span label : sample.spans()) {
            boolean whole = covered.nextClearBit(label.start()) >= label.end();
            int[] counts = masked.computeIfAbsent(label.kind(), k -> new int[2]);
            counts[0]++;
            counts[1] += whole ? 1 : 0;
            spans++;
            wholeSpans += whole ? 1 : 0;
        }
    }

    Counts binary() {
        return documented.binary();
    }

    /** The share of labelled spans of which every char is covered by findings, whatever their kind. */
    double fullyMasked() {
        return spans == 0 ? 1 : (double) wholeSpans / spans;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%-20s %6s %6s %9s %7s %7s %8s%n",
                "",
                "spans",
                "said",
                "precision",
                "recall",
                "F2",
                "masked"));
        row(table, "binary", documented.binary(), String.format(Locale.ROOT, "%.3f", fullyMasked()));
        row(table, "binary, as released", released.binary(), "");
        documented.kinds().forEach((kind, counts) -> {
            int[] whole = masked.getOrDefault(kind, new int[2]);
            row(
                    table,
                    kind,
                    counts,
                    whole[0] == 0 ? "" : String.format(Locale.ROOT, "%.3f", (double) whole[1] / whole[0]));
        });
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Counts counts, String masked) {
        table.append(String.format(
                Locale.ROOT,
                "%-20s %6d %6d %9.3f %7.3f %7.3f %8s%n",
                name,
                counts.labelled,
                counts.said,
                counts.precision(),
                counts.recall(),
                counts.f2(),
                masked));
    }
}
