package dev.remit.gateway.testing;

import dev.remit.ledger.Health;
import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalRecord;
import java.util.concurrent.CompletableFuture;

/** Another journal, but for what a test changes of it. */
public abstract class ForwardingJournal implements Journal {
    protected final Journal real;

    protected ForwardingJournal(Journal real) {
        this.real = real;
    }

    @Override
    public CompletableFuture<Long> submit(JournalRecord record) {
        return real.submit(record);
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
