package dev.remit.gateway.state;

import java.time.Instant;

/**
 * A legal hold: what it covers is not erased until it is released.
 *
 * @param match the keyed hash of the customer or of the case in the index, the workflow's name, or nothing for
 *     everything
 * @param reason why, in the words of whoever placed it
 * @param released whether it holds no more
 */
public record Hold(String id, Scope scope, String match, String reason, Instant placedAt, boolean released) {

    /** What a hold is about. */
    public enum Scope {
        CUSTOMER,
        WORKFLOW,
        CASE,
        ALL
    }

    /** The same, as what holds no more: with nothing that leads to a person. */
    public Hold over() {
        return new Hold(id, scope, "", "", placedAt, true);
    }
}
