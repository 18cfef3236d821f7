package dev.remit.ledger.log;

import dev.remit.ledger.Health;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalRecord;
import dev.remit.ledger.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A journal whose records are durable at once, and whose leaves begin with the hash of their sidecar. */
final class MemoryJournal implements Journal {
    private final List<JournalRecord> records = new ArrayList<>();
    private long size;
    private long first;

    /** Of so many records; the same ones for the same seed, whatever their number. */
    static MemoryJournal of(int count, long seed, int sidecarBytes) {
        MemoryJournal journal = new MemoryJournal();
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            byte[] sidecar = new byte[random.nextInt(sidecarBytes + 1)];
            random.nextBytes(sidecar);
            byte[] leaf = ("leaf " + i + " " + Hash.sha256(sidecar)).getBytes(StandardCharsets.UTF_8);
            journal.records.add(new JournalRecord(leaf, sidecar, new byte[0]));
        }
        journal.size = count;
        return journal;
    }

    /** Shows only so many. */
    MemoryJournal upTo(long shown) {
        size = shown;
        return this;
    }

    @Override
    public void trim(long before) {
        first = before;
    }

    List<JournalRecord> records() {
        return records;
    }

    static Optional<String> check(LogEntry entry) {
        if (entry.sidecar() instanceof Sidecar.Present(byte[] bytes)) {
            String leaf = new String(entry.leaf(), StandardCharsets.UTF_8);
            return leaf.endsWith(Hash.sha256(bytes).toString())
                    ? Optional.empty()
                    : Optional.of("the leaf does not commit to the sidecar");
        }
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Long> submit(JournalRecord record) {
        records.add(record);
        size = records.size();
        return CompletableFuture.completedFuture(size - 1);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long first() {
        return first;
    }

    @Override
    public void replay(long from, Visitor visitor) {
        if (from < first || from > size) {
            throw new IllegalArgumentException("records " + first + " to " + size + " are here, not " + from);
        }
        for (long i = from; i < size; i++) {
            visitor.visit(i, records.get((int) i));
        }
    }

    @Override
    public JournalRecord read(long sequence) {
        return records.get((int) sequence);
    }

    @Override
    public Health health() {
        return new Health.Serving();
    }

    @Override
    public void close() {}
}
