package dev.remit.ledger.log;

import dev.remit.ledger.FileLayer;
import dev.remit.ledger.note.Parsed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What of a log's directory reads bytes that may be anything, for fuzzing from its own package. */
public final class LogSurface {
    /** An entry of which it is the first in its file. */
    private static final long FIRST = 512;

    private LogSurface() {}

    /** @return whether this is a snapshot; written back it is the same */
    public static boolean snapshot(byte[] input) {
        return switch (Snapshot.parse(input)) {
            case Parsed.WellFormed<Snapshot>(Snapshot snapshot) -> {
                if (!Arrays.equals(input, snapshot.encode())) {
                    throw new AssertionError("accepted in another spelling");
                }
                yield true;
            }
            case Parsed.Malformed<Snapshot> malformed -> false;
        };
    }

    /** @return whether these are sidecars to the last byte; written back they are the same */
    public static boolean sidecars(byte[] input) {
        try {
            SidecarFile file = new SidecarFile(new Bytes(input), FIRST);
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            for (long index = FIRST; !file.atEnd(); index++) {
                long before = file.position();
                if (!(file.next() instanceof SidecarFile.Frame.Whole(Sidecar sidecar))) {
                    return false;
                }
                if (file.position() <= before) {
                    throw new AssertionError("it does not come to an end");
                }
                byte[] bytes = sidecar instanceof Sidecar.Present(byte[] present) ? present : new byte[0];
                again.write(SidecarFile.frame(index, bytes).array());
            }
            if (!Arrays.equals(input, again.toByteArray())) {
                throw new AssertionError("accepted in another spelling");
            }
            new SidecarFile(new Bytes(input), FIRST).skip(256);
            return input.length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is read only. */
    private record Bytes(ByteBuffer content) implements FileLayer.Handle {
        Bytes(byte[] content) {
            this(ByteBuffer.wrap(content));
        }

        @Override
        public long size() {
            return content.limit();
        }

        @Override
        public int read(ByteBuffer into, long position) {
            if (position >= content.limit()) {
                return -1;
            }
            int count = Math.min(into.remaining(), content.limit() - (int) position);
            into.put(content.slice((int) position, count));
            return count;
        }

        @Override
        public void write(ByteBuffer from, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }
}
