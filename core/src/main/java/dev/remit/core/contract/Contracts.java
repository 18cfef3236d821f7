package dev.remit.core.contract;

import dev.remit.core.catalog.Catalog;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A configuration that passed every check: one catalog and the workflows over it. Immutable; a reload makes another.
 *
 * @param workflows by name, in the order read
 */
public record Contracts(Catalog catalog, SequencedMap<String, Workflow> workflows) {
    public Contracts {
        workflows = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(workflows));
    }
}
