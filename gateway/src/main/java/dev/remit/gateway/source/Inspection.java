package dev.remit.gateway.source;

import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A source, compared with the catalog.
 *
 * @param reached whether the source could be asked at all
 * @param findings of codes {@code drift-…} and {@code rights-…}; an error among them is about one resource or action
 * @param unserved the resources that cannot be read as the catalog describes them, and the actions that cannot be done
 */
public record Inspection(boolean reached, List<Finding> findings, Set<String> unserved) {
    public Inspection {
        findings = List.copyOf(findings);
        unserved = Set.copyOf(unserved);
    }

    /** What was found of the source as it is read and, with another log-in, acted on. */
    public Inspection and(Inspection other) {
        Set<String> both = new HashSet<>(unserved);
        both.addAll(other.unserved);
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(other.findings);
        return new Inspection(reached && other.reached, all, both);
    }

    static Inspection unreachable(Source source, SourceFailure failure) {
        Finding finding = Finding.warning(
                "source-unreachable",
                source.location(),
                "Source " + source.name() + " could not be compared with the catalog: " + failure.detail() + ".",
                "See that the database runs and takes the credential; reads are refused until it does.");
        return new Inspection(false, List.of(finding), Set.of());
    }
}
