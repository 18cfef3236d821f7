package dev.remit.ledger.witness;

import dev.remit.ledger.note.Note;
import dev.remit.ledger.note.NoteSignature;

/** What a {@link Witness} answers. */
public sealed interface Testimony {
    /**
     * It cosigns, and has made durable that it did.
     *
     * @param cosignature its line
     * @param checkpoint the checkpoint with the log's signatures that the witness trusts, and this one
     */
    record Given(NoteSignature cosignature, Note checkpoint) implements Testimony {}

    /**
     * The request does not begin where the witness is.
     *
     * @param size what it cosigned last for this log, 0 or more
     */
    record Conflict(long size) implements Testimony {}

    /**
     * It does not cosign.
     *
     * @param why sentences: what is wrong, and what to do
     */
    record Refused(Ground ground, String why) implements Testimony {}

    /** Why a witness does not cosign. */
    enum Ground {
        MALFORMED(400),
        /** No trusted key of the log signed, or a signature in its name is false. */
        UNTRUSTED(403),
        /** The witness watches no such log. */
        UNKNOWN_LOG(404),
        /** The log did not only grow, or this is not shown. */
        INCONSISTENT(422),
        /** The witness cannot keep what it would vouch for. */
        UNAVAILABLE(503);

        private final int status;

        Ground(int status) {
            this.status = status;
        }

        /** The status of HTTP for it. */
        public int status() {
            return status;
        }
    }
}
