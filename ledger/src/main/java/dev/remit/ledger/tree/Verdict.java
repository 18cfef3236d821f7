package dev.remit.ledger.tree;

/** What the check of a proof found. */
public sealed interface Verdict {
    /** The proof holds for exactly the hashes that were given. */
    record Proven() implements Verdict {}

    /** The proof shows nothing. */
    record Refuted(Reason reason) implements Verdict {}

    /** Why a proof shows nothing. */
    enum Reason {
        OUTSIDE("The tree is too small to hold this leaf. Ask for a proof against a newer checkpoint."),
        SHRUNK("The new tree is smaller than the old one: the log went back. Keep both checkpoints as evidence."),
        LENGTH("The proof has too few or too many hashes for this leaf and tree size."),
        ROOT("The proof leads to another root: other content, another place, or another log."),
        OLD_ROOT(
                "The proof leads to another old root: the log's past is not what it was, or it is another log's proof."),
        NEW_ROOT("The proof leads to another new root: it was made for another tree.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** For the person who verifies. */
        public String sentence() {
            return sentence;
        }
    }
}
