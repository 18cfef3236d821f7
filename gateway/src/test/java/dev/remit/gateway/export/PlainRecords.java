package dev.remit.gateway.export;

import dev.remit.gateway.trail.Records;
import dev.remit.gateway.trail.TrailException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** So many entries of calls; every seventh is erased. */
final class PlainRecords implements Records {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    final AtomicLong size = new AtomicLong();
    String filling = "";
    long broken = -1;

    PlainRecords(long size) {
        this.size.set(size);
    }

    @Override
    public long size() {
        return size.get();
    }

    @Override
    public Opened read(long sequence) {
        if (sequence == broken) {
            throw TrailException.unreadable("entry " + sequence + " cannot be read", null);
        }
        String id = "id-" + sequence;
        Instant at = START.plusSeconds(sequence);
        return sequence % 7 == 6
                ? new Opened.Erased(sequence, id, at)
                : new Opened.Clear(
                        sequence,
                        id,
                        at,
                        30,
                        new TreeMap<>(Map.of(
                                "event",
                                "call",
                                "agent",
                                "helper",
                                "subject",
                                "CUS-4711",
                                "decision",
                                "allow",
                                "tool",
                                "t" + filling)),
                        null);
    }
}
