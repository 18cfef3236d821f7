package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.tree.Verdict;
import java.util.List;

/** What the check of a proof file found. */
public sealed interface ProofCheck {
    /**
     * The entry is in the log, at this place.
     *
     * @param index its place, 0 or more
     * @param checkpoint the head that contains it
     * @param witnesses who cosigned that head
     */
    record Proven(long index, Checkpoint checkpoint, List<Endorsement.Cosigned> witnesses) implements ProofCheck {}

    /** The checkpoint in the file is not to be believed. */
    record NotTrusted(CheckpointCheck.Rejected why) implements ProofCheck {}

    /** The checkpoint is good; the entry is not shown to be under it. */
    record NotIncluded(Verdict.Reason reason) implements ProofCheck {}
}
