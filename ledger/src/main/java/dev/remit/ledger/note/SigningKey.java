package dev.remit.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;

/**
 * A private key with the name it signs under. The same key pair must serve one name and one type only (C2SP
 * signed-note, tlog-cosignature). {@link #toString} shows the public part. Safe for use by many threads.
 */
public final class SigningKey {
    private static final byte[] TRIAL = "trial".getBytes(StandardCharsets.UTF_8);

    private final VerifierKey verifier;
    private final PrivateKey key;

    private SigningKey(VerifierKey verifier, PrivateKey key) {
        this.verifier = verifier;
        this.key = key;
    }

    /** @throws IllegalArgumentException unless both keys are of Ed25519 and belong together, and the name is allowed */
    public static SigningKey of(String name, KeyType type, KeyPair pair) {
        VerifierKey verifier = VerifierKey.of(name, type, pair.getPublic());
        if (!Ed25519.verify(pair.getPublic(), TRIAL, Ed25519.sign(pair.getPrivate(), TRIAL))) {
            throw new IllegalArgumentException("the private key and the public key do not belong together");
        }
        return new SigningKey(verifier, pair.getPrivate());
    }

    /** What others need to check this key's signatures. */
    public VerifierKey verifier() {
        return verifier;
    }

    /**
     * Signs the text of a note.
     *
     * @throws IllegalStateException when this is a key for cosignatures
     */
    public NoteSignature sign(String text) {
        if (verifier.type() != KeyType.NOTE) {
            throw new IllegalStateException("a key for cosignatures signs no notes");
        }
        byte[] signature = Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8));
        return new NoteSignature(verifier.name(), verifier.id(), signature);
    }

    /**
     * Cosigns the text of a checkpoint: says that, at this time, it is the largest consistent one this witness has seen.
     *
     * @param now after 1970-01-01T00:00:00Z; its whole seconds are signed
     * @throws IllegalStateException when this is a key for notes
     */
    public NoteSignature cosign(String text, Instant now) {
        if (verifier.type() != KeyType.COSIGNATURE) {
            throw new IllegalStateException("a key for notes cosigns nothing");
        }
        long time = now.getEpochSecond();
        if (time < 1) {
            throw new IllegalArgumentException("the clock shows " + now + ", which no witness can vouch for");
        }
        byte[] signature = Ed25519.sign(key, VerifierKey.cosigned(time, text));
        byte[] timed = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(time)
                .put(signature)
                .array();
        return new NoteSignature(verifier.name(), verifier.id(), timed);
    }

    @Override
    public String toString() {
        return "SigningKey[" + verifier + "]";
    }
}
