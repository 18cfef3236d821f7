package dev.remit.gateway.key;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What every other key of a data directory is derived from or wrapped by: 256 random bits, made at the first start and
 * kept in {@code keys.db}, wrapped by the master key. Each use has a key of its own (HKDF with SHA-256, RFC 5869).
 * Immutable, thread-safe; never printed.
 */
public final class RootKey {
    private final SecretKey key;

    RootKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "Generic");
    }

    /** A key of 256 bits for one use. */
    public SecretKey derive(Use use) {
        return Derivation.of(key, Derivation.SALT, use.name());
    }

    byte[] bytes() {
        return key.getEncoded();
    }

    @Override
    public String toString() {
        return "RootKey";
    }

    /** What a derived key is for. The names are part of the derivation: renaming one loses what it protected. */
    public enum Use {
        /** Keyed hashes of credentials and tokens. */
        TOKEN_HASH,
        /** Keyed hashes of what callers claimed. */
        CLAIM_HASH,
        /** Sealing of cursors. */
        CURSOR,
        /** Sealing of state changes. */
        STATE,
        /** Sealing of records that have no subject. */
        RECORD,
        /** Wrapping of tenants' keys. */
        TENANT_WRAP,
        /** Keyed hashes under which keys of tenants and subjects are found. */
        KEY_NAME,
        /** Keyed hashes of customers and cases, under which records are found. */
        INDEX_HASH,
        /** Sealing of the log's private key. */
        LOG_KEY,
        /** Tokens of tokenized fields. */
        TOKENIZE,
        /** Fingerprints of protected values, which answers are checked against. */
        GUARD
    }
}
