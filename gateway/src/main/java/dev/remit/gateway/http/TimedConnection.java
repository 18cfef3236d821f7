package dev.remit.gateway.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A connection that gives up on a sender which takes too long.
 *
 * <p>The server underneath sets no read time-out on its channels, so a sender could hold a connection for ever with
 * half a request, or with one byte every few seconds. Here the time is counted over the whole of each wait: the head of
 * a request has the idle time-out from the end of the answer before it, the body has the read time-out. While the
 * gateway itself works, no time runs.
 *
 * <p>The deadline passes between two threads by compare-and-set: either the watchdog takes it and interrupts the read,
 * which closes the channel, or the connection moves on, and never both.
 */
final class TimedConnection implements ServerConnection, InterruptableTask<Void> {
    private static final ScopedValue<TimedConnection> CURRENT = ScopedValue.newInstance();

    private static final long NONE = Long.MAX_VALUE;
    private static final long CUT = Long.MIN_VALUE;

    private final ServerConnection connection;
    private final Set<TimedConnection> open;
    private final LongSupplier nanos;
    private final long idleNanos;
    private final long readNanos;
    private final AtomicLong deadline;

    /** @param open the connections that the watchdog looks at; this one is among them while it is handled */
    TimedConnection(ServerConnection connection, Set<TimedConnection> open, HttpSettings settings, LongSupplier nanos) {
        this.connection = connection;
        this.open = open;
        this.nanos = nanos;
        this.idleNanos = settings.idleTimeout().toNanos();
        this.readNanos = settings.readTimeout().toNanos();
        // A new connection has shown nothing yet, so its first head has no more time than a body.
        this.deadline = new AtomicLong(nanos.getAsLong() + readNanos);
    }

    /** From now on the sender is waited for, within the read time-out. */
    static void reading() {
        if (CURRENT.isBound()) {
            TimedConnection current = CURRENT.get();
            current.move(current.nanos.getAsLong() + current.readNanos);
        }
    }

    /** From now on the gateway is at work. */
    static void working() {
        if (CURRENT.isBound()) {
            CURRENT.get().move(NONE);
        }
    }

    /** From now on the next request is waited for, within the idle time-out. */
    static void waiting() {
        if (CURRENT.isBound()) {
            TimedConnection current = CURRENT.get();
            current.move(current.nanos.getAsLong() + current.idleNanos);
        }
    }

    private void move(long next) {
        if (deadline.getAndSet(next) == CUT) {
            throw new CloseConnectionException("the sender took too long");
        }
    }

    /** Ends the connection where its time is up. */
    void cutIfLate() {
        long due = deadline.get();
        if (due != NONE && due != CUT && nanos.getAsLong() - due > 0 && deadline.compareAndSet(due, CUT)) {
            connection.close(true);
        }
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        open.add(this);
        try {
            ScopedValue.where(CURRENT, this).<Void, InterruptedException>call(() -> {
                connection.handle(limit);
                return null;
            });
        } finally {
            open.remove(this);
        }
    }

    @Override
    public Duration idleTime() {
        return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        connection.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
        return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }
}
