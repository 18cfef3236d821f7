package dev.remit.core.contract;

import dev.remit.core.catalog.Resource;
import dev.remit.core.condition.Predicate;

/**
 * The live case that a grant demands in the system of record.
 *
 * @param resource the resource that holds cases; its key is what a caller names
 * @param live the row rule that a live case satisfies
 * @param binds whether the case's customer becomes the grant's customer; otherwise the case must be about the customer
 *     who is verified
 */
public record CaseRule(Resource resource, Predicate live, boolean binds) {}
