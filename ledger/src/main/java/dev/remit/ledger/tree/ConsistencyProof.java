package dev.remit.ledger.tree;

import java.util.List;

/**
 * The hashes that show one tree to be the beginning of a later one (RFC 9162, section 2.1.4).
 *
 * <p>Nothing in it is trusted. Immutable.
 *
 * @param oldSize leaves of the old tree, 0 or more
 * @param newSize leaves of the new tree, 0 or more
 * @param path empty when the sizes are equal or the old one is 0; at most 64 are ever useful
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {
    /** @throws IllegalArgumentException when a number is negative */
    public ConsistencyProof {
        if (oldSize < 0 || newSize < 0) {
            throw new IllegalArgumentException("no tree has " + Math.min(oldSize, newSize) + " leaves");
        }
        path = List.copyOf(path);
    }

    /**
     * Whether the new tree begins with the old one (RFC 9162, section 2.1.4.2; the two cases that the RFC leaves to
     * others are settled as in C2SP tlog-witness: every tree begins with the empty one, and a tree with itself).
     *
     * @param oldRoot from a checkpoint that was trusted
     * @param newRoot from the checkpoint that is now to be trusted
     */
    public Verdict verify(Hash oldRoot, Hash newRoot) {
        if (oldSize > newSize) {
            return new Verdict.Refuted(Verdict.Reason.SHRUNK);
        }
        if (oldSize == 0 && !oldRoot.equals(Hash.OF_EMPTY_TREE)) {
            return new Verdict.Refuted(Verdict.Reason.OLD_ROOT);
        }
        if (oldSize == newSize && !oldRoot.equals(newRoot)) {
            return new Verdict.Refuted(Verdict.Reason.NEW_ROOT);
        }
        if (oldSize == 0 || oldSize == newSize) {
            return path.isEmpty() ? new Verdict.Proven() : new Verdict.Refuted(Verdict.Reason.LENGTH);
        }
        return climb(oldRoot, newRoot);
    }

    private Verdict climb(Hash oldRoot, Hash newRoot) {
        // An old tree that is one complete subtree starts the climb itself; otherwise the first hash does.
        boolean complete = Long.bitCount(oldSize) == 1;
        if (path.isEmpty()) {
            return new Verdict.Refuted(Verdict.Reason.LENGTH);
        }
        int levels = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >>> levels;
        long last = (newSize - 1) >>> levels;
        Hash oldHash = complete ? oldRoot : path.getFirst();
        Hash newHash = oldHash;
        for (Hash sibling : complete ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return new Verdict.Refuted(Verdict.Reason.LENGTH);
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = Hash.ofNode(sibling, oldHash);
                newHash = Hash.ofNode(sibling, newHash);
                int unpaired = Long.numberOfTrailingZeros(node);
                node >>>= unpaired;
                last >>>= unpaired;
            } else {
                newHash = Hash.ofNode(newHash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return new Verdict.Refuted(Verdict.Reason.LENGTH);
        }
        if (!oldHash.equals(oldRoot)) {
            return new Verdict.Refuted(Verdict.Reason.OLD_ROOT);
        }
        return newHash.equals(newRoot) ? new Verdict.Proven() : new Verdict.Refuted(Verdict.Reason.NEW_ROOT);
    }
}
