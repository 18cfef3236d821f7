package dev.remit.gateway.key;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM (NIST SP 800-38D) for a key that is used for years. Thread-safe.
 *
 * <p>A key of GCM with random 96-bit nonces is good for 2^32 messages at most (section 8.3), and how many a key has sealed
 * would have to be counted over restarts. So the key itself seals nothing. Each run seals under a subkey of its own, HKDF of
 * the key with a random 128-bit salt, counts in memory, and takes another subkey after 2^30 messages. The salt and the
 * nonce stand in front of the ciphertext.
 *
 * <p>Nonces are random, not counted: a machine that is cloned or set back while the gateway runs would count the same
 * numbers again under the same subkey, and GCM does not survive that.
 */
public final class Aead {
    /** What a nonce has, in bytes. */
    public static final int NONCE = 12;

    /** By how much sealing makes a message longer, in bytes. */
    public static final int OVERHEAD = 16 + NONCE + 16;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    /** Found once: to ask all providers each time takes longer than to seal a small message. */
    private static final Provider PROVIDER = provider();

    private static final int SALT = 16;
    private static final int TAG_BITS = 128;
    private static final int MOST_MESSAGES = 1 << 30;

    private final SecretKey key;
    private final SecureRandom random;
    private final int most;
    private volatile @Nullable Subkey sealing;
    private volatile @Nullable Subkey opened;

    /** @param key 256 bits */
    public Aead(SecretKey key, SecureRandom random) {
        this(key, random, MOST_MESSAGES);
    }

    /** @param most how many messages one subkey seals */
    Aead(SecretKey key, SecureRandom random, int most) {
        this.key = key;
        this.random = random;
        this.most = most;
    }

    private record Subkey(
            SecretKey key,
            AtomicInteger sealed,
            @SuppressWarnings("ArrayRecordComponent") byte[] salt) {}

    /** @param context authenticated, not encrypted; must be the same on opening */
    public byte[] seal(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return seal(plain, context, nonce);
    }

    /**
     * The same, for who draws all its randomness at once.
     *
     * @param nonce {@value #NONCE} bytes from a {@link SecureRandom} that were and will be used for nothing else
     */
    public byte[] seal(byte[] plain, byte[] context, byte[] nonce) {
        return sealing().seal(plain, context, nonce);
    }

    /** For who seals several messages one after the other. */
    public Sealing sealing() {
        try {
            return new Sealing(Cipher.getInstance(TRANSFORMATION, PROVIDER));
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /**
     * Seals with a cipher that is found once and keeps the key's schedule, which together take as long as sealing a small
     * message. For one thread at a time.
     */
    public final class Sealing {
        private final Cipher cipher;

        private Sealing(Cipher cipher) {
            this.cipher = cipher;
        }

        /** As {@link Aead#seal(byte[], byte[])}. */
        public byte[] seal(byte[] plain, byte[] context) {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            return seal(plain, context, nonce);
        }

        /** As {@link Aead#seal(byte[], byte[], byte[])}. */
        public byte[] seal(byte[] plain, byte[] context, byte[] nonce) {
            Subkey subkey = forSealing();
            byte[] sealed = Arrays.copyOf(subkey.salt(), OVERHEAD + plain.length);
            System.arraycopy(nonce, 0, sealed, SALT, NONCE);
            try {
                init(cipher, Cipher.ENCRYPT_MODE, subkey.key(), nonce, 0, context)
                        .doFinal(plain, 0, plain.length, sealed, SALT + NONCE);
                return sealed;
            } catch (GeneralSecurityException e) {
                throw impossible(e);
            }
        }
    }

    private static IllegalStateException impossible(GeneralSecurityException e) {
        return new IllegalStateException("this Java runtime cannot do AES-256-GCM", e);
    }

    /** The plain bytes, or null where the sealed ones were made with another key or context, or changed. */
    public byte @Nullable [] open(byte[] sealed, byte[] context) {
        if (sealed.length < OVERHEAD) {
            return null;
        }
        try {
            return init(
                            Cipher.getInstance(TRANSFORMATION, PROVIDER),
                            Cipher.DECRYPT_MODE,
                            forOpening(sealed).key(),
                            sealed,
                            SALT,
                            context)
                    .doFinal(sealed, SALT + NONCE, sealed.length - SALT - NONCE);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private Subkey forSealing() {
        Subkey now = sealing;
        if (now != null && now.sealed().incrementAndGet() <= most) {
            return now;
        }
        synchronized (this) {
            now = sealing;
            if (now == null || now.sealed().incrementAndGet() > most) {
                byte[] salt = new byte[SALT];
                random.nextBytes(salt);
                now = subkey(salt);
                now.sealed().set(1);
                sealing = now;
            }
            return now;
        }
    }

    /** One subkey is remembered: what a run sealed is mostly opened together. */
    private Subkey forOpening(byte[] sealed) {
        Subkey known = opened;
        if (known == null || !Arrays.equals(known.salt(), 0, SALT, sealed, 0, SALT)) {
            known = subkey(Arrays.copyOf(sealed, SALT));
            opened = known;
        }
        return known;
    }

    private Subkey subkey(byte[] salt) {
        byte[] derived = Derivation.of(key, salt, "AES-256-GCM").getEncoded();
        return new Subkey(new SecretKeySpec(derived, "AES"), new AtomicInteger(), salt);
    }

    private static Cipher init(Cipher cipher, int mode, SecretKey key, byte[] nonce, int from, byte[] context)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE));
        cipher.updateAAD(context);
        return cipher;
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(TRANSFORMATION).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot do AES-256-GCM", e);
        }
    }
}
