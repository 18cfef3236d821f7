package dev.remit.gateway.identity;

import dev.remit.gateway.identity.Agent.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A person who may use the gateway.
 *
 * @param name unique among accounts
 * @param expiresAt when the account ends unless its credential is rotated
 * @param revoked for good
 * @param credentials those not revoked; during a rotation more than one is good
 */
public record Account(
        String name, Role role, Instant createdAt, Instant expiresAt, boolean revoked, List<Credential> credentials) {
    public Account {
        credentials = List.copyOf(credentials);
    }

    public boolean live(Instant now) {
        return !revoked && now.isBefore(expiresAt);
    }

    /** Whether a credential of that hash is good. */
    public boolean accepts(String hash, Instant now) {
        return live(now) && credentials.stream().anyMatch(one -> one.hash().equals(hash) && one.live(now));
    }

    /** What a person may do. */
    public enum Role {
        /** Looks at queues. */
        VIEWER,
        /** Decides about what waits. */
        APPROVER,
        /** Decides, takes back, and finds out what became of things. */
        OPERATOR,
        /** Asks the ledger. */
        AUDITOR,
        /** All that can be done at the desk. */
        ADMIN,
        /** Decides where a contract's rule asks for a data owner. */
        DATA_OWNER;

        /** As people write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
