package dev.remit.gateway.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A circuit breaker around one source or upstream. While it is down, callers are told at once instead of each waiting for
 * a time-out, and what is down is not asked by all of them when it comes back.
 *
 * <p>Closed: everybody may ask. It opens when half of the last {@value #WINDOW} answers, of at least {@value #FEWEST},
 * were failures. Open: nobody may ask, for {@link #PAUSE}. Then half-open: one caller at a time asks; an answer closes it,
 * a failure opens it again. What counts as a failure is up to the caller: that nobody answered in time, never that an
 * answer was not to anybody's liking. Thread-safe.
 */
public final class Breaker {
    static final int WINDOW = 10;
    static final int FEWEST = 5;
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final CircuitBreaker circuit;

    /** What the library counts. */
    private enum Outcome {
        ANSWER,
        FAILURE
    }

    /** Whether it lets callers through. */
    public enum State {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    /** @param name of the source or upstream, for the log */
    public Breaker(String name, InstantSource clock) {
        Clock time = clock.withZone(ZoneOffset.UTC);
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, FEWEST, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(time)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .recordResult(Outcome.FAILURE::equals)
                .build();
        circuit = CircuitBreaker.of(name, config);
        circuit.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "The circuit to {} is {} (was {})",
                        name,
                        words(event.getStateTransition().getToState()),
                        words(event.getStateTransition().getFromState())));
    }

    /**
     * Asks, or does not.
     *
     * @param attempt asks; what it throws is passed on and counts as nothing
     * @param failed whether an answer means that there was none
     * @param refusal the answer where it is not asked
     */
    public <T> T call(Supplier<T> attempt, Predicate<T> failed, Supplier<T> refusal) {
        if (!circuit.tryAcquirePermission()) {
            return refusal.get();
        }
        boolean counted = false;
        try {
            T answer = attempt.get();
            circuit.onResult(0, TimeUnit.MILLISECONDS, failed.test(answer) ? Outcome.FAILURE : Outcome.ANSWER);
            counted = true;
            return answer;
        } finally {
            if (!counted) {
                circuit.releasePermission();
            }
        }
    }

    public State state() {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    private static String words(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> "open: it is left alone";
            case HALF_OPEN -> "half open: one caller tries";
            case CLOSED, DISABLED, METRICS_ONLY -> "closed: it is asked";
        };
    }
}
