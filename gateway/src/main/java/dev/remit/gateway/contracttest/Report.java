package dev.remit.gateway.contracttest;

import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Location;
import dev.remit.core.finding.Severity;
import java.util.List;

/**
 * What came of the contract tests of a folder.
 *
 * @param results of every case that was played, in the order written, file by file
 * @param findings what is wrong with the folder or its tests, and which workflows have none
 */
public record Report(List<Result> results, List<Finding> findings) {
    public Report {
        results = List.copyOf(results);
        findings = List.copyOf(findings);
    }

    /**
     * What came of one case.
     *
     * @param differences empty where it passed
     */
    public record Result(String workflow, String name, Location at, List<Difference> differences) {
        public Result {
            differences = List.copyOf(differences);
        }

        public boolean passed() {
            return differences.isEmpty();
        }
    }

    public long passed() {
        return results.stream().filter(Result::passed).count();
    }

    public long failed() {
        return results.size() - passed();
    }

    /** Whether at least one case was played, all passed, and nothing is wrong with the folder. */
    public boolean good() {
        return !results.isEmpty()
                && failed() == 0
                && findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
