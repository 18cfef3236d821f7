package dev.remit.core.catalog;

import dev.remit.core.finding.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be done in a source.
 *
 * @param name unique over all sources; a verb and a thing, as it stands in tool names: {@code cancel_order}
 * @param on the resource that it acts on: the row that the first argument names (or the customer's own) is locked while
 *     it is done, and must be this customer's. Null where it makes something new for the customer
 * @param arguments by name, in the order written; the key of {@code on} first
 * @param facts by name: the row acted on, rows that arguments name, and what the catalog adds
 * @param result what it gives back, by name; empty for nothing
 * @param undo the action that takes it back, or null
 * @param steerable whether a text that the conversation has read could talk an agent into it
 * @param operations where the source keeps the ids of what was done, in the transaction that did it: a table with a text
 *     column {@code id} as its key. Null where it keeps none
 */
public record Action(
        String name,
        String source,
        String description,
        Effect effect,
        @Nullable Resource on,
        SequencedMap<String, Argument> arguments,
        SequencedMap<String, Fact> facts,
        Means means,
        SequencedMap<String, Field> result,
        @Nullable String undo,
        boolean steerable,
        @Nullable String operations,
        Location location) {
    public Action {
        arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
        facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
        result = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(result));
    }

    /** The argument that names the row acted on, or null where there is none to name. */
    public @Nullable Argument target() {
        Resource resource = on;
        return resource == null ? null : arguments.get(resource.key().name());
    }

    /** Whether it can be found out after a crash what became of it. */
    public boolean resolvable() {
        return operations != null || (means instanceof Means.Request request && request.probe() != null);
    }
}
