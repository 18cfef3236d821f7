package dev.remit.gateway.record;

import java.time.Instant;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, before it is sealed.
 *
 * @param id the correlation id that the reply carries
 * @param event what happened: {@code read}, {@code verify}, {@code grant.open}, …
 * @param facts who, for which job, what, decision and reasons, outcome: by name, sorted. Values are texts, numbers and
 *     booleans; all of them are committed to in the leaf and opened in the sidecar
 * @param about the customer whom it concerns, or null
 */
public record Entry(
        String id,
        Instant at,
        String event,
        SequencedMap<String, Object> facts,
        @Nullable About about) {
    public Entry {
        facts = Collections.unmodifiableSequencedMap(new TreeMap<>(facts));
    }

    /** A customer of a tenant: names the key that the sidecar is sealed under. */
    public record About(String tenant, String subject) {}
}
