package dev.remit.privacy.guard;

import java.nio.charset.StandardCharsets;

/**
 * A tenant's keyed fingerprints: 64 bits of SipHash-2-4 over shape and form. Without the key they tell nothing, and no
 * caller can aim at one. Immutable and thread-safe.
 */
public final class Fingerprinter {
    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private final SipHash values;
    private final SipHash subjects;

    /**
     * @param key 32 bytes, of one tenant; copied
     * @throws IllegalArgumentException if it has another length
     */
    public Fingerprinter(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a fingerprint key has 32 bytes, this one has " + key.length);
        }
        values = new SipHash(key, 0);
        subjects = new SipHash(key, SipHash.KEY_BYTES);
    }

    long of(Form form) {
        byte[] text = form.text().getBytes(StandardCharsets.UTF_8);
        byte[] tagged = new byte[text.length + 1];
        tagged[0] = form.shape().tag();
        System.arraycopy(text, 0, tagged, 1, text.length);
        return values.hash(tagged, 0, tagged.length);
    }

    /** @param tagged the shape's tag, then the form in UTF-8 */
    long of(byte[] tagged, int from, int length) {
        return values.hash(tagged, from, length);
    }

    /** 48 bits that tell customers apart; never zero, which is the tenant itself. */
    long subject(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        long tag = subjects.hash(bytes, 0, bytes.length) >>> 16;
        return tag == 0 ? 1 : tag;
    }

    /** 8 bits of a kind. */
    int kind(String kind) {
        byte[] bytes = ("kind " + kind).getBytes(StandardCharsets.UTF_8);
        return (int) (subjects.hash(bytes, 0, bytes.length) >>> 56);
    }

    /** Tells a file made with another key. */
    long check() {
        return subjects.hash(new byte[] {1}, 0, 1);
    }
}
