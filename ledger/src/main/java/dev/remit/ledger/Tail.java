package dev.remit.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The end of the journal, where batches are added. Used by one thread.
 *
 * <p>Every method that throws {@link FileLayer.NoSpaceException} has left the disk as it was before, durably; after any
 * other {@link IOException} what is on disk is not known, and the tail MUST NOT be used again.
 */
final class Tail implements Closeable {
    /**
     * Written piece by piece: for a larger write Linux may look for one larger piece of memory for its cache, and where
     * memory is scarce or not yet given to a virtual machine, finding one takes ten times as long.
     */
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 << 10).asReadOnlyBuffer();

    private final FileLayer layer;
    private final Path dir;
    private final JournalOptions options;
    private final ByteBuffer buffer;
    private final NextSegment following;

    private SegmentHeader segment;
    /** What {@link #segment()} says: made once, because it is asked for after each batch, and a name is formatted slowly. */
    private Segment shown;

    private FileLayer.Handle file;
    private long end;
    private long reserved;
    private long next;
    private Chain chain;

    private Tail(
            FileLayer layer,
            Path dir,
            JournalOptions options,
            NextSegment following,
            SegmentHeader segment,
            FileLayer.Handle file,
            long end,
            long reserved,
            long next,
            Chain chain) {
        this.layer = layer;
        this.dir = dir;
        this.options = options;
        this.buffer = ByteBuffer.allocateDirect(options.groupBytes() + BatchHeader.BYTES + Frames.ALIGNMENT);
        this.following = following;
        this.segment = segment;
        this.shown = shown(dir, segment);
        this.file = file;
        this.end = end;
        this.reserved = reserved;
        this.next = next;
        this.chain = chain;
    }

    /** Starts a journal in an empty directory. */
    static Tail begin(FileLayer layer, Path dir, JournalOptions options, NextSegment following) throws IOException {
        byte[] id = new byte[SegmentHeader.Id.BYTES];
        options.random().nextBytes(id);
        SegmentHeader segment = new SegmentHeader(SegmentHeader.Id.of(id), 0, Chain.START);
        FileLayer.Handle file = create(layer, dir, segment);
        return new Tail(
                layer,
                dir,
                options,
                following,
                segment,
                file,
                SegmentHeader.BYTES,
                SegmentHeader.BYTES,
                0,
                segment.chain());
    }

    /**
     * Continues where a survey found the end. Whatever it read may exist in memory only, because the last sync may never
     * have happened, or may have failed and left pages that look written. So the last batch is written again, as it is,
     * and synced, before anybody builds on it.
     */
    static Tail resume(FileLayer layer, Path dir, JournalOptions options, NextSegment following, Survey.End found)
            throws IOException {
        FileLayer.Handle file = layer.openForWriting(
                dir.resolve(SegmentHeader.fileName(found.segment().first())));
        try {
            if (found.lastBatch().isPresent()) {
                long at = found.lastBatch().getAsLong();
                byte[] batch = new Window(file).read(at, Math.toIntExact(found.offset() - at));
                file.write(ByteBuffer.wrap(batch), at);
            }
            if (found.tornBytes() > 0) {
                file.truncate(found.offset());
            }
            file.force();
            layer.forceDirectory(dir);
            Tail tail = new Tail(
                    layer,
                    dir,
                    options,
                    following,
                    found.segment(),
                    file,
                    found.offset(),
                    file.size(),
                    found.records(),
                    found.chain());
            if (!found.sealed() || found.tornBytes() > 0) {
                tail.seal();
            }
            return tail;
        } catch (IOException e) {
            throw closing(file, e);
        }
    }

    /** How many records are durable. */
    long size() {
        return next;
    }

    /** The segment that the last batch went to. */
    Segment segment() {
        return shown;
    }

    /** Adds one batch and returns when it is durable. */
    void append(List<byte[]> frames) throws IOException {
        long content = 0;
        for (byte[] frame : frames) {
            content += frame.length;
        }
        byte[] padding = Frames.padding(Math.toIntExact(content));
        long bytes = BatchHeader.BYTES + content + padding.length;
        BatchHeader header;
        try {
            if (!frames.isEmpty() && end + bytes > options.segmentBytes() && next > segment.first()) {
                startSegment();
            }
            BatchHeader.Place place = new BatchHeader.Place(segment.journalId(), segment.first(), end);
            header = BatchHeader.over(frames, padding, place, next, chain);
            reserve(end + bytes);
            write(header.encode(place), frames, padding);
        } catch (FileLayer.NoSpaceException e) {
            undo(e);
            if (following.drop()) {
                append(frames); // there is room now
                return;
            }
            throw e;
        }
        file.force();
        end += bytes;
        next = header.next();
        chain = header.chain();
        if (end > options.segmentBytes() / 4) {
            following.prepare();
        }
    }

    /** Starts a new segment, unless the last one has no records yet; returns when it is durable. */
    void rotate() throws IOException {
        if (next > segment.first()) {
            try {
                startSegment();
            } catch (FileLayer.NoSpaceException e) {
                undo(e);
                throw e;
            }
        }
    }

    /** States that all before is durable, so that damage to it is never taken for an unfinished write. */
    void seal() throws IOException {
        append(List.of());
    }

    @Override
    public void close() throws IOException {
        try (FileLayer.Handle last = file) {
            following.close();
        }
    }

    private void write(ByteBuffer header, List<byte[]> frames, byte[] padding) throws IOException {
        buffer.clear().put(header);
        long at = end;
        for (byte[] frame : frames) {
            at = put(frame, at);
        }
        at = put(padding, at);
        file.write(buffer.flip(), at);
    }

    /** An ordinary batch is one write; only a record larger than the buffer takes several. */
    private long put(byte[] bytes, long position) throws IOException {
        long at = position;
        for (int done = 0; done < bytes.length; ) {
            if (!buffer.hasRemaining()) {
                int full = buffer.flip().remaining();
                file.write(buffer, at);
                at += full;
                buffer.clear();
            }
            int piece = Math.min(buffer.remaining(), bytes.length - done);
            buffer.put(bytes, done, piece);
            done += piece;
        }
        return at;
    }

    /** Fills with zeros up to a multiple of the step, or as far as needed, if the room reserved before is used up. */
    private void reserve(long needed) throws IOException {
        if (needed <= reserved) {
            return;
        }
        long step = options.reserveBytes();
        long goal = Math.max(needed, Math.min((needed + step - 1) / step * step, options.segmentBytes()));
        zeros(file, reserved, goal);
        reserved = goal;
    }

    /** Writes zeros from one position up to another. */
    static void zeros(FileLayer.Handle file, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            int length = (int) Math.min(ZEROS.capacity(), to - at);
            file.write(ZEROS.slice(0, length), at);
            at += length;
        }
    }

    private void startSegment() throws IOException {
        file.truncate(end);
        reserved = end;
        SegmentHeader header = new SegmentHeader(segment.journalId(), next, chain);
        Optional<FileLayer.Handle> ready = following.take();
        FileLayer.Handle created = ready.isPresent()
                ? named(layer, dir, header, following.path(), ready.get())
                : create(layer, dir, header);
        FileLayer.Handle finished = file;
        file = created;
        segment = header;
        shown = shown(dir, header);
        end = SegmentHeader.BYTES;
        reserved = ready.isPresent() ? options.segmentBytes() : end;
        finished.close();
    }

    private void undo(FileLayer.NoSpaceException reason) throws IOException {
        try {
            file.truncate(end);
            file.force();
            reserved = end;
        } catch (IOException e) {
            e.addSuppressed(reason);
            throw new IOException("a write that found no room could not be undone: " + e.getMessage(), e);
        }
    }

    private static FileLayer.Handle create(FileLayer layer, Path dir, SegmentHeader segment) throws IOException {
        Path path = path(dir, segment);
        Path unfinished = path.resolveSibling(
                String.valueOf(path.getFileName()).replace(SegmentHeader.SUFFIX, SegmentHeader.UNFINISHED_SUFFIX));
        return named(layer, dir, segment, unfinished, layer.create(unfinished));
    }

    /** The real name appears only over a durable header. */
    private static FileLayer.Handle named(
            FileLayer layer, Path dir, SegmentHeader segment, Path unfinished, FileLayer.Handle file)
            throws IOException {
        try {
            file.write(segment.encode(), 0);
            file.force();
            layer.rename(unfinished, path(dir, segment));
            layer.forceDirectory(dir);
            return file;
        } catch (IOException e) {
            throw closing(file, e);
        }
    }

    private static Segment shown(Path dir, SegmentHeader segment) {
        return new Segment(segment.first(), path(dir, segment));
    }

    private static Path path(Path dir, SegmentHeader segment) {
        return dir.resolve(SegmentHeader.fileName(segment.first()));
    }

    private static IOException closing(FileLayer.Handle file, IOException reason) {
        try {
            file.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }
}
