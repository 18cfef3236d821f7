package dev.remit.privacy.handling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that tell whether two values are the same, and nothing else: nobody can restore the value, with or without the
 * key, but by guessing it and having the key.
 *
 * <p>A token is {@code tok_<kind>_<20 characters>}, such as {@code tok_email_7k3f9m2q8wzr04ah5bjc}: the first 100 bits
 * of HMAC-SHA-256 (RFC 2104) over domain, 0x1f, kind, 0x1f and the value in UTF-8 (an unpaired surrogate counts as
 * {@code ?}), in Crockford's base 32 in lower case (no i, l, o, u). It has none of the brackets of a pseudonym,
 * {@code ⟦person:k3f9m2q8⟧}, which is restored on the way back; a token never is.
 *
 * <p>Values are taken as they are: whoever wants {@code A@x.org} and {@code a@x.org} to be the same folds them before.
 * Two tokens of different domains or kinds never match but by chance; in one domain and kind, a chance match among a
 * billion values has a probability below 10^-12.
 *
 * <p>Thread-safe without a lock: each call works on a clone of a state that is never changed.
 */
public final class Tokenizer {
    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final byte SEPARATOR = 0x1f;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CHARACTERS = 20;

    /** Keyed, and the domain already taken in; cloned and never used itself. */
    private final Mac keyed;

    /**
     * @param key 32 bytes; copied
     * @param domain who may compare tokens with each other, such as a conversation or a tenant; not blank, and without
     *     the separator U+001F
     * @throws IllegalArgumentException if either is not so
     */
    public Tokenizer(byte[] key, String domain) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a token key has 32 bytes, this one has " + key.length);
        }
        if (domain.isBlank() || domain.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("a token domain is not blank and has no U+001F");
        }
        keyed = keyed(key);
        keyed.update(domain.getBytes(StandardCharsets.UTF_8));
        keyed.update(SEPARATOR);
    }

    /** The token of a value of a kind. Total. */
    public String token(Kind kind, String value) {
        Mac mac = copy();
        mac.update(kind.written().getBytes(StandardCharsets.UTF_8));
        mac.update(SEPARATOR);
        byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        StringBuilder token = new StringBuilder(40);
        token.append("tok_").append(kind.written()).append('_');
        for (int i = 0; i < CHARACTERS; i++) {
            token.append(ALPHABET.charAt(fiveBits(digest, 5 * i)));
        }
        return token.toString();
    }

    private static int fiveBits(byte[] bytes, int bit) {
        int at = bit / 8;
        int pair = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
        return pair >> (11 - bit % 8) & 0x1f;
    }

    private Mac copy() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java runtime's HmacSHA256 cannot be cloned", e);
        }
    }

    private static Mac keyed(byte[] key) {
        byte[] own = Arrays.copyOf(key, key.length);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(own, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
        } finally {
            Arrays.fill(own, (byte) 0);
        }
    }
}
