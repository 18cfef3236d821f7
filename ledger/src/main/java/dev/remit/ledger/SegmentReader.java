package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Goes through the batches of one segment, from the first one on. It trusts nothing: what is not a whole batch that
 * follows on the one before is not handed out. Not thread-safe.
 */
final class SegmentReader implements Closeable {
    private final Path path;
    private final FileLayer.Handle file;
    private final Window window;
    private final SegmentHeader header;
    private long offset = SegmentHeader.BYTES;
    private long next;
    private Chain chain;

    private SegmentReader(Path path, FileLayer.Handle file, Window window, SegmentHeader header) {
        this.path = path;
        this.file = file;
        this.window = window;
        this.header = header;
        this.next = header.first();
        this.chain = header.chain();
    }

    /** @throws JournalException of kind {@code CORRUPT} if the file does not start as this segment must */
    static SegmentReader open(FileLayer layer, Segment segment) throws IOException {
        FileLayer.Handle file = layer.openForReading(segment.file());
        try {
            Window window = new Window(file);
            SegmentHeader header = SegmentHeader.decode(window.read(0, SegmentHeader.BYTES))
                    .filter(found -> found.first() == segment.first())
                    .orElseThrow(() -> Refusal.damaged(
                            segment.file(), 0, segment.first(), "the file does not start with its segment header"));
            SegmentReader reader = new SegmentReader(segment.file(), file, window, header);
            file = null;
            return reader;
        } finally {
            if (file != null) {
                file.close();
            }
        }
    }

    SegmentHeader header() {
        return header;
    }

    /** Where the next batch starts, or would start. */
    long offset() {
        return offset;
    }

    /** The sequence number that comes next. */
    long next() {
        return next;
    }

    Chain chain() {
        return chain;
    }

    Window window() {
        return window;
    }

    /**
     * The header of the batch that starts at {@link #offset}, if one does.
     *
     * @throws JournalException of kind {@code CORRUPT} if a genuine batch is here that does not follow on the last
     */
    Optional<BatchHeader> peek() throws IOException {
        Optional<BatchHeader> found = headerAt(offset);
        if (found.isPresent()
                && (found.get().first() != next || !found.get().before().equals(chain))) {
            throw Refusal.damaged(path, offset, next, "the batch here does not follow on the one before");
        }
        return found;
    }

    /** The body of the batch that was peeked at, if it is whole and unchanged. */
    Optional<byte[]> body(BatchHeader batch) throws IOException {
        byte[] body = window.read(offset + BatchHeader.BYTES, batch.bodyBytes());
        return body.length == batch.bodyBytes() && batch.covers(body, place(offset))
                ? Optional.of(body)
                : Optional.empty();
    }

    void pass(BatchHeader batch) {
        offset += batch.bytes();
        next = batch.next();
        chain = batch.chain();
    }

    /** Where the first header of a batch starts after {@link #offset} and up to {@code last}; there should be none. */
    Optional<Long> laterBatch(long last) throws IOException {
        for (long at = offset + Frames.ALIGNMENT; at <= last; at += Frames.ALIGNMENT) {
            if (headerAt(at).isPresent()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private Optional<BatchHeader> headerAt(long at) throws IOException {
        return BatchHeader.decode(window.read(at, BatchHeader.BYTES), place(at));
    }

    private BatchHeader.Place place(long at) {
        return new BatchHeader.Place(header.journalId(), header.first(), at);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
