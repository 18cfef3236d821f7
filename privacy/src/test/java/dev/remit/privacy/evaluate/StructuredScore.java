package dev.remit.privacy.evaluate;

import dev.remit.privacy.detect.Detector;
import dev.remit.privacy.detect.Finding;
import java.util.BitSet;
import java.util.Set;

/**
 * How many labelled spans of kinds with a structure are masked whole, how many findings of such kinds touch one, and how
 * many touch only a label of another kind, such as the postcode of what is labelled as an address, which is no mistake.
 */
record StructuredScore(int labelled, int maskedWhole, int said, int touching, int withinOthers) {
    private static final Set<String> WITHOUT_STRUCTURE =
            Set.of("PERSON", "STREET_ADDRESS", "GPE", "ORGANIZATION", "TITLE", "NRP", "health");

    static StructuredScore of(Detector detector, LabelledSet set) {
        int labelled = 0;
        int masked = 0;
        int said = 0;
        int touching = 0;
        int withinOthers = 0;
        for (Sample sample : set.samples()) {
            BitSet covered = new BitSet();
            for (Finding finding : detector.find(sample.text())) {
                covered.set(finding.start(), finding.end());
                if (!WITHOUT_STRUCTURE.contains(Labels.of(finding.kind()))) {
                    said++;
                    if (touches(sample, finding, true)) {
                        touching++;
                    } else if (touches(sample, finding, false)) {
                        withinOthers++;
                    }
                }
            }
            for (Span span : sample.spans()) {
                if (!WITHOUT_STRUCTURE.contains(span.kind())) {
                    labelled++;
                    masked += covered.nextClearBit(span.start()) >= span.end() ? 1 : 0;
                }
            }
        }
        return new StructuredScore(labelled, masked, said, touching, withinOthers);
    }

    private static boolean touches(Sample sample, Finding finding, boolean structured) {
        return sample.spans().stream()
                .anyMatch(span -> structured != WITHOUT_STRUCTURE.contains(span.kind())
                        && span.start() < finding.end()
                        && finding.start() < span.end());
    }

    /** The share of labelled spans of which every char is covered. */
    double masked() {
        return (double) maskedWhole / labelled;
    }

    /** The share of findings that touch a labelled span with a structure. */
    double precision() {
        return (double) touching / said;
    }

    /** The share of findings that touch any labelled span, so that something personal is there. */
    double right() {
        return (double) (touching + withinOthers) / said;
    }

    @Override
    public String toString() {
        return "%d of %d masked whole; of %d findings %d touch one, %d what is labelled as something else, %d nothing"
                .formatted(maskedWhole, labelled, said, touching, withinOthers, said - touching - withinOthers);
    }
}
