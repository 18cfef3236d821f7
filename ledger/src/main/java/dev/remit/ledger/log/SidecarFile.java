package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.JournalRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The sidecars of up to 256 entries, one frame after the other: length (4 bytes, big-endian), check (4), bytes. The
 * length 0 is an erased sidecar. The check is the CRC-32C of the entry's index (8), the length (4) and the bytes: it
 * finds what a disk does to a frame, and a frame in another's place. What a person does to it is found by whoever knows
 * how the leaf commits to the sidecar.
 */
final class SidecarFile {
    /** Length and check. */
    static final int HEADER_BYTES = 8;

    /** What is where a frame should be. */
    sealed interface Frame {
        record Whole(Sidecar sidecar) implements Frame {}

        /** The length may be right, so a frame may follow. */
        record Wrong() implements Frame {}

        /** It goes beyond the end of the file. */
        record Cut() implements Frame {}
    }

    private final FileLayer.Handle handle;
    private final long size;
    private long index;
    private long position;

    /** Reads the frames of a file, the first one being that of entry {@code first}. */
    SidecarFile(FileLayer.Handle handle, long first) throws IOException {
        this.handle = handle;
        this.size = handle.size();
        this.index = first;
    }

    /** Where the next frame begins. */
    long position() {
        return position;
    }

    boolean atEnd() {
        return position >= size;
    }

    Frame next() throws IOException {
        if (size - position < HEADER_BYTES) {
            return new Frame.Cut();
        }
        ByteBuffer header = read(position, HEADER_BYTES);
        int length = header.getInt();
        if (length < 0 || length > JournalRecord.MAX_PAYLOAD_BYTES || length > size - position - HEADER_BYTES) {
            return new Frame.Cut();
        }
        byte[] bytes = read(position + HEADER_BYTES, length).array();
        position += HEADER_BYTES + length;
        return header.getInt() == check(index++, bytes) ? new Frame.Whole(Sidecar.of(bytes)) : new Frame.Wrong();
    }

    /** Passes over frames without looking into them; what is wrong with them shows in what follows. */
    void skip(int frames) throws IOException {
        for (int i = 0; i < frames && size - position >= HEADER_BYTES; i++) {
            position += HEADER_BYTES
                    + Integer.toUnsignedLong(read(position, HEADER_BYTES).getInt());
            index++;
        }
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (handle.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    static ByteBuffer frame(long index, byte[] sidecar) {
        return ByteBuffer.allocate(HEADER_BYTES + sidecar.length)
                .putInt(sidecar.length)
                .putInt(check(index, sidecar))
                .put(sidecar)
                .flip();
    }

    /** Frames one after the other, the first one being that of entry {@code first}. */
    static ByteBuffer frames(long first, List<byte[]> sidecars) {
        int bytes = sidecars.stream()
                .mapToInt(sidecar -> HEADER_BYTES + sidecar.length)
                .sum();
        ByteBuffer all = ByteBuffer.allocate(bytes);
        long index = first;
        for (byte[] sidecar : sidecars) {
            put(all, index++, sidecar);
        }
        return all.flip();
    }

    private static void put(ByteBuffer to, long index, byte[] sidecar) {
        to.putInt(sidecar.length).putInt(check(index, sidecar)).put(sidecar);
    }

    private static int check(long index, byte[] sidecar) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(12).putLong(index).putInt(sidecar.length).flip());
        crc.update(sidecar);
        return (int) crc.getValue();
    }
}
