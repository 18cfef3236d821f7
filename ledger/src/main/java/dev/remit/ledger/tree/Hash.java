package dev.remit.ledger.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA-256 value: the hash of a leaf, of an inner node or of a whole tree.
 *
 * <p>Leaves and nodes are hashed under different first bytes, so that no leaf can pass for a node (RFC 9162, section
 * 2.1.1). Immutable and safe for use by many threads.
 */
public final class Hash {
    /** The length of every hash. */
    public static final int BYTES = 32;

    /** The root of the tree without leaves: the hash of nothing. */
    public static final Hash OF_EMPTY_TREE = sha256();

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when there are not {@value #BYTES} bytes; they are copied */
    public static Hash of(byte[] bytes) {
        return at(bytes, 0, bytes.length);
    }

    /**
     * The hash that stands in a longer array.
     *
     * @throws IllegalArgumentException when the array does not have {@value #BYTES} bytes from there
     */
    public static Hash of(byte[] bytes, int offset) {
        return at(bytes, offset, BYTES);
    }

    private static Hash at(byte[] bytes, int offset, int length) {
        if (length != BYTES || offset < 0 || offset > bytes.length - BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, here are "
                    + Math.min(length, Math.max(0, bytes.length - Math.max(0, offset))));
        }
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /** The hash of a leaf whose content is {@code entry}: SHA-256(0x00 ‖ entry). */
    public static Hash ofLeaf(byte[] entry) {
        return sha256(LEAF, entry);
    }

    /** The hash of the node above two others: SHA-256(0x01 ‖ left ‖ right). */
    public static Hash ofNode(Hash left, Hash right) {
        return sha256(NODE, left.bytes, right.bytes);
    }

    /**
     * The root of the complete tree over hashes that stand one after the other: many at once, for the price of one look
     * for the algorithm and one result.
     *
     * @param count a power of two
     * @throws IllegalArgumentException when it is not, or there are fewer
     */
    public static Hash ofComplete(byte[] hashes, int offset, int count) {
        if (count < 1 || Integer.bitCount(count) != 1 || offset < 0 || offset > hashes.length - count * BYTES) {
            throw new IllegalArgumentException("no complete tree over " + count + " hashes");
        }
        byte[] row = Arrays.copyOfRange(hashes, offset, offset + count * BYTES);
        MessageDigest digest = digest();
        try {
            for (int width = count / 2; width > 0; width /= 2) {
                for (int i = 0; i < width; i++) {
                    digest.update(NODE);
                    digest.update(row, 2 * i * BYTES, 2 * BYTES);
                    digest.digest(row, i * BYTES, BYTES);
                }
            }
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 value has another length", e);
        }
        return of(row, 0);
    }

    /** The plain SHA-256 of the parts, one after the other. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no SHA-256", e);
        }
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Standard Base64 with padding: 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
