package dev.remit.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The head of a log that grows: its size and root, kept in at most 63 hashes.
 *
 * <p>A tree of any size is a row of complete subtrees, ever smaller to the right, one for each bit set in its size (RFC
 * 9162, section 2.1.2). Those roots, the peaks, are all that the next root depends on; a new leaf joins the peaks to its
 * left as a carry runs through a binary number. Not safe for use by many threads.
 */
public final class GrowingTree {
    /** No tree is larger. */
    public static final long MAX_SIZE = Long.MAX_VALUE;

    private final ArrayList<Hash> peaks;
    private long size;

    private GrowingTree(long size, List<Hash> peaks) {
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    /** The tree without leaves. */
    public static GrowingTree empty() {
        return new GrowingTree(0, List.of());
    }

    /**
     * The tree that had these peaks.
     *
     * @param peaks as {@link #peaks} gave them
     * @throws IllegalArgumentException when a tree of this size has another number of peaks
     */
    public static GrowingTree of(long size, List<Hash> peaks) {
        if (size < 0 || Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException("a tree of size " + size + " does not have " + peaks.size() + " peaks");
        }
        return new GrowingTree(size, peaks);
    }

    /**
     * The tree of this size whose hashes are stored.
     *
     * @param size 0 or more
     * @throws HashUnavailableException when the source fails
     */
    public static GrowingTree read(long size, HashSource source) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree cannot have " + size + " leaves");
        }
        List<Hash> peaks = new ArrayList<>();
        for (int level = 62; level >= 0; level--) {
            if (((size >>> level) & 1) == 1) {
                peaks.add(source.read(level, (size >>> level) - 1));
            }
        }
        return new GrowingTree(size, peaks);
    }

    /**
     * Appends one leaf.
     *
     * @param leaf see {@link Hash#ofLeaf}
     * @param sink gets the leaf and every subtree that it completes
     * @throws IllegalStateException when the tree has {@link #MAX_SIZE} leaves
     */
    public void append(Hash leaf, NodeSink sink) {
        if (size == MAX_SIZE) {
            throw new IllegalStateException("the tree is full");
        }
        Hash hash = leaf;
        long index = size;
        int level = 0;
        sink.complete(level, index, hash);
        while ((index & 1) == 1) {
            hash = Hash.ofNode(peaks.removeLast(), hash);
            index >>>= 1;
            level++;
            sink.complete(level, index, hash);
        }
        peaks.add(hash);
        size++;
    }

    /** The number of leaves, 0 or more. */
    public long size() {
        return size;
    }

    /** The Merkle tree hash of all leaves; {@link Hash#OF_EMPTY_TREE} without any. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.OF_EMPTY_TREE;
        }
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Hash.ofNode(peaks.get(i), root);
        }
        return root;
    }

    /** The roots of the complete subtrees, largest first: with the size, a snapshot of this tree. */
    public List<Hash> peaks() {
        return List.copyOf(peaks);
    }
}
