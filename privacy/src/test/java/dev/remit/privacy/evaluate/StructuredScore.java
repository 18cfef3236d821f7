package dev.remit.privacy.evaluate;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import java.util.BitSet;
import java.util.Set;

/**
 * How many labelled spans of kinds with a structure are masked whole, and how many findings of such kinds touch any labelled
 * span.
 */
record StructuredScore(int labelled, int maskedWhole, int said, int touching) {
    private static final Set<String> WITHOUT_STRUCTURE =
            Set.of("PERSON", "STREET_ADDRESS", "GPE", "ORGANIZATION", "TITLE", "NRP", "health");

    static StructuredScore of(Detector detector, LabelledSet set) {
        int labelled = 0;
        int masked = 0;
        int said = 0;
        int touching = 0;
        for (Sample sample : set.samples()) {
            BitSet covered = new BitSet();
            for (Finding finding : detector.find(sample.text())) {
                covered.set(finding.start(), finding.end());
                if (!WITHOUT_STRUCTURE.contains(Labels.of(finding.kind()))) {
                    said++;
                    touching += sample.spans().stream()
                                    .anyMatch(span -> !WITHOUT_STRUCTURE.contains(span.kind())
                                            && span.start() < finding.end()
                                            && finding.start() < span.end())
                            ? 1
                            : 0;
                }
            }
            for (Span span : sample.spans()) {
                if (!WITHOUT_STRUCTURE.contains(span.kind())) {
                    labelled++;
                    masked += covered.nextClearBit(span.start()) >= span.end() ? 1 : 0;
                }
            }
        }
        return new StructuredScore(labelled, masked, said, touching);
    }

    /** The share of labelled spans of which every char is covered. */
    double masked() {
        return (double) maskedWhole / labelled;
    }

    /** The share of findings that touch a labelled span with a structure. */
    double precision() {
        return (double) touching / said;
    }

    @Override
    public String toString() {
        return "%d of %d masked whole, %d of %d findings touch one".formatted(maskedWhole, labelled, touching, said);
    }
}
