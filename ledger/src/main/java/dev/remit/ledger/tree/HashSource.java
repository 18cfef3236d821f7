package dev.remit.ledger.tree;

/**
 * Where the hashes of complete subtrees come from: memory, tiles on a disk, tiles of a server.
 *
 * <p>A source is not trusted by those who check proofs; a wrong hash makes a proof that does not verify.
 */
@FunctionalInterface
public interface HashSource {
    /**
     * The root of the complete subtree over the leaves from {@code index * 2^level} to {@code (index + 1) * 2^level},
     * the end excluded. Level 0 is the leaf hashes.
     *
     * @param level 0 to 62
     * @param index 0 or more; the subtree lies within the tree
     * @throws HashUnavailableException when it cannot be had
     */
    Hash read(int level, long index);
}
