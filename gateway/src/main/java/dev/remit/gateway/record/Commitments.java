package dev.remit.gateway.record;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.SequencedMap;

/**
 * Commits to the facts of one record: HMAC-SHA-256 (RFC 2104) over name, type and value under a nonce of each fact's own.
 *
 * <p>A record has some twenty facts, each with a key of its own, and this is most of what sealing costs. So HMAC is
 * written out over one digest that serves the whole record, instead of asking the security providers for a new one for
 * every fact. Used by one thread.
 */
final class Commitments {
    /** Of SHA-256: how long a block is and how long a digest, in bytes. */
    private static final int BLOCK = 64;

    private static final int LENGTH = 32;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final MessageDigest SHA_256 = sha256();

    private final byte[] secret;
    private final MessageDigest digest = copy();
    private final byte[] nonce = new byte[LENGTH];
    private final byte[] block = new byte[BLOCK];

    /** @param secret the record's random bytes, which the nonces come from */
    Commitments(byte[] secret) {
        this.secret = secret.clone();
    }

    /** @param value a text, a whole number or a boolean */
    byte[] commit(String name, Object value) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(secret);
        digest.update(nameBytes);
        finish(nonce);
        pad(INNER);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (nameBytes.length >>> shift));
        }
        digest.update(nameBytes);
        digest.update(type(value));
        digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
        byte[] commitment = new byte[LENGTH];
        finish(commitment);
        pad(OUTER);
        digest.update(commitment);
        finish(commitment);
        return commitment;
    }

    /** SHA-256 over the commitments to all facts, in their order. */
    byte[] all(SequencedMap<String, Object> facts) {
        MessageDigest together = copy();
        facts.forEach((name, value) -> together.update(commit(name, value)));
        return together.digest();
    }

    private static byte type(Object value) {
        return switch (value) {
            case Long number -> 'n';
            case Integer number -> 'n';
            case Boolean truth -> 'b';
            case Object text -> 's';
        };
    }

    /** The nonce is the key; being shorter than a block, it is filled up with zeros. */
    private void pad(byte with) {
        Arrays.fill(block, with);
        for (int i = 0; i < LENGTH; i++) {
            block[i] ^= nonce[i];
        }
        digest.update(block);
    }

    private void finish(byte[] into) {
        try {
            digest.digest(into, 0, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
        }
    }

    /** SHA-256 over all of some bytes. */
    static byte[] sha256(byte[] bytes) {
        return copy().digest(bytes);
    }

    /** A copy of a digest that was found once: finding one takes longer than hashing a fact. */
    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java runtime's SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime cannot do SHA-256", e);
        }
    }
}
