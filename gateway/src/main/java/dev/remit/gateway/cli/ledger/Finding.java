package dev.remit.gateway.cli.ledger;

import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.tlog.Checkpoint;
import java.util.List;
import java.util.Optional;

/** What {@link Examination} found. */
sealed interface Finding {
    /**
     * The entry is in the log.
     *
     * @param index its place
     * @param head the tree that the proof leads to
     * @param compared the other checkpoint, where one was given
     * @param relation how that one stands to the proof's
     * @param witnesses who cosigned a tree that holds the entry, each once, with the latest time
     */
    record Proven(
            long index,
            Checkpoint head,
            Optional<Checkpoint> compared,
            Relation relation,
            List<Endorsement.Cosigned> witnesses)
            implements Finding {}

    /** How the checkpoint that was given stands to the proof's; consistency was proven. */
    enum Relation {
        NONE,
        SAME,
        LATER,
        EARLIER
    }

    /**
     * Nothing is proven.
     *
     * @param code for programs
     * @param why sentences: what is wrong, and what to do
     */
    record Unproven(Code code, String why) implements Finding {}

    /** Why nothing is proven. */
    enum Code {
        MALFORMED,
        OTHER_LOG,
        FOREIGN_KEY,
        FORGED,
        TOO_FEW_WITNESSES,
        NOT_INCLUDED,
        FORKED,
        OLDER_CHECKPOINT,
        NOT_COMPARED,
        /** The entry is there, and does not say what it is said to. */
        NOT_SAID
    }
}
