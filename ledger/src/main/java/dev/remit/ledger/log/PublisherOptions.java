package dev.remit.ledger.log;

import java.time.Duration;

/**
 * How often a {@link Publisher} does what.
 *
 * @param interval from one look at the journal to the next
 * @param patience how long endorsers are waited for; a checkpoint comes that much later when one of them does not answer
 * @param settleEntries settle when so many entries are not settled
 * @param settleInterval settle when there is something to settle and the last time is so long ago
 * @param heard so many endorsers must have answered before the first head is signed, so that a log that went back, as
 *     after a restore, is noticed while it has signed nothing; 0 waits for nobody
 */
public record PublisherOptions(
        Duration interval, Duration patience, int settleEntries, Duration settleInterval, int heard) {
    public static final Duration DEFAULT_INTERVAL = Duration.ofMillis(500);
    public static final Duration DEFAULT_PATIENCE = Duration.ofMillis(400);
    public static final int DEFAULT_SETTLE_ENTRIES = 16_384;
    public static final Duration DEFAULT_SETTLE_INTERVAL = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException when something is not positive */
    public PublisherOptions {
        if (!interval.isPositive() || !patience.isPositive() || !settleInterval.isPositive() || settleEntries < 1) {
            throw new IllegalArgumentException("interval, patience, settleEntries and settleInterval must be positive");
        }
        if (heard < 0) {
            throw new IllegalArgumentException("heard must not be negative");
        }
    }

    public static PublisherOptions defaults() {
        return new PublisherOptions(
                DEFAULT_INTERVAL, DEFAULT_PATIENCE, DEFAULT_SETTLE_ENTRIES, DEFAULT_SETTLE_INTERVAL, 0);
    }

    public PublisherOptions withInterval(Duration every) {
        return new PublisherOptions(every, patience, settleEntries, settleInterval, heard);
    }

    public PublisherOptions withPatience(Duration most) {
        return new PublisherOptions(interval, most, settleEntries, settleInterval, heard);
    }

    public PublisherOptions withSettling(int entries, Duration every) {
        return new PublisherOptions(interval, patience, entries, every, heard);
    }

    public PublisherOptions withHeard(int endorsers) {
        return new PublisherOptions(interval, patience, settleEntries, settleInterval, endorsers);
    }
}
