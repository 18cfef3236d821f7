package dev.remit.core.contract;

import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import org.jspecify.annotations.Nullable;

/** Reads a row rule. Contracts are checked through this, so that their meaning does not depend on a rule's syntax. */
@FunctionalInterface
public interface RowRuleCompiler {
    /**
     * The rule, or null where it is none; why is then among the findings.
     *
     * @param text as people wrote it
     * @param where its first character
     * @param resource whose rows it judges
     */
    @Nullable
    Predicate compile(String text, Location where, Resource resource, Findings findings);
}
