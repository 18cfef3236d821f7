package dev.remit.ledger.witness;

import dev.remit.ledger.note.NoteSignature;
import java.util.List;

/** What became of asking a witness. */
public sealed interface Cosigning {
    /**
     * The witness cosigned.
     *
     * @param signatures one or more, each verified with the witness's key
     */
    record Cosigned(List<NoteSignature> signatures) implements Cosigning {
        public Cosigned {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * The witness has seen a larger tree than this one: the log went back, as after a restore from a backup. Nothing that
     * is signed under this origin can be cosigned any more before the log is that large again with the same entries.
     *
     * @param knownSize larger than the size that was to be cosigned
     */
    record Behind(long knownSize) implements Cosigning {}

    /**
     * The witness said no, or its answer is not to be believed. Asking the same again will not help.
     *
     * @param why a sentence for the log's operator
     */
    record Refused(String why) implements Cosigning {}

    /**
     * There was no answer, or none now. Ask again later.
     *
     * @param why a sentence for the log's operator
     */
    record Unreachable(String why) implements Cosigning {}
}
