package dev.remit.gateway.record;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, before it is sealed.
 *
 * @param id the correlation id that the reply carries: letters, digits, {@code _} and {@code -}
 * @param event what happened: {@code read}, {@code verify}, {@code grant.open}, …
 * @param facts who, for which job, what, decision and reasons, outcome. All of them are committed to in the leaf and opened
 *     in the sidecar
 * @param about the customer whom it concerns, or null
 * @param keep for how many days the sidecar is kept, at least 1
 * @param payloadKeep for how many days the payload is kept, 1 to {@code keep}; says nothing where there is none
 * @param payload what went in and came out, as JSON, in the form that the contract allows; or null
 */
public record Entry(
        String id,
        Instant at,
        String event,
        FactSet facts,
        @Nullable About about,
        int keep,
        int payloadKeep,
        @Nullable String payload) {
    /** How long a sidecar is kept where nothing says otherwise, in days. */
    public static final int KEEP = 365;

    /** How long a payload is kept where nothing says otherwise, in days. */
    public static final int PAYLOAD_KEEP = 30;

    public Entry {
        if (!Leaf.isId(id)) {
            throw new IllegalArgumentException("an entry's id has 1 to 64 letters, digits, _ and -");
        }
        if (keep < 1) {
            throw new IllegalArgumentException("a sidecar is kept for a day at least");
        }
        if (payload != null && (payloadKeep < 1 || payloadKeep > keep)) {
            throw new IllegalArgumentException("a payload is kept for a day at least, and no longer than its record");
        }
    }

    public Entry(String id, Instant at, String event, Map<String, ?> facts, @Nullable About about) {
        this(id, at, event, FactSet.of(facts), about, KEEP, PAYLOAD_KEEP, null);
    }

    /** A customer of a tenant: names the key that the sidecar is sealed under. */
    public record About(String tenant, String subject) {}

    /** Its facts with what else it says. */
    public FactSet all() {
        return all(facts, event, about);
    }

    /** The same of its parts, for who does not keep the whole entry. */
    public static FactSet all(FactSet facts, String event, @Nullable About about) {
        FactSet.Builder all = facts.more().put("event", event);
        if (about != null) {
            all.put("tenant", about.tenant()).put("subject", about.subject());
        }
        return all.build();
    }
}
