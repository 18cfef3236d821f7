package dev.remit.gateway.state;

import dev.remit.core.contract.Retention;
import java.time.Duration;
import java.time.Instant;

/** How long what is over, and holds a customer's data, is kept. */
public final class Keep {
    /** Details that are gone already. */
    static final int GONE = 0;

    private static final Duration DAY = Duration.ofDays(1);

    private Keep() {}

    /** As long as the payload of a record under that contract, in whole days, at least 1: a day that has begun is a day. */
    public static int days(Retention retention) {
        Duration payloads = retention.payloads();
        Duration kept = payloads.compareTo(retention.records()) < 0 ? payloads : retention.records();
        return Math.toIntExact(Math.ceilDiv(kept.toSeconds(), DAY.toSeconds()));
    }

    /** Where nothing says how long: what an older build kept. */
    static int unsaid() {
        return days(Retention.DEFAULTS);
    }

    /** The shorter of the days and of another time; that time where nothing is left that the days are about. */
    public static Duration atMost(Duration most, int days) {
        Duration kept = Duration.ofDays(days);
        return days == GONE || kept.compareTo(most) > 0 ? most : kept;
    }

    static boolean over(Instant since, Duration kept, Instant now) {
        return since.isBefore(now.minus(kept));
    }
}
