package dev.remit.gateway.publish;

import dev.remit.ledger.tlog.Checkpoint;

/**
 * A log that was left for one of another name over the same entries.
 *
 * @param verifier its public key, as text
 * @param checkpoint the last of its checkpoints that the new log is known to begin with
 */
public record Embedded(String verifier, Checkpoint checkpoint) {
    /** The extension line by which every checkpoint of the new log says so. */
    String line() {
        return "continues " + checkpoint.origin() + " " + checkpoint.size() + " "
                + checkpoint.root().base64();
    }
}
