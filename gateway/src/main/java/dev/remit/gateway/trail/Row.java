package dev.remit.gateway.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the index keeps of one record: names of the configuration, and keyed hashes where a name would be a person's.
 *
 * @param expires when its details may go
 * @param payloadExpires when its payload may go before the rest; null where it has none (any more)
 * @param link what ties it to others, or null once it is erased
 */
public record Row(
        long sequence,
        String id,
        Instant at,
        Instant expires,
        boolean erased,
        Labels labels,
        @Nullable Link link,
        @Nullable Instant payloadExpires) {

    /** The same without a payload. */
    public Row(
            long sequence, String id, Instant at, Instant expires, boolean erased, Labels labels, @Nullable Link link) {
        this(sequence, id, at, expires, erased, labels, link, null);
    }

    /**
     * Names that are no customer's.
     *
     * @param account the person who asked, or the word for whoever else did where no agent was
     */
    public record Labels(
            @Nullable String event,
            @Nullable String agent,
            @Nullable String account,
            @Nullable String workflow,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String outcome,
            @Nullable String tenant,
            @Nullable String resource,
            @Nullable String action,
            @Nullable String fields) {
        static final Labels NONE = new Labels(null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * What leads from a record to a person, or to others of the same person.
     *
     * @param customer a keyed hash in hex
     * @param caseId a keyed hash in hex
     * @param key the name of the key of its details, in hex
     */
    public record Link(
            @Nullable String customer,
            @Nullable String caseId,
            @Nullable String key,
            @Nullable String grant,
            @Nullable String conversation) {}

    /** The same with nothing that leads to a person. */
    Row unlinked() {
        return new Row(sequence, id, at, expires, true, labels, null);
    }
}
