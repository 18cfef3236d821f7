package dev.remit.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA-256 (RFC 2104) under one key. Thread-safe: each call works on a copy of a prepared instance. */
public final class KeyedHash {
    private final Mac prepared;

    public KeyedHash(SecretKey key) {
        try {
            prepared = Mac.getInstance("HmacSHA256");
            prepared.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot do HMAC-SHA-256", e);
        }
    }

    /** Over parts that cannot run into each other: each is preceded by its length. */
    public byte[] of(String... parts) {
        try {
            Mac mac = (Mac) prepared.clone();
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(new byte[] {
                    (byte) (bytes.length >>> 24),
                    (byte) (bytes.length >>> 16),
                    (byte) (bytes.length >>> 8),
                    (byte) bytes.length
                });
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java runtime's HMAC cannot be copied", e);
        }
    }

    /** As lower-case hex. */
    public String hex(String... parts) {
        return HexFormat.of().formatHex(of(parts));
    }
}
