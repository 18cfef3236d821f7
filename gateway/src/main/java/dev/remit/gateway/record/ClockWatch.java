package dev.remit.gateway.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Notices that the clock went back behind records that are there. They keep their order by their places; but what ends at a
 * time, a grant or what is kept, ends late for as long. Thread-safe.
 */
public final class ClockWatch {
    /** Clocks are put right by so much without anybody having to know. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final AtomicReference<Instant> newest = new AtomicReference<>(Instant.EPOCH);

    public ClockWatch(InstantSource clock) {
        this.clock = clock;
    }

    /** There is a record of that time. */
    public void seen(Instant at) {
        Instant before = newest.get();
        if (before == null || at.isAfter(before)) {
            newest.accumulateAndGet(at, (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** What is wrong with the clock, in sentences that say what to do; empty where nothing is known to be. */
    public Optional<String> trouble() {
        Instant now = clock.instant();
        Instant last = newest.get();
        return last == null || !now.plus(USUAL).isBefore(last)
                ? Optional.empty()
                : Optional.of("The clock went back: it is " + now + ", and there is a record of " + last
                        + ". Set the clock right. Until it is there again, grants, deadlines and what is kept end late;"
                        + " records keep their order by their places.");
    }
}
