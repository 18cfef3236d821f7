package dev.remit.ledger.witness;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs the exchanges of a server: so many at once, each for so long. Who comes when all places are taken waits in the
 * operating system's queue. At its end an exchange's thread is interrupted, which closes its connection, whether it is
 * in the middle of the request's head, its body, or the answer.
 */
final class BoundedExchanges implements Executor, AutoCloseable {
    private final Semaphore places;
    private final Duration limit;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("remit-witness-clock").factory());

    BoundedExchanges(int places, Duration limit) {
        this.places = new Semaphore(places);
        this.limit = limit;
    }

    @Override
    public void execute(Runnable exchange) {
        places.acquireUninterruptibly();
        Thread.ofVirtual().name("remit-witness-exchange").start(() -> {
            try {
                Thread here = Thread.currentThread();
                ScheduledFuture<?> end = clock.schedule(here::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    exchange.run();
                } finally {
                    end.cancel(false);
                }
            } finally {
                places.release();
            }
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
