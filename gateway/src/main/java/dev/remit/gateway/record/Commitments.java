package dev.remit.gateway.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Commits to the facts of one record, so that each can be shown to somebody without the others.
 *
 * <p>A fact's commitment is SHA-256 over {@code "remit/f1"}, a nonce of 16 bytes, and the fact's bytes as {@link FactBytes}
 * has them. The bytes begin with type and lengths, so one commitment has one opening, and none can be lengthened into
 * another. The nonce hides: without it not even a boolean can be tried out, and equal facts have different commitments.
 *
 * <p>The nonces come from the record's 32 secret bytes in counter mode: SHA-256 over {@code "remit/n1"}, the secret and a
 * 32-bit counter gives two of them; fact 0 has the first half of block 0. Who is shown a nonce learns nothing of the others.
 *
 * <p>The leaf has SHA-256 over {@code "remit/a1"}, the number of facts in 16 bits, and the commitments in the order of the
 * facts' names. So it does not even tell which facts there are.
 *
 * <p>Made for the some twenty facts of a call: a usual fact costs one or two compressions of SHA-256 and half of one for its
 * nonce. HMAC would cost twice that and add nothing, since the key is drawn for this one message.
 */
final class Commitments {
    /** Of SHA-256, in bytes. */
    static final int LENGTH = 32;

    /** In bytes. */
    static final int NONCE = 16;

    private static final byte[] FACT = "remit/f1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONCES = "remit/n1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ALL = "remit/a1".getBytes(StandardCharsets.US_ASCII);
    private static final MessageDigest SHA_256 = sha256();

    private Commitments() {}

    /** One after the other, in the order of the facts. */
    static byte[] each(byte[] factBytes) {
        ByteBuffer in = ByteBuffer.wrap(factBytes);
        int count = Short.toUnsignedInt(in.getShort(FactBytes.SECRET));
        byte[] commitments = new byte[count * LENGTH];
        byte[] block = new byte[LENGTH];
        MessageDigest digest = copy();
        int at = FactBytes.FIRST;
        for (int i = 0; i < count; i++) {
            int value = at + 3 + Short.toUnsignedInt(in.getShort(at + 1));
            int end = value + 4 + in.getInt(value);
            if (i % 2 == 0) {
                expand(digest, factBytes, i / 2, block);
            }
            digest.update(FACT);
            digest.update(block, i % 2 * NONCE, NONCE);
            digest.update(factBytes, at, end - at);
            finish(digest, commitments, i * LENGTH);
            at = end;
        }
        return commitments;
    }

    /** @param fact as {@link FactBytes} has it */
    static byte[] one(byte[] nonce, byte[] fact) {
        MessageDigest digest = copy();
        digest.update(FACT);
        digest.update(nonce);
        return digest.digest(fact);
    }

    /** The nonce of the fact at that place. */
    static byte[] nonce(byte[] factBytes, int index) {
        byte[] block = new byte[LENGTH];
        expand(copy(), factBytes, index / 2, block);
        int from = index % 2 * NONCE;
        return Arrays.copyOfRange(block, from, from + NONCE);
    }

    /** Over the commitments, one after the other. */
    static byte[] all(byte[] commitments) {
        int count = commitments.length / LENGTH;
        MessageDigest digest = copy();
        digest.update(ALL);
        digest.update((byte) (count >>> 8));
        digest.update((byte) count);
        return digest.digest(commitments);
    }

    /** SHA-256 over all of some bytes. */
    static byte[] sha256(byte[] bytes) {
        return copy().digest(bytes);
    }

    private static void expand(MessageDigest digest, byte[] secret, int counter, byte[] into) {
        digest.update(NONCES);
        digest.update(secret, 0, FactBytes.SECRET);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (counter >>> shift));
        }
        finish(digest, into, 0);
    }

    private static void finish(MessageDigest digest, byte[] into, int from) {
        try {
            digest.digest(into, from, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
        }
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
