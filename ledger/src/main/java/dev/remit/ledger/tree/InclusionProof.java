package dev.remit.ledger.tree;

import java.util.List;

/**
 * The hashes that lead from one leaf to the root of a tree (RFC 9162, section 2.1.3).
 *
 * <p>Nothing in it is trusted: index and path may come from anybody. Immutable.
 *
 * @param index of the leaf, 0 or more
 * @param size leaves of the tree, 0 or more
 * @param path from the leaf's sibling upwards; at most 63 are ever useful
 */
public record InclusionProof(long index, long size, List<Hash> path) {
    /** @throws IllegalArgumentException when a number is negative */
    public InclusionProof {
        if (index < 0 || size < 0) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of size " + size);
        }
        path = List.copyOf(path);
    }

    /**
     * Whether the leaf is in the tree (RFC 9162, section 2.1.3.2).
     *
     * @param leaf computed from the entry by the one who verifies, see {@link Hash#ofLeaf}
     * @param root of the tree of {@link #size} leaves, from a checkpoint that is trusted
     */
    public Verdict verify(Hash leaf, Hash root) {
        if (index >= size) {
            return new Verdict.Refuted(Verdict.Reason.OUTSIDE);
        }
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return new Verdict.Refuted(Verdict.Reason.LENGTH);
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.ofNode(sibling, hash);
                // A node without a right sibling rises unhashed until it is a right child.
                int levels = Long.numberOfTrailingZeros(node);
                node >>>= levels;
                last >>>= levels;
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return new Verdict.Refuted(Verdict.Reason.LENGTH);
        }
        return hash.equals(root) ? new Verdict.Proven() : new Verdict.Refuted(Verdict.Reason.ROOT);
    }
}
