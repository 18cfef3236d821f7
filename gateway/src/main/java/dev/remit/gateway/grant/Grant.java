package dev.remit.gateway.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A grant as it was opened, and whether it was revoked.
 *
 * @param tokenHash the keyed hash of its token, lower-case hex
 * @param parent the grant that it was passed on from, or null
 * @param conversation the root of its tree and renewals
 * @param contract the digest of the contract version that opened it
 * @param part what was passed on, or null for the whole contract
 * @param revokedAt when it was revoked, or null
 */
public record Grant(
        String id,
        String tokenHash,
        @Nullable String parent,
        String conversation,
        String contract,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Part part,
        @Nullable Instant revokedAt) {

    /** The same grant, revoked. */
    public Grant revoked(Instant at) {
        return new Grant(id, tokenHash, parent, conversation, contract, issuedAt, expiresAt, part, at);
    }

    /**
     * A part of a contract.
     *
     * @param fields by resource, or null for all
     * @param calls budget of this grant alone, or null for the conversation's
     * @param rows budget of this grant alone, or null for the conversation's
     */
    public record Part(
            @Nullable Map<String, Set<String>> fields,
            @Nullable Integer calls,
            @Nullable Integer rows) {}
}
