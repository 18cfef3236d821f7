package dev.remit.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * The one door that all wires go through.
 *
 * <p>Thread-safe. Calls block (virtual threads), and return only when what they return is durable on record.
 */
public interface ToolService {
    /**
     * Verifies a bearer token, anew on every request: signature, expiry, revocation, phase.
     *
     * @param bearer the token of the {@code Authorization: Bearer} header, or null where there was none
     */
    Access access(@Nullable String bearer, CallContext context);
}
