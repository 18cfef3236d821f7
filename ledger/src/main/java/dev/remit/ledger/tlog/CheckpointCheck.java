package dev.remit.ledger.tlog;

import dev.remit.ledger.note.Endorsement;
import dev.remit.ledger.note.VerifierKey;
import java.util.List;

/** What {@link TrustedLog#open} found. */
public sealed interface CheckpointCheck {
    /**
     * The log signed this head, and enough witnesses did.
     *
     * @param witnesses who cosigned and when, by their clocks; may be more than required
     */
    record Trusted(Checkpoint checkpoint, List<Endorsement.Cosigned> witnesses) implements CheckpointCheck {}

    /** Not to be believed, for this reason. */
    sealed interface Rejected extends CheckpointCheck {
        /** For the person who verifies: what is wrong and what to do. */
        String sentence();
    }

    /** It breaks the format. */
    record Malformed(String finding) implements Rejected {
        @Override
        public String sentence() {
            return finding + " Fetch the checkpoint again; if it stays so, ask the log's operator.";
        }
    }

    /** It is some other log's. */
    record OtherLog(String origin) implements Rejected {
        @Override
        public String sentence() {
            return "The checkpoint is of another log, \"" + origin + "\". Check the address, or the origin you trust.";
        }
    }

    /** A signature under a trusted name and id is not by that key. */
    record Forged(VerifierKey key) implements Rejected {
        @Override
        public String sentence() {
            return "A signature in the name of " + key.name()
                    + " does not verify: the checkpoint was altered. Keep it as evidence and fetch it from elsewhere.";
        }
    }

    /** No trusted key of the log signed it. */
    record Unsigned() implements Rejected {
        @Override
        public String sentence() {
            return "None of the log's trusted keys signed the checkpoint. Check that you have the log's current key, from"
                    + " a place you trust.";
        }
    }

    /** Too few trusted witnesses cosigned it. */
    record TooFewWitnesses(int found, int required) implements Rejected {
        @Override
        public String sentence() {
            return "Of the trusted witnesses, " + found + " cosigned the checkpoint and " + required
                    + " are required. Wait for the witnesses and fetch it again.";
        }
    }
}
