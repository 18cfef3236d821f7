package dev.remit.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF with SHA-256 (RFC 5869): one key of 256 bits from another, for one named use. */
final class Derivation {
    static final byte[] SALT = "remit v1".getBytes(StandardCharsets.US_ASCII);

    private static final int LENGTH = 32;

    private Derivation() {}

    static SecretKey of(SecretKey from, byte[] salt, String use) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "Generic",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(from)
                                    .addSalt(salt)
                                    .thenExpand(use.getBytes(StandardCharsets.US_ASCII), LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HKDF-SHA256", e);
        }
    }
}
