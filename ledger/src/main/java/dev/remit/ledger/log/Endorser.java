package dev.remit.ledger.log;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;
import dev.remit.ledger.tree.ConsistencyProof;
import java.io.Serial;
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
     * @throws Ahead if it knows of more entries than the log has
     */
    List<NoteSignature> endorse(long oldSize, ConsistencyProof proof, Note signed) throws Exception;

    /** It endorsed a larger head than the log has: the log went back, and whatever it signs from here on is a fork. */
    final class Ahead extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        /** @param message says who knows of how much, and what to do */
        public Ahead(String message) {
            super(message);
        }
    }
}
