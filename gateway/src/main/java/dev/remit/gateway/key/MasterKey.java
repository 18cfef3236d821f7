package dev.remit.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret that an operator keeps: 256 bits. Every other key is derived from it for one named use (HKDF with
 * SHA-256, RFC 5869), so no key serves two purposes. Immutable, thread-safe; never printed.
 */
public final class MasterKey {
    /** In bytes. */
    public static final int LENGTH = 32;

    private final SecretKey key;

    /** @param bytes exactly {@link #LENGTH} */
    public MasterKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("the master key has " + bytes.length + " bytes; it must have " + LENGTH);
        }
        this.key = new SecretKeySpec(bytes, "HKDF-IKM");
    }

    /** A key of 256 bits for one use. */
    public SecretKey derive(Use use) {
        AlgorithmParameterSpec parameters = HKDFParameterSpec.ofExtract()
                .addIKM(key)
                .addSalt("remit v1".getBytes(StandardCharsets.US_ASCII))
                .thenExpand(use.name().getBytes(StandardCharsets.US_ASCII), LENGTH);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey("Generic", parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HKDF-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey";
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
        /** Wrapping of subjects' data keys. */
        SUBJECT_WRAP,
        /** Names of subjects' data keys. */
        SUBJECT_NAME,
        /** Tokens of tokenized fields. */
        TOKENIZE
    }
}
