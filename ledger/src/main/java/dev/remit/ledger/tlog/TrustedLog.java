package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.KeyType;
import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteCheck;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody who verifies a log decided to trust, before seeing anything of it. Immutable.
 *
 * @param origin the log's name in its checkpoints
 * @param logKeys one or more keys of the log itself, of type {@link KeyType#NOTE}; a log that changes its key has two
 *     for a while
 * @param witnesses keys of type {@link KeyType#COSIGNATURE}; may be empty
 * @param quorum how many differently named witnesses must have cosigned, 0 or more
 */
public record TrustedLog(String origin, List<VerifierKey> logKeys, List<VerifierKey> witnesses, int quorum) {
    /**
     * @throws IllegalArgumentException when a key has the wrong type, the quorum is out of reach, or one public key is
     *     given to two owners, which would let one of them stand in for both
     */
    public TrustedLog {
        logKeys = List.copyOf(logKeys);
        witnesses = List.copyOf(witnesses);
        if (logKeys.isEmpty() || logKeys.stream().anyMatch(key -> key.type() != KeyType.NOTE)) {
            throw new IllegalArgumentException("a log needs a verifier key of type 0x01");
        }
        if (witnesses.stream().anyMatch(key -> key.type() != KeyType.COSIGNATURE)) {
            throw new IllegalArgumentException("the verifier keys of witnesses have type 0x04");
        }
        long names = witnesses.stream().map(VerifierKey::name).distinct().count();
        if (quorum < 0 || quorum > names) {
            throw new IllegalArgumentException(quorum + " witnesses cannot be required of " + names);
        }
        List<VerifierKey> all = new ArrayList<>(logKeys);
        all.addAll(witnesses);
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (all.get(i).sharesKeyWith(all.get(j))) {
                    throw new IllegalArgumentException("the same public key is listed twice: " + all.get(i));
                }
            }
        }
    }

    /** A log without witnesses. */
    public static TrustedLog of(String origin, VerifierKey logKey) {
        return new TrustedLog(origin, List.of(logKey), List.of(), 0);
    }

    /** Checks form, origin, signature and cosignatures of a checkpoint as it was published. Never throws. */
    public CheckpointCheck open(byte[] signedCheckpoint) {
        return switch (Note.parse(signedCheckpoint)) {
            case Parsed.Malformed<Note>(String finding) -> new CheckpointCheck.Malformed(finding);
            case Parsed.WellFormed<Note>(Note note) -> open(note);
        };
    }

    /** As {@link #open(byte[])}. */
    public CheckpointCheck open(Note note) {
        return switch (Checkpoint.parse(note.text())) {
            case Parsed.Malformed<Checkpoint>(String finding) -> new CheckpointCheck.Malformed(finding);
            case Parsed.WellFormed<Checkpoint>(Checkpoint checkpoint)
            when !checkpoint.origin().equals(origin) -> new CheckpointCheck.OtherLog(checkpoint.origin());
            case Parsed.WellFormed<Checkpoint>(Checkpoint checkpoint) -> endorsed(checkpoint, note);
        };
    }

    private CheckpointCheck endorsed(Checkpoint checkpoint, Note note) {
        switch (note.verify(logKeys)) {
            case NoteCheck.Forged(VerifierKey key) -> {
                return new CheckpointCheck.Forged(key);
            }
            case NoteCheck.Unknown() -> {
                return new CheckpointCheck.Unsigned();
            }
            case NoteCheck.Verified _ -> {} // what matters is that one of the log's keys did
        }
        List<Endorsement.Cosigned> cosigned = new ArrayList<>();
        switch (note.verify(witnesses)) {
            case NoteCheck.Forged(VerifierKey key) -> {
                return new CheckpointCheck.Forged(key);
            }
            case NoteCheck.Unknown() -> {} // counted below
            case NoteCheck.Verified(List<Endorsement> by) -> {
                for (Endorsement endorsement : by) {
                    if (endorsement instanceof Endorsement.Cosigned one) {
                        cosigned.add(one);
                    }
                }
            }
        }
        long names = cosigned.stream().map(one -> one.key().name()).distinct().count();
        return names < quorum
                ? new CheckpointCheck.TooFewWitnesses((int) names, quorum)
                : new CheckpointCheck.Trusted(checkpoint, List.copyOf(cosigned));
    }
}
