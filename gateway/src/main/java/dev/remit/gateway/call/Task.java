package dev.remit.gateway.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that goes on after its answer: it waits for a person, or nobody knows yet what became of it.
 *
 * @param id names it in its conversation; nobody can guess it
 * @param message how it stands, in a sentence, or null; nothing about data
 * @param kept how long it is remembered at least, from when it was created
 * @param poll how long to wait before asking again
 */
public record Task(
        String id,
        Status status,
        @Nullable String message,
        Instant createdAt,
        Instant changedAt,
        Duration kept,
        Duration poll) {
    /** How far it is. */
    public enum Status {
        WORKING,
        /** It was done; its result is that of the call. */
        DONE,
        /** It is over and was not done; the result says why. */
        NOT_DONE,
        /** It was let go of before anybody decided. */
        CANCELLED
    }
}
