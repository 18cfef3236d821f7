package dev.remit.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first {@value #BYTES} bytes of a batch, big-endian: magic (8), number of records (4), bytes of the body (4),
 * sequence number of the first record (8), chain value before this batch (32), chain value of this batch (32), check of
 * this header (8).
 *
 * <p>The chain value is SHA-256 over journal id, place, number, length, sequence, chain value before, and body. The
 * check is the start of SHA-256 over journal id, place and the header. Both bind the batch to its journal and place, so a
 * batch that was copied, moved or left over is none; and nobody who writes records can write something that looks like
 * a batch without knowing the journal id, which is in no record.
 *
 * <p>A batch without records is a <em>seal</em>: it says that all before it is durable.
 */
record BatchHeader(int count, int bodyBytes, long first, Chain before, Chain chain) {
    static final int BYTES = 96;
    static final int MAX_BODY_BYTES = 64 << 20;
    static final long MAGIC = 0x524d5442_41544348L; // "RMTBATCH"

    private static final int CHECKED = 88;

    /** Where in which journal a batch is. */
    record Place(SegmentHeader.Id journalId, long segment, long offset) {
        private void into(MessageDigest digest) {
            digest.update(journalId.bytes());
            digest.update(
                    ByteBuffer.allocate(16).putLong(segment).putLong(offset).array());
        }
    }

    static BatchHeader over(List<byte[]> frames, byte[] padding, Place place, long first, Chain before) {
        int bytes = padding.length;
        for (byte[] frame : frames) {
            bytes = Math.addExact(bytes, frame.length);
        }
        MessageDigest digest = start(place, frames.size(), bytes, first, before);
        frames.forEach(digest::update);
        digest.update(padding);
        return new BatchHeader(frames.size(), bytes, first, before, Chain.of(digest.digest()));
    }

    /** @return the header, or empty if these are not the bytes of one at that place */
    static Optional<BatchHeader> decode(byte[] bytes, Place place) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < BYTES || in.getLong() != MAGIC) {
            return Optional.empty();
        }
        int count = in.getInt();
        int bodyBytes = in.getInt();
        long first = in.getLong();
        byte[] before = new byte[Hashing.BYTES];
        byte[] chain = new byte[Hashing.BYTES];
        in.get(before).get(chain);
        boolean genuine = Arrays.equals(check(bytes, place), Arrays.copyOfRange(bytes, CHECKED, BYTES));
        return genuine && count >= 0 && first >= 0 && bodyBytes >= 0 && bodyBytes <= MAX_BODY_BYTES
                ? Optional.of(new BatchHeader(count, bodyBytes, first, Chain.of(before), Chain.of(chain)))
                : Optional.empty();
    }

    ByteBuffer encode(Place place) {
        ByteBuffer out = ByteBuffer.allocate(BYTES)
                .putLong(MAGIC)
                .putInt(count)
                .putInt(bodyBytes)
                .putLong(first)
                .put(before.bytes())
                .put(chain.bytes());
        out.put(check(out.array(), place));
        return out.flip();
    }

    boolean covers(byte[] body, Place place) {
        MessageDigest digest = start(place, count, bodyBytes, first, before);
        digest.update(body);
        return Chain.of(digest.digest()).equals(chain);
    }

    boolean isSeal() {
        return count == 0;
    }

    long bytes() {
        return (long) BYTES + bodyBytes;
    }

    long next() {
        return first + count;
    }

    private static MessageDigest start(Place place, int count, int bodyBytes, long first, Chain before) {
        MessageDigest digest = Hashing.sha256();
        place.into(digest);
        digest.update(ByteBuffer.allocate(16)
                .putInt(count)
                .putInt(bodyBytes)
                .putLong(first)
                .array());
        digest.update(before.bytes());
        return digest;
    }

    private static byte[] check(byte[] bytes, Place place) {
        MessageDigest digest = Hashing.sha256();
        place.into(digest);
        digest.update(bytes, 0, CHECKED);
        return Arrays.copyOf(digest.digest(), BYTES - CHECKED);
    }
}
