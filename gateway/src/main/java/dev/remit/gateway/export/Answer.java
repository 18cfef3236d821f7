package dev.remit.gateway.export;

import java.time.Duration;
import java.util.Optional;

/** What a target made of a batch. */
sealed interface Answer {
    /**
     * It has the batch.
     *
     * @param rejected how many records it says it left out (OTLP, partial success); they must not be sent again
     */
    record Accepted(long rejected) implements Answer {}

    /**
     * Not now.
     *
     * @param why a sentence, without anything that the target wrote
     * @param after when the target wants to be asked again
     */
    record Later(String why, Optional<Duration> after) implements Answer {}

    /** The batch is too large. */
    record TooLarge(String why) implements Answer {}

    /** It would say the same again, unless somebody changes something there or here. */
    record Never(String why) implements Answer {}
}
