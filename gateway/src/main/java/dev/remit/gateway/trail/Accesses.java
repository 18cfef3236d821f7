package dev.remit.gateway.trail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who saw what of a customer.
 *
 * @param lines the latest first, at most {@value #MOST}
 * @param more whether there are more than that
 * @param unindexed how many records could not be looked at, because they are not in the index yet
 */
public record Accesses(List<Line> lines, boolean more, long unindexed) {
    static final int MOST = 500;

    public Accesses {
        lines = List.copyOf(lines);
    }

    Accesses missing(long records) {
        return new Accesses(lines, more, records);
    }

    /** How many records there are. */
    public long count() {
        return lines.stream().mapToLong(Line::count).sum();
    }

    /**
     * What one agent did for one job, or one person otherwise, in one way.
     *
     * @param fields the names of the fields that were asked for, between spaces
     * @param action what was done, or was to be, where that changes something
     * @param outcome {@code released} where they were seen; of an action what became of it
     */
    public record Line(
            @Nullable String agent,
            @Nullable String account,
            @Nullable String workflow,
            @Nullable String event,
            @Nullable String resource,
            @Nullable String action,
            @Nullable String fields,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String outcome,
            long count,
            Instant first,
            Instant last) {}
}
