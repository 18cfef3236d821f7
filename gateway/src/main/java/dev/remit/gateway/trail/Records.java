package dev.remit.gateway.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SequencedMap;
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
         * @param facts by name, sorted; texts, whole numbers and booleans
         * @param key the name of the key that it is sealed under, in hex, or null for the gateway's own
         */
        record Clear(
                long sequence,
                String id,
                Instant at,
                int keep,
                SequencedMap<String, Object> facts,
                @Nullable String key)
                implements Opened {
            public Clear {
                if (keep < 1) {
                    throw new IllegalArgumentException("details are kept for at least a day, not " + keep);
                }
                facts = Collections.unmodifiableSequencedMap(new TreeMap<>(facts));
            }

            /** When its details may go. */
            public Instant expires() {
                return at.plus(Duration.ofDays(keep));
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
