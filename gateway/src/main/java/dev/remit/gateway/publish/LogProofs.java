package dev.remit.gateway.publish;

import dev.remit.gateway.trail.Proofs;
import dev.remit.gateway.trail.TrailException;
import dev.remit.ledger.log.Log;
import dev.remit.ledger.log.LogException;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.ProofFile;
import dev.remit.ledger.tree.HashUnavailableException;
import java.util.Optional;

/** Proofs of entries against the checkpoint that was published last. The entry's leaf is the proof's extra data. */
public final class LogProofs implements Proofs {
    private final Log log;

    public LogProofs(Log log) {
        this.log = log;
    }

    @Override
    public Optional<byte[]> proofFile(long sequence) {
        try {
            Optional<byte[]> published = log.published();
            if (published.isEmpty()
                    || !(Note.parse(published.get()) instanceof Parsed.WellFormed<Note>(Note note))
                    || !(Checkpoint.parse(note.text()) instanceof Parsed.WellFormed<Checkpoint>(Checkpoint head))
                    || sequence >= head.size()) {
                return Optional.empty();
            }
            return Optional.of(ProofFile.of(log.read(sequence).leaf(), log.inclusion(sequence, head.size()), note)
                    .encode());
        } catch (LogException | HashUnavailableException e) {
            throw TrailException.unreadable("The log cannot be read: " + e.getMessage(), e);
        }
    }
}
