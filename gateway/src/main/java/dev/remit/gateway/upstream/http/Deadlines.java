package dev.remit.gateway.upstream.http;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long, however slowly it goes on. One thread for all, which only closes channels. */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    Deadlines(String name) {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** A running deadline; closing it lets the connection live. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    Running within(long nanos, Connection connection) {
        var task = timer.schedule(connection::expire, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        return () -> task.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
