package dev.remit.privacy.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hash behind a conversation's tokens: HMAC-SHA-256 (RFC 2104) over the domain's name, 0x1f, the kind, 0x1f
 * and the canonical value in UTF-16BE, which loses nothing. Not thread-safe: the map calls it under its lock.
 */
final class Derivation {
    static final int KEY_BYTES = 32;
    private final Mac mac;

    Derivation(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a conversation key has 32 bytes, this one has " + key.length);
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
        }
    }

    byte[] digest(Domain domain, String kind, String canonical) {
        mac.update(domain.name().getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0x1f);
        mac.update(kind.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0x1f);
        for (int i = 0; i < canonical.length(); i++) {
            mac.update((byte) (canonical.charAt(i) >> 8));
            mac.update((byte) canonical.charAt(i));
        }
        return mac.doFinal();
    }

    /** The token made of the first characters, 5 bits each, of a digest. */
    static Token token(String kind, byte[] digest, int characters) {
        StringBuilder body = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            int at = 5 * i / 8;
            int pair = (digest[at] & 0xff) << 8 | (digest[at + 1] & 0xff);
            body.append(Token.ALPHABET.charAt(pair >> (11 - 5 * i % 8) & 0x1f));
        }
        return Token.of(kind, body.toString());
    }
}
