package dev.remit.ledger.witness;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.tree.ConsistencyProof;

/** Somebody outside who vouches that a log only grows, as the log sees them. Safe for use by many threads. */
public interface Cosigner {
    /** Who it is, for people: the name of its key. */
    String name();

    /**
     * Asks for a cosignature, once, and waits for the answer a bounded time. Never throws for what the other side does.
     *
     * @param origin of the log
     * @param oldSize the size that this witness is believed to have cosigned last; 0 when it is not known
     * @param proof from {@code oldSize} to the size of the checkpoint
     * @param signedCheckpoint as the log signed it
     */
    Cosigning ask(String origin, long oldSize, ConsistencyProof proof, Note signedCheckpoint);
}
