package dev.remit.ledger.log;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.Checkpoint;

/** What a published checkpoint says; who signed it is not looked at. */
final class Published {
    private Published() {}

    static Parsed<Checkpoint> parse(byte[] signedCheckpoint) {
        return Note.parse(signedCheckpoint).then(note -> Checkpoint.parse(note.text()));
    }
}
