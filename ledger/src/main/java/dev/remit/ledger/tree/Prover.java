package dev.remit.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes roots and proofs for any size that a stored tree ever had (RFC 9162, sections 2.1.3.1 and 2.1.4.1).
 *
 * <p>Each takes O(log² size) reads at most. As safe for use by many threads as its source.
 */
public final class Prover {
    private final HashSource source;

    public Prover(HashSource source) {
        this.source = source;
    }

    /**
     * The root of the first {@code size} leaves.
     *
     * @throws HashUnavailableException when the source fails
     */
    public Hash root(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree cannot have " + size + " leaves");
        }
        return size == 0 ? Hash.OF_EMPTY_TREE : root(0, size);
    }

    /**
     * That leaf {@code index} is in the tree of the first {@code size} leaves.
     *
     * @throws IllegalArgumentException unless {@code 0 <= index < size}
     * @throws HashUnavailableException when the source fails
     */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of size " + size + " has no leaf " + index);
        }
        List<Hash> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /**
     * That the tree of {@code oldSize} leaves is the beginning of the tree of {@code newSize}. Without hashes when the
     * sizes are equal or the old one is 0.
     *
     * @throws IllegalArgumentException unless {@code 0 <= oldSize <= newSize}
     * @throws HashUnavailableException when the source fails
     */
    public ConsistencyProof consistency(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a tree does not grow from " + oldSize + " to " + newSize);
        }
        List<Hash> path = new ArrayList<>();
        if (oldSize > 0) {
            consistency(oldSize, 0, newSize, true, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    /** PATH of the RFC, over the leaves from start to end. */
    private void inclusion(long index, long start, long end, List<Hash> path) {
        if (end - start == 1) {
            return;
        }
        long middle = middle(start, end);
        if (index < middle) {
            inclusion(index, start, middle, path);
            path.add(root(middle, end));
        } else {
            inclusion(index, middle, end, path);
            path.add(root(start, middle));
        }
    }

    /** SUBPROOF of the RFC; {@code known} while the old root itself is the subtree at hand. */
    private void consistency(long oldSize, long start, long end, boolean known, List<Hash> path) {
        if (oldSize == end) {
            if (!known) {
                path.add(root(start, end));
            }
            return;
        }
        long middle = middle(start, end);
        if (oldSize <= middle) {
            consistency(oldSize, start, middle, known, path);
            path.add(root(middle, end));
        } else {
            consistency(oldSize, middle, end, false, path);
            path.add(root(start, middle));
        }
    }

    /** The start is a multiple of every power of two that the range holds, so complete subtrees line up. */
    private Hash root(long start, long end) {
        long leaves = end - start;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return source.read(level, start >>> level);
        }
        long middle = middle(start, end);
        return Hash.ofNode(root(start, middle), root(middle, end));
    }

    private static long middle(long start, long end) {
        return start + Long.highestOneBit(end - start - 1);
    }
}
