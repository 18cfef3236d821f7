package dev.remit.gateway.export;

import java.time.Instant;
import java.util.Optional;

/**
 * How a target does.
 *
 * @param target its host and the beginning of a digest of its address, for people and metrics; the address may be a secret
 * @param next the place of the first entry that it has not accepted
 * @param waiting how many entries the log has from there on
 * @param failure why the last try failed, a sentence; empty when it did not
 * @param failures how many tries in a row failed
 * @param refused whether it will go on failing until somebody changes something
 * @param rejected how many records it accepted and says it left out, since the start
 * @param acceptedAt when it last accepted, since the start
 */
public record TargetStatus(
        String target,
        long next,
        long waiting,
        Optional<String> failure,
        int failures,
        boolean refused,
        long rejected,
        Optional<Instant> acceptedAt) {}
