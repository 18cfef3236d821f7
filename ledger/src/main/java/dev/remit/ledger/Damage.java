package dev.remit.ledger;

import java.nio.file.Path;

/** Words for what must not be repaired silently. */
final class Damage {
    private Damage() {}

    static JournalException at(Path file, long offset, long sequence, String what) {
        return new JournalException(
                JournalException.Kind.CORRUPT,
                "The journal is damaged: " + what + " (" + file + ", offset " + offset + ", sequence " + sequence
                        + "). Records that were acknowledged would be lost, so it was not opened and nothing was changed."
                        + " Copy the directory as it is, check the disk, and restore the journal from a backup.");
    }
}
