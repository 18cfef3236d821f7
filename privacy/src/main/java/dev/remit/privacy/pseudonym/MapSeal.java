package dev.remit.privacy.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is kept of a map: AES-256-GCM (NIST SP 800-38D) under a key that is derived from the conversation's.
 *
 * <p>The nonce is the beginning of a keyed hash of the text, as a synthetic initialisation vector is (RFC 5297): the same
 * text gives the same bytes, and there is neither a counter to lose nor randomness to run out of. Two different texts of
 * one conversation share a nonce once in 2^96 pairs.
 *
 * <p>Sealed: {@code RPS}, the version (1), the nonce (12 bytes), the text and its tag (16 bytes). Thread-safe.
 */
final class MapSeal {
    private static final byte[] HEAD = {'R', 'P', 'S', 1};
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec texts;
    private final SecretKeySpec nonces;

    /** @param key the conversation's */
    MapSeal(byte[] key) {
        SecretKeySpec conversation = new SecretKeySpec(key, "HmacSHA256");
        this.texts = new SecretKeySpec(mac(conversation, "MAP\u001ftext".getBytes(StandardCharsets.US_ASCII)), "AES");
        this.nonces = new SecretKeySpec(
                mac(conversation, "MAP\u001fnonce".getBytes(StandardCharsets.US_ASCII)), "HmacSHA256");
    }

    byte[] seal(byte[] text) {
        byte[] nonce = Arrays.copyOf(mac(nonces, text), NONCE);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            byte[] sealed = Arrays.copyOf(HEAD, HEAD.length + NONCE + cipher.getOutputSize(text.length));
            System.arraycopy(nonce, 0, sealed, HEAD.length, NONCE);
            cipher.doFinal(text, 0, text.length, sealed, HEAD.length + NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot seal with AES-256-GCM", e);
        }
    }

    /** Empty for what was not sealed with this key, or changed since. */
    Optional<byte[]> open(byte[] sealed) {
        int begin = HEAD.length + NONCE;
        if (sealed.length < begin || !Arrays.equals(HEAD, Arrays.copyOf(sealed, HEAD.length))) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, HEAD.length, begin));
            return Optional.of(cipher.doFinal(sealed, begin, sealed.length - begin));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot open AES-256-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, texts, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(HEAD);
        return cipher;
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
        }
    }
}
