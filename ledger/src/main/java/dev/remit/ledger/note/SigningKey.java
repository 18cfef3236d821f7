package dev.remit.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A private key with the name it signs under. The same key pair must serve one name and one type only (C2SP
 * signed-note, tlog-cosignature). {@link #toString} shows the public part. Safe for use by many threads.
 */
public final class SigningKey {
    private static final String PRIVATE = "PRIVATE+KEY+";
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

    /** A new key. */
    public static SigningKey generate(String name, KeyType type, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        random.nextBytes(seed);
        return of(name, type, Ed25519.pair(seed));
    }

    /**
     * Reads {@code PRIVATE+KEY+name+id+base64(type, seed)}, the form in which Go's {@code sumdb/note} keeps private keys.
     * What is malformed is said without any part of the text, which is secret.
     */
    public static Parsed<SigningKey> parse(String text) {
        if (!text.startsWith(PRIVATE)) {
            return malformed("it does not begin with " + PRIVATE);
        }
        String[] parts = text.substring(PRIVATE.length()).split("\\+", 3);
        if (parts.length != 3 || !KeyName.isValid(parts[0])) {
            return malformed("it does not have the form " + PRIVATE + "name+id+key");
        }
        byte[] material = StrictBase64.decode(parts[2]).orElse(new byte[0]);
        if (material.length != 1 + Ed25519.KEY_BYTES) {
            return malformed("its last part is not Base64 of a type and " + Ed25519.KEY_BYTES + " bytes");
        }
        Optional<KeyType> type = KeyType.of(material[0]);
        if (type.isEmpty()) {
            return malformed("its type is not supported; 0x01 (notes) and 0x04 (cosignatures), both Ed25519, are");
        }
        byte[] seed = Arrays.copyOfRange(material, 1, material.length);
        SigningKey key = of(parts[0], type.get(), Ed25519.pair(seed));
        return parts[1].equals(HexFormat.of().toHexDigits(key.verifier.id()))
                ? new Parsed.WellFormed<>(key)
                : malformed("its id is not the 8 digits that follow from its name and key; it was mistyped or altered");
    }

    private static Parsed<SigningKey> malformed(String why) {
        return new Parsed.Malformed<>("This is not a private key: " + why + ".");
    }

    /**
     * The text that {@link #parse} reads: keep it from everybody.
     *
     * @throws IllegalArgumentException when the private key does not show its seed, as one in a hardware module
     */
    public String secret() {
        byte[] seed = Ed25519.seed(key);
        byte[] material = ByteBuffer.allocate(1 + seed.length)
                .put(verifier.type().identifier())
                .put(seed)
                .array();
        return PRIVATE + verifier.name() + "+" + HexFormat.of().toHexDigits(verifier.id()) + "+"
                + Base64.getEncoder().encodeToString(material);
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
