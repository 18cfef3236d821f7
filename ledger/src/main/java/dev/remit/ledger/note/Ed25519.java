package dev.remit.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Ed25519 of the Java platform, with public keys as the 32 bytes of RFC 8032. */
final class Ed25519 {
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    /** What the platform's encoding (RFC 8410) puts before the 32 bytes. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** Empty when the bytes are no point of the curve. */
    static Optional<PublicKey> publicKey(byte[] raw) {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, PREFIX.length, KEY_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            algorithm().initVerify(key); // only this finds out whether the point is on the curve
            return Optional.of(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException when it is a key of another kind */
    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != PREFIX.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            throw new IllegalArgumentException("not an Ed25519 public key: " + key.getAlgorithm());
        }
        return Arrays.copyOfRange(encoded, PREFIX.length, encoded.length);
    }

    /**
     * The key pair that follows from a seed (RFC 8032, section 5.1.5).
     *
     * @param seed {@value #KEY_BYTES} bytes
     */
    static KeyPair pair(byte[] seed) {
        if (seed.length != KEY_BYTES) {
            throw new IllegalArgumentException("a seed has " + KEY_BYTES + " bytes, not " + seed.length);
        }
        try {
            // The platform derives a public key only while it generates a pair, so it is handed the seed as its chance.
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            KeyPair pair = generator.generateKeyPair();
            if (!Arrays.equals(seed, seed(pair.getPrivate()))) {
                throw new IllegalStateException("this Java platform does not make Ed25519 keys of a given seed");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
    }

    /** @throws IllegalArgumentException when the key is of another kind or does not show its seed */
    static byte[] seed(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards) {
            return edwards.getBytes()
                    .orElseThrow(() -> new IllegalArgumentException("this private key does not show its seed"));
        }
        throw new IllegalArgumentException("not an Ed25519 private key: " + key.getAlgorithm());
    }

    /** Not random at all: gives what it was given. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = algorithm();
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a usable Ed25519 private key: " + key.getAlgorithm(), e);
        }
    }

    static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = algorithm();
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // not the encoding of any signature
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was usable before is not", e);
        }
    }

    private static Signature algorithm() throws NoSuchAlgorithmException {
        return Signature.getInstance("Ed25519");
    }
}
