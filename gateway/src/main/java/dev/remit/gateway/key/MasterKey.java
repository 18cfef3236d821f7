package dev.remit.gateway.key;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret that an operator keeps: 256 bits. It wraps the root key and does nothing else, so that it can be changed
 * for another without touching anything that was sealed. Immutable, thread-safe; never printed.
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
        this.key = new SecretKeySpec(bytes, "Generic");
    }

    /** A new one. */
    public static MasterKey random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    Aead wrap(SecureRandom random) {
        return new Aead(Derivation.of(key, Derivation.SALT, "ROOT_WRAP"), random);
    }

    /** The key itself: for where it is kept, and for nothing else. */
    byte[] bytes() {
        return key.getEncoded();
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
