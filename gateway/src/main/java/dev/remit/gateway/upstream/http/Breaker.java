package dev.remit.gateway.upstream.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares an upstream that fails, and the callers that would wait for it: after {@value #FAILURES} failures in a row,
 * nothing is sent for {@link #REST}; then one call tries, and the others wait for how it ends. Thread-safe.
 */
final class Breaker {
    /** Failures in a row that open it. */
    static final int FAILURES = 5;

    /** How long nothing is sent. */
    static final Duration REST = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private int failures;
    private long restUntil;
    private boolean trying;

    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a call may be sent; if so, {@link #ended} has to follow. */
    synchronized boolean mayTry() {
        if (failures < FAILURES) {
            return true;
        }
        if (trying || nanos.getAsLong() - restUntil < 0) {
            return false;
        }
        trying = true;
        return true;
    }

    synchronized void ended(boolean well) {
        trying = false;
        if (well) {
            failures = 0;
        } else if (++failures >= FAILURES) {
            failures = FAILURES;
            restUntil = nanos.getAsLong() + REST.toNanos();
        }
    }
}
