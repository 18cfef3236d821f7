package dev.remit.ledger.log;

import dev.remit.ledger.tlog.EntryBundle;
import dev.remit.ledger.tlog.HashTile;
import dev.remit.ledger.tlog.TilePath;
import dev.remit.ledger.tree.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The right edge of a log: of each level the tile that is not full yet, and the entries that are not in a full bundle.
 *
 * <p>One thread appends, any number read. A reader first learns the size of the log and asks for nothing beyond; what
 * lies within was written before that size was shown, and never changes. A tile that is gone from here is on the disk.
 */
final class Edge {
    /** A size has 63 bits, and a level takes 8 of them. */
    static final int LEVELS = 8;

    /** Takes tiles and bundles as they fill up. */
    interface Filled {
        void write(TilePath path, byte[] content) throws IOException;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(long index, Hash[] hashes) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Leaves(long index, byte[][] entries) {}

    private final AtomicReferenceArray<Row> rows = new AtomicReferenceArray<>(LEVELS);
    private volatile Leaves leaves;

    /** The edge of a log of this size, still without content. */
    Edge(long size) {
        for (int level = 0; level < LEVELS; level++) {
            int shift = Math.min(63, 8 * (level + 1));
            rows.set(level, new Row(size >>> shift, new Hash[TilePath.FULL]));
        }
        leaves = new Leaves(Layout.group(size), new byte[TilePath.FULL][]);
    }

    void load(TilePath.Hashes path, HashTile tile) {
        for (int i = 0; i < tile.width(); i++) {
            rows.get(path.level()).hashes()[i] = tile.hash(i);
        }
    }

    void load(EntryBundle bundle) {
        for (int i = 0; i < bundle.width(); i++) {
            leaves.entries()[i] = bundle.entry(i);
        }
    }

    /**
     * Appends an entry. When it fails, nothing has changed for readers, and the same entry can be appended again.
     *
     * @param index how many entries there are
     */
    void append(long index, byte[] leaf, Filled filled) throws IOException {
        leaves.entries()[Layout.place(index)] = leaf;
        if (Layout.place(index) == TilePath.FULL - 1) {
            filled.write(
                    Layout.bundle(leaves.index()),
                    EntryBundle.of(List.of(leaves.entries())).encode());
        }
        Hash hash = Hash.ofLeaf(leaf);
        long at = index;
        int level = 0;
        while (true) {
            Row row = rows.get(level);
            row.hashes()[Layout.place(at)] = hash;
            if (Layout.place(at) < TilePath.FULL - 1) {
                break;
            }
            HashTile tile = HashTile.of(List.of(row.hashes()));
            filled.write(Layout.tile(level, row.index()), tile.encode());
            hash = tile.node(8, 0);
            at /= TilePath.FULL;
            level++;
        }
        for (int full = 0; full < level; full++) {
            rows.set(full, new Row(rows.get(full).index() + 1, new Hash[TilePath.FULL]));
        }
        if (level > 0) {
            leaves = new Leaves(leaves.index() + 1, new byte[TilePath.FULL][]);
        }
    }

    /** The content of a partial tile or bundle that the log has; empty when there is a full one on the disk. */
    Optional<byte[]> read(TilePath path) {
        return switch (path) {
            case TilePath.Hashes(int level, long index, int width) ->
                Optional.of(rows.get(level))
                        .filter(row -> row.index() == index)
                        .map(row -> HashTile.of(List.of(Arrays.copyOf(row.hashes(), width)))
                                .encode());
            case TilePath.Entries(long index, int width) ->
                Optional.of(leaves)
                        .filter(row -> row.index() == index)
                        .map(row -> EntryBundle.of(List.of(Arrays.copyOf(row.entries(), width)))
                                .encode());
        };
    }

    /** A copy of an entry that the log has; empty when it is in a full bundle on the disk. */
    Optional<byte[]> leaf(long index) {
        return Optional.of(leaves)
                .filter(row -> row.index() == Layout.group(index))
                .map(row -> row.entries()[Layout.place(index)].clone());
    }
}
