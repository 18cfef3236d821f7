package dev.remit.gateway.testing;

import dev.remit.ledger.Health;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A journal whose answers can be held back: what is handed over meanwhile goes to the real journal, and its caller hears
 * of it only on {@link #release}.
 */
public final class HeldJournal implements Journal {
    private final Journal real;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean holding;

    public HeldJournal(Journal real) {
        this.real = real;
    }

    public synchronized void hold() {
        holding = true;
    }

    public synchronized void release() {
        holding = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    /** How many callers wait to hear that their record is durable. */
    public synchronized int held() {
        return waiting.size();
    }

    @Override
    public synchronized CompletableFuture<Long> submit(JournalRecord record) {
        CompletableFuture<Long> durable = real.submit(record);
        if (!holding) {
            return durable;
        }
        CompletableFuture<Long> later = new CompletableFuture<>();
        waiting.add(() -> {
            try {
                later.complete(durable.join());
            } catch (RuntimeException e) {
                later.completeExceptionally(e.getCause() == null ? e : e.getCause());
            }
        });
        return later;
    }

    @Override
    public long first() {
        return real.first();
    }

    @Override
    public void trim(long before) {
        real.trim(before);
    }

    @Override
    public void rotate() {
        real.rotate();
    }

    @Override
    public long size() {
        return real.size();
    }

    @Override
    public void replay(long from, Visitor visitor) {
        real.replay(from, visitor);
    }

    @Override
    public JournalRecord read(long sequence) {
        return real.read(sequence);
    }

    @Override
    public Health health() {
        return real.health();
    }

    @Override
    public void close() {
        real.close();
    }
}
