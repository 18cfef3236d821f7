package dev.remit.gateway.trail;

import dev.remit.gateway.record.DisclosedFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records that are durable, by their place in the log. Thread-safe. */
public interface Records {
    /** How many there are: places 0 to one less are read. Only grows. */
    long size();

    /**
     * What a record says.
     *
     * @param sequence from 0 to one less than {@link #size}
     * @throws TrailException if it cannot be read, or its parts do not belong together
     */
    Opened read(long sequence);

    /**
     * Where the newest record of a correlation id is, among those from a place on. Looks at every one of them.
     *
     * @param from 0 or more; beyond the last record there is none
     * @throws TrailException if one cannot be read
     */
    default OptionalLong last(String id, long from) {
        for (long at = size() - 1; at >= from; at--) {
            if (read(at).id().equals(id)) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * What it takes to show some facts of a record to an outsider who has its leaf.
     *
     * @param facts the names of those to show; none means all
     * @return empty where the details are erased, there is no such record, or it has none of these facts
     * @throws TrailException if it cannot be read, or there is nothing that commits to single facts
     */
    default Optional<DisclosedFacts> disclose(long sequence, Set<String> facts) {
        throw new TrailException(
                TrailException.Code.UNSUPPORTED, "These records do not commit to each of their facts.", null);
    }

    /**
     * What went in and came out, as JSON, in the form that the contract allowed.
     *
     * @return empty where there is no such record, nothing was kept, or it is erased
     * @throws TrailException if it cannot be read
     */
    default Optional<String> payload(long sequence) {
        return Optional.empty();
    }

    /** A record, opened as far as it can be. */
    sealed interface Opened {
        long sequence();

        /** The correlation id of the answer that it speaks of. */
        String id();

        Instant at();

        /**
         * Its details can be read.
         *
         * @param keep for how many days its details are kept, at least 1
         * @param payloadKeep for how many days what went in and came out is kept; 0 where there is none, or none any more
         * @param facts by name, sorted; texts, whole numbers and booleans
         * @param key the name of the key that it is sealed under, in hex, or null for the gateway's own
         */
        record Clear(
                long sequence,
                String id,
                Instant at,
                int keep,
                int payloadKeep,
                SequencedMap<String, Object> facts,
                @Nullable String key)
                implements Opened {
            public Clear {
                if (keep < 1) {
                    throw new IllegalArgumentException("details are kept for at least a day, not " + keep);
                }
                facts = Collections.unmodifiableSequencedMap(new TreeMap<>(facts));
            }

            /** The same without a payload. */
            public Clear(
                    long sequence,
                    String id,
                    Instant at,
                    int keep,
                    SequencedMap<String, Object> facts,
                    @Nullable String key) {
                this(sequence, id, at, keep, 0, facts, key);
            }

            /** When its details may go. */
            public Instant expires() {
                return at.plus(Duration.ofDays(keep));
            }

            /** When what went in and came out may go; null where there is none. */
            public @Nullable Instant payloadExpires() {
                return payloadKeep == 0 ? null : at.plus(Duration.ofDays(payloadKeep));
            }

            /** A fact as text, or null where there is none. */
            public @Nullable String fact(String name) {
                Object value = facts.get(name);
                return value == null ? null : value.toString();
            }
        }

        /** It is there, and its details are gone: expired, or their key was destroyed. */
        record Erased(long sequence, String id, Instant at) implements Opened {}
    }
}
