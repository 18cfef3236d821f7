package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tree.Hash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The entries of one tile, each after its length in 16 bits, big-endian (C2SP tlog-tiles, "Log entries"). Nothing is
 * verified. Immutable.
 */
public final class EntryBundle {
    /** The longest entry; it may also be empty. */
    public static final int MAX_ENTRY_BYTES = 65_535;

    private final List<byte[]> entries;

    private EntryBundle(List<byte[]> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException unless there are 1 to 256 entries of at most {@value #MAX_ENTRY_BYTES} bytes */
    public static EntryBundle of(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > TilePath.FULL) {
            throw new IllegalArgumentException("a bundle has 1 to 256 entries, not " + entries.size());
        }
        List<byte[]> copies = new ArrayList<>();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException("an entry of " + entry.length + " bytes does not fit a bundle");
            }
            copies.add(entry.clone());
        }
        return new EntryBundle(copies);
    }

    /**
     * Reads a bundle.
     *
     * @param width how many entries it must have, 1 to 256
     */
    public static Parsed<EntryBundle> parse(byte[] bytes, int width) {
        Objects.checkIndex(width - 1, TilePath.FULL);
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < width; i++) {
            if (bytes.length - at < 2) {
                return malformed(width, "it ends before entry " + i);
            }
            int length = Byte.toUnsignedInt(bytes[at]) << 8 | Byte.toUnsignedInt(bytes[at + 1]);
            at += 2;
            if (bytes.length - at < length) {
                return malformed(width, "it ends within entry " + i);
            }
            entries.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (at < bytes.length) {
            return malformed(width, "it goes on after its last entry");
        }
        return new Parsed.WellFormed<>(new EntryBundle(entries));
    }

    private static Parsed<EntryBundle> malformed(int width, String why) {
        return new Parsed.Malformed<>("This is not a bundle of " + width + " entries: " + why + ".");
    }

    /** 1 to 256. */
    public int width() {
        return entries.size();
    }

    /**
     * A copy of one entry.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= place < width}
     */
    public byte[] entry(int place) {
        return entries.get(place).clone();
    }

    /** The leaf hashes of the entries: the tile of level 0 with the same index and width. */
    public HashTile leaves() {
        return HashTile.of(entries.stream().map(Hash::ofLeaf).toList());
    }

    /** The bytes that {@link #parse} reads. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bytes.write(entry.length >>> 8);
            bytes.write(entry.length);
            bytes.write(entry, 0, entry.length);
        }
        return bytes.toByteArray();
    }
}
