package dev.remit.core.contract;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is given to say where the workflow ends.
 *
 * @param refuse words by edge
 * @param otherwise words for each edge not named, or null
 * @param fallback what to do where it ends because something failed, by cause; its words come before those of the edge
 */
public record Boundary(Map<Edge, String> refuse, @Nullable String otherwise, Map<Fallback.Cause, Fallback> fallback) {
    public Boundary {
        refuse = Map.copyOf(refuse);
        fallback = Map.copyOf(fallback);
    }

    /** The fallbacks of both; where both have one, the stricter, in the words of the version in force. */
    static Map<Fallback.Cause, Fallback> either(
            Map<Fallback.Cause, Fallback> opening, Map<Fallback.Cause, Fallback> current) {
        Map<Fallback.Cause, Fallback> both = new EnumMap<>(Fallback.Cause.class);
        both.putAll(opening);
        current.forEach((cause, fallback) -> both.merge(cause, fallback, Fallback::stricter));
        return both;
    }

    /** What happens where something failed, or null where the contract says nothing of it. */
    public @Nullable Fallback fallback(Fallback.@Nullable Cause cause) {
        return cause == null ? null : fallback.get(cause);
    }

    /** Whether a person is asked to take over where something failed. */
    public boolean escalates(Fallback.@Nullable Cause cause) {
        Fallback known = fallback(cause);
        return known != null && known.escalates();
    }

    /**
     * The words for an edge that is reached because something failed, or null where the contract has none.
     *
     * @param cause what failed, or null where nothing did
     */
    public @Nullable String words(Edge edge, Fallback.@Nullable Cause cause) {
        Fallback known = fallback(cause);
        return known == null ? words(edge) : known.say();
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
