package dev.remit.ledger.witness;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.Parsed;
import dev.remit.ledger.tlog.Checkpoint;
import dev.remit.ledger.tlog.TileHashes;
import dev.remit.ledger.tree.HashUnavailableException;
import dev.remit.ledger.tree.Prover;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets a witness follow a log that does not ask for cosignatures: reads what it publishes and makes the proofs from its
 * tiles. Nothing is read but a checkpoint before the log's signature on that was verified. Not for use by many threads;
 * several followers may share a witness.
 */
public final class Follower {
    /** How often a look begins anew because the log asked the witness itself meanwhile. */
    private static final int TRIES = 3;

    private final Witness witness;
    private final PublishedLog log;

    public Follower(Witness witness, PublishedLog log) {
        this.witness = witness;
        this.log = log;
    }

    /** What one look found. */
    public sealed interface Look {
        /** The log grew, and the witness cosigned. */
        record Cosigned(String origin, long size) implements Look {}

        /** The witness has cosigned this head before. */
        record Unchanged(String origin, long size) implements Look {}

        /** The witness will not cosign what is published; sentences say why. */
        record Refused(String why) implements Look {}

        /** Nothing could be found out now; sentences say why. */
        record Unreachable(String why) implements Look {}
    }

    /** Looks once. Never throws for what a log publishes. */
    public Look look() {
        Optional<byte[]> bytes;
        try {
            bytes = log.checkpoint();
        } catch (IOException e) {
            return new Look.Unreachable(String.valueOf(e.getMessage()));
        }
        if (bytes.isEmpty()) {
            return new Look.Unreachable(
                    "There is no " + log.place() + ". Check the address, or wait for the log's" + " first checkpoint.");
        }
        return switch (Note.parse(bytes.get())
                .then(note ->
                        Checkpoint.parse(note.text()).then(head -> new Parsed.WellFormed<>(new Signed(note, head))))) {
            case Parsed.Malformed<Signed>(String finding) -> new Look.Refused(log.place() + ": " + finding);
            case Parsed.WellFormed<Signed>(Signed found) -> consider(found);
        };
    }

    private record Signed(Note note, Checkpoint head) {}

    private Look consider(Signed found) {
        Optional<Testimony.Refused> objection = witness.objection(found.head(), found.note());
        if (objection.isPresent()) {
            return new Look.Refused(log.place() + ": " + objection.get().why());
        }
        String origin = found.head().origin();
        for (int i = 0; i < TRIES; i++) {
            if (witness.checkpoint(origin)
                    .map(Note::text)
                    .equals(Optional.of(found.note().text()))) {
                return new Look.Unchanged(origin, found.head().size());
            }
            long known = witness.size(origin);
            if (found.head().size() < known) {
                return new Look.Refused(
                        log.place() + " went back: it shows " + found.head().size() + " entries, and the"
                                + " witness has cosigned " + known
                                + ". The log was restored or rolled back, or a cache answered."
                                + " If it stays so, keep both checkpoints as evidence.");
            }
            Testimony testimony;
            try {
                Prover prover = new Prover(new TileHashes(found.head().size(), log));
                testimony = witness.cosign(AddCheckpoint.of(
                        known, prover.consistency(known, found.head().size()).path(), found.note()));
            } catch (HashUnavailableException e) {
                return new Look.Unreachable(String.valueOf(e.getMessage()));
            }
            switch (testimony) {
                case Testimony.Given _ -> {
                    return new Look.Cosigned(origin, found.head().size());
                }
                case Testimony.Refused(Testimony.Ground ground, String why) -> {
                    return ground == Testimony.Ground.UNAVAILABLE
                            ? new Look.Unreachable(why)
                            : new Look.Refused(log.place() + ": " + why);
                }
                case Testimony.Conflict _ -> {} // it moved on meanwhile
            }
        }
        return new Look.Unreachable("The log asks the witness itself, faster than it can be followed.");
    }
}
