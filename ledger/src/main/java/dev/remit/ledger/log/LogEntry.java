package dev.remit.ledger.log;

import java.util.Arrays;

/**
 * One entry of a log.
 *
 * @param index 0 or more; the sequence number of its record in the journal
 * @param leaf what the tree commits to; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record LogEntry(long index, byte[] leaf, Sidecar sidecar) {
    @Override
    public boolean equals(Object other) {
        return other instanceof LogEntry that
                && index == that.index
                && Arrays.equals(leaf, that.leaf)
                && sidecar.equals(that.sidecar);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(index);
    }

    @Override
    public String toString() {
        return "LogEntry[index=%d, leaf=%d B, sidecar=%s]".formatted(index, leaf.length, sidecar);
    }
}
