package dev.remit.ledger.tree;

/** Takes each hash that became final when a tree grew; such a hash never changes again. */
@FunctionalInterface
public interface NodeSink {
    /** For those who need the head of the tree only. */
    NodeSink NONE = (level, index, hash) -> {};

    /**
     * A subtree is complete. Called for the leaf first and upwards from there.
     *
     * @param level 0 to 62; 0 is the leaf
     * @param index the place among the nodes of this level, as in {@link HashSource#read}
     */
    void complete(int level, long index, Hash hash);
}
