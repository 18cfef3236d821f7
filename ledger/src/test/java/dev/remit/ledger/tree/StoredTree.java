package dev.remit.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A tree that keeps every hash in memory; its entries are the decimal numbers 0, 1, 2 and so on. */
public final class StoredTree implements HashSource {
    private final List<List<Hash>> levels = new ArrayList<>();
    private final List<Hash> roots = new ArrayList<>();

    public StoredTree(int size) {
        GrowingTree tree = GrowingTree.empty();
        roots.add(tree.root());
        for (int i = 0; i < size; i++) {
            tree.append(Hash.ofLeaf(entry(i)), this::complete);
            roots.add(tree.root());
        }
    }

    private void complete(int level, long index, Hash hash) {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        if (levels.get(level).size() != index) {
            throw new IllegalArgumentException("node " + index + " of level " + level + " is out of order");
        }
        levels.get(level).add(hash);
    }

    public static byte[] entry(long index) {
        return Long.toString(index).getBytes(StandardCharsets.US_ASCII);
    }

    public Hash root(int size) {
        return roots.get(size);
    }

    @Override
    public Hash read(int level, long index) {
        return levels.get(level).get((int) index);
    }

    /** MTH as RFC 6962, section 2.1, defines it. */
    static Hash byDefinition(long start, long end) {
        if (end - start == 1) {
            return Hash.ofLeaf(entry(start));
        }
        long k = LongStream.iterate(1, n -> n < end - start, n -> 2 * n).max().orElseThrow();
        return Hash.ofNode(byDefinition(start, start + k), byDefinition(start + k, end));
    }
}
