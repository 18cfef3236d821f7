package dev.remit.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was durable at some moment, and may be shown: a number of records, and the segments that hold those of them that
 * were not trimmed. Immutable; the files behind it only grow, until a trim deletes them.
 */
record Extent(long size, List<Segment> segments) {

    Extent with(long records, Segment last) {
        if (segments.getLast().first() == last.first()) {
            return new Extent(records, segments);
        }
        List<Segment> more = new ArrayList<>(segments);
        more.add(last);
        return new Extent(records, List.copyOf(more));
    }

    /** The oldest record held. */
    long first() {
        return segments.getFirst().first();
    }

    /** The segments that hold nothing but records before that one; never the last segment. */
    List<Segment> before(long sequence) {
        int count = 0;
        while (count + 1 < segments.size() && segments.get(count + 1).first() <= sequence) {
            count++;
        }
        return segments.subList(0, count);
    }

    Extent without(List<Segment> oldest) {
        return new Extent(size, segments.subList(oldest.size(), segments.size()));
    }

    /** The same without the records from {@code end} on. */
    Extent upTo(long end) {
        return new Extent(end, segments);
    }

    /** Shows the records from {@code from} on; one batch is in memory at a time. */
    void replay(FileLayer layer, long from, Journal.Visitor visitor) throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i + 1 == segments.size();
            long end = last ? size : Math.min(size, segments.get(i + 1).first());
            if (from < end && segments.get(i).first() < end) {
                replay(layer, segments.get(i), from, end, visitor);
            }
        }
    }

    private static void replay(FileLayer layer, Segment segment, long from, long end, Journal.Visitor visitor)
            throws IOException {
        try (SegmentReader reader = SegmentReader.open(layer, segment)) {
            while (reader.next() < end) {
                BatchHeader batch = reader.peek().orElseThrow(() -> gone(segment, reader));
                if (batch.next() > from) {
                    show(segment, reader, batch, from, end, visitor);
                }
                reader.pass(batch);
            }
        }
    }

    private static void show(
            Segment segment, SegmentReader reader, BatchHeader batch, long from, long end, Journal.Visitor visitor)
            throws IOException {
        Optional<List<JournalRecord>> records = reader.body(batch).flatMap(body -> Frames.decode(body, batch.count()));
        long sequence = batch.first();
        for (JournalRecord record : records.orElseThrow(() -> gone(segment, reader))) {
            if (sequence >= from && sequence < end) {
                visitor.visit(sequence, record);
            }
            sequence++;
        }
    }

    private static JournalException gone(Segment segment, SegmentReader reader) {
        return Refusal.damaged(
                segment.file(), reader.offset(), reader.next(), "a batch that was durable is broken or gone");
    }
}
