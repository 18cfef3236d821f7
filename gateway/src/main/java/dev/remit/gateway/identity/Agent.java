package dev.remit.gateway.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A governed identity.
 *
 * @param name unique; what contracts name
 * @param audience whom it talks to
 * @param owner the person or team that answers for it
 * @param vendor the model vendor that it says it uses, or null
 * @param plan the vendor's plan, or null
 * @param environment such as {@code production}
 * @param tenants the tenants that it may open grants for
 * @param expiresAt when the identity ends unless renewed, or null
 * @param revoked for good
 * @param credentials those not revoked; during a rotation more than one is good
 */
public record Agent(
        String name,
        Audience audience,
        String owner,
        @Nullable String vendor,
        @Nullable String plan,
        String environment,
        Set<String> tenants,
        Instant createdAt,
        @Nullable Instant expiresAt,
        boolean revoked,
        List<Credential> credentials) {
    public Agent {
        tenants = Set.copyOf(tenants);
        credentials = List.copyOf(credentials);
    }

    public boolean live(Instant now) {
        return !revoked && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Whether a credential of that hash is good. */
    public boolean accepts(String hash, Instant now) {
        return credentials.stream().anyMatch(one -> one.hash().equals(hash) && one.live(now));
    }

    /** Whom an agent talks to. */
    public enum Audience {
        CUSTOMER,
        INTERNAL
    }

    /**
     * A credential, as far as the gateway keeps it.
     *
     * @param hash the keyed hash of the token, lower-case hex
     * @param until when it stops being good (the old one of a rotation), or null
     */
    public record Credential(
            String id,
            String hash,
            Instant createdAt,
            @Nullable Instant until) {
        public boolean live(Instant now) {
            return until == null || now.isBefore(until);
        }
    }
}
