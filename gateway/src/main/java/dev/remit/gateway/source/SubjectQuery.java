package dev.remit.gateway.source;

import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;
import dev.remit.core.decision.Read;
import java.time.Instant;
import java.util.List;

/**
 * Whose is it? Asked by the gateway itself, for verification and for cases.
 *
 * @param resource of subject scope
 * @param filters what must match, at least one; values of the fields' types
 * @param rules row rules; all must hold
 */
public record SubjectQuery(
        Resource resource, List<Read.Filter> filters, List<Predicate> rules, String tenant, Instant now) {
    public SubjectQuery {
        filters = List.copyOf(filters);
        rules = List.copyOf(rules);
    }
}
