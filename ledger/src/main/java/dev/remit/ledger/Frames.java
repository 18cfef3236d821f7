package dev.remit.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of a batch: one frame per record, one after the other, then zeros up to a multiple of {@value #ALIGNMENT}
 * bytes. A frame is the lengths of leaf, sidecar and state (4 bytes each, big-endian), then the three parts.
 */
final class Frames {
    static final int HEADER_BYTES = 12;
    static final int ALIGNMENT = 8;

    private Frames() {}

    static byte[] encode(JournalRecord record) {
        int parts = record.leaf().length + record.sidecar().length + record.state().length;
        return ByteBuffer.allocate(HEADER_BYTES + parts)
                .putInt(record.leaf().length)
                .putInt(record.sidecar().length)
                .putInt(record.state().length)
                .put(record.leaf())
                .put(record.sidecar())
                .put(record.state())
                .array();
    }

    /** The zeros that follow so many bytes of frames. */
    static byte[] padding(int bytes) {
        return new byte[-bytes & (ALIGNMENT - 1)];
    }

    /** @return exactly {@code count} records, or empty if the body is anything else */
    static Optional<List<JournalRecord>> decode(byte[] body, int count) {
        ByteBuffer in = ByteBuffer.wrap(body);
        List<JournalRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (in.remaining() < HEADER_BYTES) {
                return Optional.empty();
            }
            int leaf = in.getInt();
            int sidecar = in.getInt();
            int state = in.getInt();
            if (leaf < 0
                    || leaf > JournalRecord.MAX_LEAF_BYTES
                    || sidecar < 0
                    || state < 0
                    || (long) sidecar + state > JournalRecord.MAX_PAYLOAD_BYTES
                    || (long) leaf + sidecar + state > in.remaining()) {
                return Optional.empty();
            }
            records.add(new JournalRecord(bytes(in, leaf), bytes(in, sidecar), bytes(in, state)));
        }
        return in.remaining() < ALIGNMENT ? Optional.of(records) : Optional.empty();
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
