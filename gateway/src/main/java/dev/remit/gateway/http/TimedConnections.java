package dev.remit.gateway.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Puts every connection of a listener under a deadline, and looks at the deadlines from time to time. */
final class TimedConnections implements ServerConnectionSelector, AutoCloseable {
    private final ServerConnectionSelector selector;
    private final HttpSettings settings;
    private final LongSupplier nanos;
    private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("remit-connection-deadlines").factory());

    TimedConnections(ServerConnectionSelector selector, HttpSettings settings, LongSupplier nanos) {
        this.selector = selector;
        this.settings = settings;
        this.nanos = nanos;
    }

    void start() {
        long shortest = Math.min(
                settings.readTimeout().toMillis(), settings.idleTimeout().toMillis());
        long every = Math.clamp(shortest / 4, 5, 1_000);
        var task = watchdog.scheduleWithFixedDelay(
                () -> open.forEach(TimedConnection::cutIfLate), every, every, TimeUnit.MILLISECONDS);
        if (task.isDone()) {
            throw new IllegalStateException("the watchdog of the connections did not start");
        }
    }

    @Override
    public int bytesToIdentifyConnection() {
        return selector.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return selector.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return selector.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new TimedConnection(selector.connection(context), open, settings, nanos);
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }
}
