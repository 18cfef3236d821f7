package dev.remit.gateway.source;

import dev.remit.core.catalog.Source;
import dev.remit.core.finding.Finding;
import java.util.List;
import java.util.Set;

/**
 * A source, compared with the catalog.
 *
 * @param reached whether the source could be asked at all
 * @param findings of codes {@code drift-…} and {@code rights-…}; an error among them is about one resource
 * @param unserved the resources that cannot be read as the catalog describes them
 */
public record Inspection(boolean reached, List<Finding> findings, Set<String> unserved) {
    public Inspection {
        findings = List.copyOf(findings);
        unserved = Set.copyOf(unserved);
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
