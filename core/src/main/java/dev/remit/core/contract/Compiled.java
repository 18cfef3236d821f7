package dev.remit.core.contract;

import dev.remit.core.finding.Finding;
import java.util.List;

/** What became of a configuration. */
public sealed interface Compiled {
    /** By file, line and column. */
    List<Finding> findings();

    /**
     * It may serve.
     *
     * @param findings warnings only
     */
    record Accepted(Contracts contracts, List<Finding> findings) implements Compiled {
        public Accepted {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Nothing of it may serve.
     *
     * @param findings all of them, at least one an error
     */
    record Rejected(List<Finding> findings) implements Compiled {
        public Rejected {
            findings = List.copyOf(findings);
        }
    }
}
