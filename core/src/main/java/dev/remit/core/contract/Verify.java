package dev.remit.core.contract;

import dev.remit.core.catalog.Field;
import dev.remit.core.catalog.Resource;
import java.util.List;

/**
 * How a caller's customer is found by what the caller says (assurance {@code claimed}).
 *
 * @param resource the subject's resource
 * @param by alternatives, each a set of fields that together must match exactly one customer
 * @param attempts failed attempts allowed per grant
 * @param attemptsPerValue failed attempts allowed per agent and claimed value in an hour, across grants
 * @param attemptsPerAgent failed attempts allowed per agent and tenant in an hour, across grants
 */
public record Verify(
        Resource resource, List<List<Field>> by, int attempts, int attemptsPerValue, int attemptsPerAgent) {
    public Verify {
        by = by.stream().map(List::copyOf).toList();
    }
}
