package dev.remit.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a journal's directory holds, read and verified from the first byte to the last; changes nothing.
 *
 * @param segments in order, without gaps; the first ones may have been trimmed
 * @param unfinished segments whose making was interrupted before their header was durable; nothing is in them
 * @param end where the last segment ends; empty if there are no segments
 */
record Survey(List<Segment> segments, List<Path> unfinished, Optional<End> end) {
    private static final Pattern NAME = Pattern.compile("(\\d{1,20})\\.seg");

    /**
     * The end of the journal.
     *
     * @param segment header of the last segment
     * @param records how many records the journal accepted, trimmed ones included
     * @param chain the chain value after them
     * @param offset where the next batch goes in the last segment
     * @param lastBatch where the last whole batch starts, if the last segment has one
     * @param sealed whether everything is known to have been durable: the last batch is a seal, or a new segment had
     *     been started and nothing was written to it
     * @param tornBytes how much of an unfinished batch follows
     */
    record End(
            SegmentHeader segment,
            long records,
            Chain chain,
            long offset,
            OptionalLong lastBatch,
            boolean sealed,
            long tornBytes) {}

    /** The oldest record held. */
    long first() {
        return segments.isEmpty() ? 0 : segments.getFirst().first();
    }

    long records() {
        return end.map(End::records).orElse(0L);
    }

    long tornBytes() {
        return end.map(End::tornBytes).orElse(0L);
    }

    /** @throws JournalException of kind {@code CORRUPT} on damage to anything that may have been acknowledged */
    static Survey of(FileLayer layer, Path dir) throws IOException {
        List<Path> files = layer.list(dir);
        List<Segment> segments = files.stream()
                .flatMap(file -> segment(file).stream())
                .sorted(Comparator.comparingLong(Segment::first))
                .toList();
        List<Path> unfinished = files.stream()
                .filter(file -> file.toString().endsWith(SegmentHeader.UNFINISHED_SUFFIX))
                .sorted()
                .toList();
        Optional<End> end = Optional.empty();
        for (int i = 0; i < segments.size(); i++) {
            end = Optional.of(walk(layer, segments.get(i), end, i == segments.size() - 1));
        }
        return new Survey(segments, unfinished, end);
    }

    private static Optional<Segment> segment(Path file) {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Segment(Long.parseLong(name.group(1)), file));
        } catch (NumberFormatException e) {
            throw Refusal.damaged(file, 0, 0, "the name is no sequence number (" + e.getMessage() + ")");
        }
    }

    private static End walk(FileLayer layer, Segment segment, Optional<End> previous, boolean last) throws IOException {
        try (SegmentReader reader = SegmentReader.open(layer, segment)) {
            follows(segment, reader.header(), previous);
            OptionalLong lastBatch = OptionalLong.empty();
            boolean sealed = true;
            Optional<BatchHeader> batch = reader.peek();
            while (batch.isPresent() && reader.body(batch.get()).isPresent()) {
                lastBatch = OptionalLong.of(reader.offset());
                sealed = batch.get().isSeal();
                reader.pass(batch.get());
                batch = reader.peek();
            }
            long torn = torn(segment, reader, batch, last);
            return new End(reader.header(), reader.next(), reader.chain(), reader.offset(), lastBatch, sealed, torn);
        }
    }

    private static void follows(Segment segment, SegmentHeader header, Optional<End> previous) {
        // What was before the first segment here was trimmed, and its header tells how that ended.
        long expected = previous.map(End::records).orElse(header.first());
        Chain chain = previous.map(End::chain).orElse(header.first() == 0 ? Chain.START : header.chain());
        if (header.first() != expected) {
            throw Refusal.damaged(
                    segment.file(), 0, expected, "a segment is missing: the one that starts with record " + expected);
        }
        if (previous.isPresent() && !previous.get().segment().journalId().equals(header.journalId())) {
            throw Refusal.damaged(segment.file(), 0, expected, "the segment belongs to another journal");
        }
        if (!header.chain().equals(chain)) {
            throw Refusal.damaged(segment.file(), 0, expected, "the segment does not follow on the one before");
        }
    }

    /** @return how many bytes of one unfinished batch are at the end: 0 if nothing follows but zeros */
    private static long torn(Segment segment, SegmentReader reader, Optional<BatchHeader> broken, boolean last)
            throws IOException {
        long offset = reader.offset();
        long nonZero = reader.window().lastNonZero(offset);
        if (nonZero < 0) {
            return 0;
        }
        if (!last) {
            throw Refusal.damaged(
                    segment.file(), offset, reader.next(), "a batch is broken and a later segment exists");
        }
        if (broken.isPresent() && nonZero >= offset + broken.get().bytes()) {
            throw Refusal.damaged(
                    segment.file(), offset, reader.next(), "a batch is broken and more was written after it");
        }
        Optional<Long> later = reader.laterBatch(nonZero);
        if (later.isPresent()) {
            throw Refusal.damaged(
                    segment.file(),
                    offset,
                    reader.next(),
                    "a batch is broken and another one follows at offset " + later.get());
        }
        return nonZero + 1 - offset;
    }
}
