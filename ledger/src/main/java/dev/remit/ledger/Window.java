package dev.remit.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads a file forward in large pieces and hands it out in small ones. Not thread-safe. */
final class Window {
    private static final int BYTES = 256 << 10;

    private final FileLayer.Handle file;
    private final ByteBuffer piece;
    private long start;

    Window(FileLayer.Handle file) throws IOException {
        this.file = file;
        this.piece = ByteBuffer.allocate((int) Math.min(BYTES, file.size() + 1)).limit(0);
    }

    /** @return up to {@code length} bytes; fewer only if the file ends before */
    byte[] read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && available(offset + bytes.position()) > 0) {
            int at = (int) (offset + bytes.position() - start);
            int take = Math.min(bytes.remaining(), piece.limit() - at);
            bytes.put(piece.slice(at, take));
        }
        return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
    }

    /** @return the offset of the last byte from {@code from} on that is not zero, or -1 */
    long lastNonZero(long from) throws IOException {
        long last = -1;
        for (long at = from; available(at) > 0; at = start + piece.limit()) {
            for (int i = (int) (at - start); i < piece.limit(); i++) {
                if (piece.get(i) != 0) {
                    last = start + i;
                }
            }
        }
        return last;
    }

    /** How many bytes from that offset on are in memory, after reading if need be; 0 at the end of the file. */
    private int available(long offset) throws IOException {
        if (offset >= start && offset < start + piece.limit()) {
            return (int) (start + piece.limit() - offset);
        }
        start = offset;
        piece.clear();
        boolean more = true;
        while (more && piece.hasRemaining()) {
            more = file.read(piece, start + piece.position()) >= 0;
        }
        piece.flip();
        return piece.limit();
    }
}
