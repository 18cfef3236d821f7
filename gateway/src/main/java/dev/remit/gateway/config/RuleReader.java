package dev.remit.gateway.config;

import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;
import dev.remit.core.condition.RowRules;
import dev.remit.core.finding.Finding;
import dev.remit.core.finding.Findings;
import dev.remit.core.finding.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the contract's compiler with the language of row rules. */
final class RuleReader {
    private RuleReader() {}

    static @Nullable Predicate read(String text, Location where, Resource resource, Findings findings) {
        return switch (RowRules.compile(text, where, resource)) {
            case RowRules.Result.Rule(Predicate predicate) -> predicate;
            case RowRules.Result.Rejected(List<Finding> found) -> {
                findings.addAll(found);
                yield null;
            }
        };
    }
}
