package dev.remit.ledger.log;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.tree.ConsistencyProof;
import java.util.List;

/** Somebody who is asked to cosign each head, as a witness does. */
@FunctionalInterface
public interface Endorser {
    /**
     * Asks once. Called on a thread of its own, and interrupted when the publisher does not want to wait any longer.
     *
     * @param oldSize of the head that this one endorsed last, as far as the publisher knows
     * @param proof from there to the head at hand
     * @param signed the head, signed by the log
     * @return the cosignatures; none if it refuses. What it throws counts as a failure, and is reported
     */
    List<NoteSignature> endorse(long oldSize, ConsistencyProof proof, Note signed) throws Exception;
}
