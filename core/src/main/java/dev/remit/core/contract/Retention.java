package dev.remit.core.contract;

import java.time.Duration;

/**
 * How long what a call leaves behind can be read. After that it is erased; that there was a call stays provable.
 *
 * @param records who asked for what, and what was decided; at least {@code payloads}
 * @param payloads what was said and answered, as far as it is recorded
 */
public record Retention(Duration records, Duration payloads) {
    public static final Duration SHORTEST = Duration.ofDays(1);
    public static final Duration LONGEST = Duration.ofDays(3_650);

    /** Long enough to answer for a year of decisions, and for a month of what was said. */
    public static final Retention DEFAULTS = new Retention(Duration.ofDays(365), Duration.ofDays(30));

    /** The shorter of each. */
    public Retention shorter(Retention other) {
        return new Retention(shorter(records, other.records), shorter(payloads, other.payloads));
    }

    /** The same, with payloads kept no longer than that. */
    Retention payloadsAtMost(Duration most) {
        return new Retention(records, shorter(payloads, most));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
