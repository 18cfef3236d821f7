package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tree.Hash;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The hashes of one tile, one after the other (C2SP tlog-tiles, "Merkle Tree"): 32 bytes for each, 8,192 when full.
 * Nothing is verified. Immutable.
 */
public final class HashTile {
    private final byte[] bytes;

    private HashTile(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException unless there are 1 to 256 hashes */
    public static HashTile of(List<Hash> hashes) {
        if (hashes.isEmpty() || hashes.size() > TilePath.FULL) {
            throw new IllegalArgumentException("a tile has 1 to 256 hashes, not " + hashes.size());
        }
        byte[] bytes = new byte[hashes.size() * Hash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).bytes(), 0, bytes, i * Hash.BYTES, Hash.BYTES);
        }
        return new HashTile(bytes);
    }

    /**
     * Reads a tile.
     *
     * @param width how many hashes it must have, 1 to 256
     */
    public static Parsed<HashTile> parse(byte[] bytes, int width) {
        Objects.checkIndex(width - 1, TilePath.FULL);
        if (bytes.length != width * Hash.BYTES) {
            return new Parsed.Malformed<>("A tile of width " + width + " has " + width * Hash.BYTES
                    + " bytes; this one has " + bytes.length + ". It was cut or belongs to another size of the log.");
        }
        return new Parsed.WellFormed<>(new HashTile(bytes.clone()));
    }

    /** 1 to 256. */
    public int width() {
        return bytes.length / Hash.BYTES;
    }

    /** @throws IndexOutOfBoundsException unless {@code 0 <= place < width} */
    public Hash hash(int place) {
        return Hash.of(bytes, Objects.checkIndex(place, width()) * Hash.BYTES);
    }

    /**
     * The root of the complete subtree over the hashes from {@code index * 2^height} to {@code (index + 1) * 2^height}.
     *
     * @param height 0 to 8
     * @throws IndexOutOfBoundsException when the tile does not have them all
     */
    public Hash node(int height, int index) {
        Objects.checkIndex(height, 9);
        int from = index << height;
        Objects.checkFromToIndex(from, from + (1 << height), width());
        return Hash.ofComplete(bytes, from * Hash.BYTES, 1 << height);
    }

    /** The bytes that {@link #parse} reads. */
    public byte[] encode() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashTile that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
