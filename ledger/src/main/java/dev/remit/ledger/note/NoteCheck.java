package dev.remit.ledger.note;

import java.util.List;

/** What the check of a note's signatures found. */
public sealed interface NoteCheck {
    /**
     * The text may be believed as far as these keys are.
     *
     * @param by one or more, each key once, in the order of the note
     */
    record Verified(List<Endorsement> by) implements NoteCheck {}

    /** A signature names a known key and is not by it, so the whole note is rejected. */
    record Forged(VerifierKey key) implements NoteCheck {}

    /** No known key signed; the text must be ignored. */
    record Unknown() implements NoteCheck {}
}
