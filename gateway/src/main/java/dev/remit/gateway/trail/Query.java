package dev.remit.gateway.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for: entries for which all that is given holds, newest first.
 *
 * @param customer of that tenant, or null for any
 * @param account the person who asked the ledger, or whoever did where no agent was
 * @param action what was done, or was to be, where that changes something
 * @param since the earliest time, or null
 * @param until the time before which they are, or null
 * @param limit how many at most, 1 to {@value #MOST}
 * @param after the last entry of the page before, or null
 */
public record Query(
        @Nullable Customer customer,
        @Nullable String caseId,
        @Nullable String agent,
        @Nullable String account,
        @Nullable String workflow,
        @Nullable String event,
        @Nullable String action,
        @Nullable String decision,
        @Nullable String reason,
        @Nullable String grant,
        @Nullable String conversation,
        @Nullable String id,
        @Nullable Instant since,
        @Nullable Instant until,
        int limit,
        @Nullable Place after) {
    public static final int MOST = 200;

    public Query {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " entries, not " + limit);
        }
    }

    /** The newest entries. */
    public static Query newest(int limit) {
        return new Query(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, limit, null);
    }

    /** A customer of a tenant. */
    public record Customer(String tenant, String subject) {
        /** Says that there is a customer and not which. */
        @Override
        public String toString() {
            return "Customer[]";
        }
    }

    /** A place in an order by time: equal times are told apart by the sequence. */
    public record Place(Instant at, long sequence) {
        static Place of(Row row) {
            return new Place(row.at(), row.sequence());
        }
    }
}
