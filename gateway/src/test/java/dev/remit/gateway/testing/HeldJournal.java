package dev.remit.gateway.testing;

import dev.remit.ledger.Journal;
import dev.remit.ledger.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A journal whose answers can be held back: what is handed over meanwhile goes to the real journal, and its caller hears
 * of it only on {@link #release}.
 */
public final class HeldJournal extends ForwardingJournal {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean holding;

    public HeldJournal(Journal real) {
        super(real);
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
}
