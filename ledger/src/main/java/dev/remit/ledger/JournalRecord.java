package dev.remit.ledger;

import java.util.Arrays;

/**
 * What one call leaves behind, as three opaque parts that become durable together or not at all.
 *
 * <p>The arrays are not copied here: whoever builds a record must not change them until it was handed to a journal.
 * A journal has its own copy when {@link Journal#submit} returns. {@link #toString} shows sizes, never content.
 *
 * @param leaf what is public for good: commitments only; at most {@value #MAX_LEAF_BYTES} bytes, because an entry
 *     bundle of a tiled transparency log (C2SP tlog-tiles, "Log entries") has a 16-bit length
 * @param sidecar what opens the commitments, sealed under the subject's key; may be empty
 * @param state the change of state that this record makes, for projections that are replayed; may be empty. Sidecar and
 *     state together have at most {@value #MAX_PAYLOAD_BYTES} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record JournalRecord(byte[] leaf, byte[] sidecar, byte[] state) {
    public static final int MAX_LEAF_BYTES = 65_535;
    public static final int MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

    /** @throws JournalException of kind {@code TOO_LARGE}: no journal could take this record */
    public JournalRecord {
        if (leaf.length > MAX_LEAF_BYTES) {
            throw new JournalException(
                    JournalException.Kind.TOO_LARGE,
                    "The leaf has " + leaf.length + " bytes; at most " + MAX_LEAF_BYTES
                            + " fit. Put a digest into the leaf and the content into the sidecar.");
        }
        long payload = (long) sidecar.length + state.length;
        if (payload > MAX_PAYLOAD_BYTES) {
            throw new JournalException(
                    JournalException.Kind.TOO_LARGE,
                    "Sidecar and state have " + payload + " bytes together; at most " + MAX_PAYLOAD_BYTES
                            + " fit. Refuse the call, or keep the content outside and its digest in the record.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalRecord that
                && Arrays.equals(leaf, that.leaf)
                && Arrays.equals(sidecar, that.sidecar)
                && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(leaf) + Arrays.hashCode(sidecar)) + Arrays.hashCode(state);
    }

    @Override
    public String toString() {
        return "JournalRecord[leaf=%d B, sidecar=%d B, state=%d B]"
                .formatted(leaf.length, sidecar.length, state.length);
    }
}
