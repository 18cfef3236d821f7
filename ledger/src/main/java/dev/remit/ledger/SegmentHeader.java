package dev.remit.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The first {@value #BYTES} bytes of a segment, big-endian: magic (8), version (4), zero (4), journal id (16), sequence
 * number of its first record (8), chain value before its first batch (32), SHA-256 of all that (32).
 *
 * @param journalId random, the same in all segments of a journal
 * @param first sequence number of the first record that is or will be here
 * @param chain the chain value of the last batch before this segment; zeros in the first segment
 */
record SegmentHeader(Id journalId, long first, Chain chain) {
    static final int BYTES = 104;
    static final int VERSION = 1;
    static final String SUFFIX = ".seg";
    /** A segment has this name until its header is durable, so a file under its real name always has one. */
    static final String UNFINISHED_SUFFIX = ".seg.new";

    private static final long MAGIC = 0x52454d49_544a4e4cL; // "REMITJNL"
    private static final int CHECKED = BYTES - Hashing.BYTES;

    /** 16 bytes that no other journal has. */
    record Id(String hex) {
        static final int BYTES = 16;

        static Id of(byte[] bytes) {
            return new Id(HexFormat.of().formatHex(bytes));
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(BYTES)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(0)
                .put(journalId.bytes())
                .putLong(first)
                .put(chain.bytes());
        out.put(check(out.array()));
        return out.flip();
    }

    /** @return the header, or empty if these are not the bytes of one of this version */
    static Optional<SegmentHeader> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < BYTES || in.getLong() != MAGIC || in.getInt() != VERSION || in.getInt() != 0) {
            return Optional.empty();
        }
        byte[] id = new byte[Id.BYTES];
        in.get(id);
        long first = in.getLong();
        byte[] chain = new byte[Hashing.BYTES];
        in.get(chain);
        return first >= 0 && Arrays.equals(check(bytes), Arrays.copyOfRange(bytes, CHECKED, BYTES))
                ? Optional.of(new SegmentHeader(Id.of(id), first, Chain.of(chain)))
                : Optional.empty();
    }

    static String fileName(long first) {
        return String.format(Locale.ROOT, "%020d%s", first, SUFFIX);
    }

    private static byte[] check(byte[] bytes) {
        var digest = Hashing.sha256();
        digest.update(bytes, 0, CHECKED);
        return digest.digest();
    }
}
