package dev.remit.gateway.desk;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which operations a page shows: those for which all that is given holds.
 *
 * @param statuses as they are written; empty for whatever waits for a person
 * @param limit 1 to {@value #MOST}
 * @param cursor what the page before ended with, or null
 */
public record Filter(
        Set<String> statuses,
        @Nullable String workflow,
        @Nullable String tenant,
        @Nullable String conversation,
        int limit,
        @Nullable String cursor) {
    public static final int MOST = 200;

    /** How many unless said. */
    public static final int PAGE = 50;

    /** What waits. */
    public static final Filter WAITING = new Filter(Set.of(), null, null, null, PAGE, null);

    public Filter {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " operations, not " + limit);
        }
    }
}
