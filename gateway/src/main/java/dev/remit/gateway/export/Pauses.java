package dev.remit.gateway.export;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait until a batch is sent again: longer each time, and never for all targets at the same moment. */
final class Pauses {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What would fail again is tried again, too, because somebody may have put it right; but seldom. */
    private static final Duration SLOWLY = Duration.ofMinutes(10);

    /** However long a target wants to be left alone. */
    private static final Duration MOST_ASKED = Duration.ofHours(1);

    private static final int DOUBLINGS = 9;

    private final RandomGenerator random;

    Pauses(RandomGenerator random) {
        this.random = random;
    }

    /** @param failures in a row so far, at least 1 */
    Duration after(int failures, Optional<Duration> asked) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        Duration own = jittered(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
        Duration wanted = asked.orElse(Duration.ZERO);
        Duration bounded = wanted.compareTo(MOST_ASKED) < 0 ? wanted : MOST_ASKED;
        return own.compareTo(bounded) < 0 ? bounded : own;
    }

    Duration slow() {
        return jittered(SLOWLY);
    }

    /** Between half of it and all of it. */
    private Duration jittered(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
