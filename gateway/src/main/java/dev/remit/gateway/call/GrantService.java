package dev.remit.gateway.call;

import org.jspecify.annotations.Nullable;

/** Opening, narrowing, inspecting and revoking grants. Thread-safe; returns when what it returns is durable on record. */
public interface GrantService {
    /**
     * Opens a grant, or renews one.
     *
     * @param bearer the agent's own credential; opening a grant is the only thing it can do
     */
    GrantResult open(@Nullable String bearer, GrantRequest request, CallContext context);

    /**
     * Passes a part of a grant on. Rights only narrow, and budgets stay shared.
     *
     * @param bearer the token of the grant that is passed on
     */
    GrantResult delegate(@Nullable String bearer, Narrowing narrowing, CallContext context);

    /**
     * Says what a token is (RFC 7662).
     *
     * @param bearer the credential of the agent that opened the grant, or the grant's own token
     * @param token the token asked about
     */
    Introspection introspect(@Nullable String bearer, String token, CallContext context);

    /**
     * Revokes a grant with all that was passed on from it (RFC 7009: an unknown token is no error).
     *
     * @param bearer the credential of the agent that opened the grant, or the grant's own token
     * @param token the token to revoke
     * @return why not, or null where the token is no longer good
     */
    @Nullable
    Problem revoke(@Nullable String bearer, String token, CallContext context);
}
