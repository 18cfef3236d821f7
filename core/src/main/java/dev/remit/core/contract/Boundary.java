package dev.remit.core.contract;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is given to say where the workflow ends.
 *
 * @param refuse words by edge
 * @param otherwise words for each edge not named, or null
 */
public record Boundary(Map<Edge, String> refuse, @Nullable String otherwise) {
    public Boundary {
        refuse = Map.copyOf(refuse);
    }

    /** The words for an edge, or null where the contract has none. */
    public @Nullable String words(Edge edge) {
        return refuse.getOrDefault(edge, otherwise);
    }

    /** Where a workflow can end short of an answer. */
    public enum Edge {
        /** The customer could not be told, or the case is not live. */
        UNVERIFIED,
        /** What was asked for is not there, or not this customer's. */
        NOT_FOUND,
        /** What was asked for is not granted. */
        NOT_GRANTED,
        /** A budget or rate is used up. */
        LIMIT,
        /** A source or the journal cannot answer. */
        UNAVAILABLE;

        /** As it is written in YAML. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
