package dev.remit.gateway.upstream;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a call that acts came to, as far as can be known. Exactly-once stands on these four:
 *
 * <table>
 *   <caption>What each says about the upstream</caption>
 *   <tr><td>{@link Done}</td><td>it acted, and said what we declared</td><td>final</td></tr>
 *   <tr><td>{@link Refused}</td><td>it did not act, and said so</td><td>final; another call may be tried</td></tr>
 *   <tr><td>{@link NotSent}</td><td>it got no byte of the request</td><td>may be sent again</td></tr>
 *   <tr><td>{@link Unknown}</td><td>it may have acted, or not, or may act later</td><td>must not be sent again, but by the
 *       same idempotency key; a probe or a person finds out</td></tr>
 * </table>
 *
 * <p>What is not sure is {@code Unknown}. Reasons are for the operator: they name the upstream, statuses, headers and
 * pointers, and never hold data.
 */
public sealed interface Outcome {
    /**
     * It acted: a status of 2xx, and every declared field in its type.
     *
     * @param values by declared name, in declared order; null where an optional one is absent
     */
    record Done(SequencedMap<String, @Nullable Object> values) implements Outcome {
        public Done {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /** It surely did not act: a status of 4xx other than 408, 409, 425 and 429, which may come after or amid acting. */
    record Refused(int status, String reason) implements Outcome {}

    /**
     * It surely got nothing: its name was not resolved or its address not permitted, the connection or TLS failed, the
     * breaker is open, too many calls are under way, a value did not fit the template, a secret could not be had.
     */
    record NotSent(String reason) implements Outcome {}

    /**
     * It may have acted: a byte was sent, and then came no answer in time, a broken one, one of the wrong shape after a
     * 2xx, a redirect, 408, 409, 425, 429, or 5xx.
     */
    record Unknown(String reason) implements Outcome {}
}
