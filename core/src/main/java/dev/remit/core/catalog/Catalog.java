package dev.remit.core.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * All that could be reached. What is not listed is unreachable.
 *
 * @param sources by name, in the order read
 * @param resources by name, in the order read
 * @param actions by name, in the order read
 */
public record Catalog(
        SequencedMap<String, Source> sources,
        SequencedMap<String, Resource> resources,
        SequencedMap<String, Action> actions) {
    public Catalog {
        sources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sources));
        actions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(actions));
        resources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(resources));
    }
}
