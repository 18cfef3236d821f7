package dev.remit.ledger.log;

import java.time.Instant;
import java.util.Optional;

/**
 * How publishing goes, for readiness and metrics.
 *
 * @param size entries integrated
 * @param settled entries durable in the log
 * @param published size of the checkpoint that readers see; 0 if there is none
 * @param publishedAt when this publisher published it; empty if it did not yet
 * @param failure what went wrong the last time, a sentence; empty when that went well
 * @param wanted how many endorsers are asked
 * @param got how many of them endorsed what is published
 */
public record PublisherStatus(
        State state,
        long size,
        long settled,
        long published,
        Optional<Instant> publishedAt,
        Optional<String> failure,
        int wanted,
        int got) {
    /** Whether it goes on. */
    public sealed interface State {
        /** It does; a failure is tried again. */
        record Running() implements State {}

        /** It does not, until somebody acts and starts it again. */
        record Stopped(String reason) implements State {}

        /** It was closed. */
        record Closed() implements State {}
    }
}
