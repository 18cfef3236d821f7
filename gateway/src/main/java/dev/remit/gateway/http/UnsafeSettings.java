package dev.remit.gateway.http;

import dev.remit.core.finding.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** The server does not start, and this is what to change. */
public final class UnsafeSettings extends RuntimeException {
    private final transient List<Finding> findings;

    UnsafeSettings(List<Finding> findings) {
        super(findings.stream()
                .map(finding -> finding.message() + " " + finding.hint())
                .collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** All of them, not only the first. */
    public List<Finding> findings() {
        return findings;
    }
}
