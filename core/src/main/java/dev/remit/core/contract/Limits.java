package dev.remit.core.contract;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Budgets and rates. All counts are upper bounds, inclusive.
 *
 * @param lifetime of one grant
 * @param conversation from a conversation's first grant to the end of its last renewal
 * @param calls per conversation
 * @param rows released, per conversation
 * @param bytes released, per conversation
 * @param misses answers {@code not_found}, per conversation
 * @param callsPerMinute per conversation
 * @param grantsPerHour opened by one agent for this workflow and tenant
 * @param subjectsPerHour distinct customers bound by one agent for this workflow and tenant
 */
public record Limits(
        Duration lifetime,
        Duration conversation,
        int calls,
        int rows,
        long bytes,
        int misses,
        int callsPerMinute,
        int grantsPerHour,
        int subjectsPerHour) {

    /** What holds where a contract says nothing. */
    public static final Limits DEFAULTS =
            new Limits(Duration.ofMinutes(15), Duration.ofHours(8), 60, 200, 1 << 20, 10, 60, 1_000, 500);

    /** The tighter of the two, limit by limit. */
    public Limits tighter(Limits other) {
        return new Limits(
                min(lifetime, other.lifetime),
                min(conversation, other.conversation),
                Math.min(calls, other.calls),
                Math.min(rows, other.rows),
                Math.min(bytes, other.bytes),
                Math.min(misses, other.misses),
                Math.min(callsPerMinute, other.callsPerMinute),
                Math.min(grantsPerHour, other.grantsPerHour),
                Math.min(subjectsPerHour, other.subjectsPerHour));
    }

    /**
     * The same with lower budgets; a higher one is without effect.
     *
     * @param mostCalls at least 0, or null for its own
     * @param mostRows at least 0, or null for its own
     * @throws IllegalArgumentException for a negative number
     */
    public Limits capped(@Nullable Integer mostCalls, @Nullable Integer mostRows) {
        if ((mostCalls != null && mostCalls < 0) || (mostRows != null && mostRows < 0)) {
            throw new IllegalArgumentException("a budget is negative");
        }
        return new Limits(
                lifetime,
                conversation,
                mostCalls == null ? calls : Math.min(calls, mostCalls),
                mostRows == null ? rows : Math.min(rows, mostRows),
                bytes,
                misses,
                callsPerMinute,
                grantsPerHour,
                subjectsPerHour);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
