package dev.remit.gateway.upstream.http;

import dev.remit.core.catalog.Upstream;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SourceFailure.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 to one host, and to no other.
 *
 * <p>This is not the platform's client, for three things that none offers together. The address that is judged is the one
 * that is connected to, so a name cannot mean another machine a moment later. What was sent is known to the byte: nothing,
 * or something, is the difference between an action that may be tried again and one that may not. And the deadline is one
 * for the whole exchange, however slowly the other side drips.
 *
 * <p>No redirect is followed, no proxy asked, no cookie kept, no compression taken. A connection is used again for a short
 * while; a request of a safe method that dies with such a connection before any answer is sent once more, no other is.
 * Thread-safe; calls block for no longer than the upstream's time-out.
 */
public final class HttpTransport implements AutoCloseable {
    /** Shorter than the idle time-outs of common servers (Node: 5 s), so that they seldom close while we send. */
    private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final String name;
    private final Upstream upstream;
    private final RequestBytes requests;
    private final Resolver resolver;
    private final SSLSocketFactory tls;
    private final LongSupplier nanos;
    private final Breaker breaker;
    private final Semaphore permits;
    private final Deadlines deadlines;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    HttpTransport(
            String name,
            Upstream upstream,
            UnaryOperator<String> references,
            Resolver resolver,
            SSLSocketFactory tls,
            Breaker breaker,
            LongSupplier nanos) {
        this.name = name;
        this.upstream = upstream;
        this.requests = new RequestBytes(upstream, references);
        this.resolver = resolver;
        this.tls = tls;
        this.nanos = nanos;
        this.breaker = breaker;
        this.permits = new Semaphore(upstream.concurrent());
        this.deadlines = new Deadlines("remit-upstream-" + name);
    }

    /**
     * Opens an upstream; it need not be there.
     *
     * @param name for messages: the source's
     * @param references gives a text with its references resolved; asked again for every request
     * @param breaker spares the upstream when it fails, whoever asks or acts
     */
    public static HttpTransport open(
            String name, Upstream upstream, UnaryOperator<String> references, Breaker breaker) {
        return new HttpTransport(
                name,
                upstream,
                references,
                Resolver.ofSystem(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                breaker,
                System::nanoTime);
    }

    /** Sends a message. Nothing is thrown for what the upstream did. */
    public Exchange exchange(Message message) {
        byte[] bytes;
        try {
            bytes = requests.of(message);
        } catch (IllegalArgumentException e) {
            return notSent(Reason.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        long until = nanos.getAsLong() + upstream.timeout().toNanos();
        return breaker.call(
                () -> permitted(message, bytes, until),
                HttpTransport::failed,
                () -> notSent(Reason.UNAVAILABLE, "is left alone for a moment, because it failed before"));
    }

    /** Too many under way for a whole time-out is a failure, too: those do not end. */
    private Exchange permitted(Message message, byte[] bytes, long until) {
        try {
            if (!permits.tryAcquire(upstream.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                return notSent(Reason.UNAVAILABLE, "has " + upstream.concurrent() + " requests under way already");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notSent(Reason.UNAVAILABLE, "was not asked: the call was interrupted");
        }
        try {
            return attempt(message, bytes, until);
        } finally {
            permits.release();
        }
    }

    /** Whether it is to be left alone: no answer, a failure of its own, or it asks for it. */
    private static boolean failed(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answered answered -> answered.status() >= 500 || answered.status() == 429;
            case Exchange.NotSent(SourceFailure failure) -> failure.unanswered();
            case Exchange.Lost(SourceFailure failure, boolean _) -> failure.unanswered();
        };
    }

    private Exchange attempt(Message message, byte[] bytes, long until) {
        Connection kept = kept();
        if (kept != null) {
            Exchange exchange = send(kept, message, bytes, until);
            boolean diedSilently = exchange instanceof Exchange.Lost lost && lost.silent() && !kept.expired();
            if (!diedSilently || !message.safe()) {
                return exchange;
            }
        }
        return fresh(message, bytes, until);
    }

    private @Nullable Connection kept() {
        for (Connection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            if (nanos.getAsLong() - connection.idleSince() < LONGEST_IDLE_NANOS && connection.quiet()) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    /** Connects and sends nothing; why that cannot be, or null. */
    public @Nullable SourceFailure reach() {
        Dialled dialled = dialled(nanos.getAsLong() + upstream.timeout().toNanos());
        if (dialled.connection() == null) {
            return dialled.failure().failure();
        }
        dialled.connection().close();
        return null;
    }

    private Exchange fresh(Message message, byte[] bytes, long until) {
        Dialled dialled = dialled(until);
        return dialled.connection() == null ? dialled.failure() : send(dialled.connection(), message, bytes, until);
    }

    private Dialled dialled(long until) {
        List<InetAddress> addresses;
        try {
            addresses = addresses(Math.min(left(until), upstream.connectWithin().toNanos()));
        } catch (UnknownHostException e) {
            return none(Reason.UNAVAILABLE, "has a host name that cannot be resolved");
        } catch (TimeoutException e) {
            return none(Reason.TIMEOUT, "has a host name that was not resolved in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none(Reason.UNAVAILABLE, "was not asked: the call was interrupted");
        }
        for (InetAddress address : addresses) {
            String refusal = refusal(address);
            if (refusal != null) {
                return none(Reason.UNAVAILABLE, refusal);
            }
        }
        Dialled last = none(Reason.UNAVAILABLE, "has a host name without an address");
        for (InetAddress address : addresses) {
            last = dial(address, until);
            if (last.connection() != null) {
                return last;
            }
        }
        return last;
    }

    /** A connection, which {@link #send} keeps or closes; or why there is none. */
    private record Dialled(@Nullable Connection connection, Exchange.NotSent failure) {}

    private Dialled none(Reason reason, String what) {
        return new Dialled(null, notSent(reason, what));
    }

    private List<InetAddress> addresses(long within)
            throws UnknownHostException, TimeoutException, InterruptedException {
        // Looking a name up cannot be interrupted, so it is let go where it takes too long.
        FutureTask<List<InetAddress>> lookUp =
                new FutureTask<>(() -> resolver.resolve(upstream.url().host()));
        Thread.ofVirtual().name("remit-look-up").start(lookUp);
        try {
            return lookUp.get(Math.max(1, within), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException();
        }
    }

    /** Why an address is not connected to; null where it is. */
    private @Nullable String refusal(InetAddress address) {
        AddressRule rule = AddressRule.of(address);
        if (rule == AddressRule.NEVER) {
            return "has an address that no upstream may have (link-local, reserved, or a cloud's metadata)";
        }
        if (rule == AddressRule.PRIVATE && !upstream.inHouse()) {
            return "has a private address; where that is meant, say 'private: true' in its connect";
        }
        if (rule == AddressRule.PUBLIC && !upstream.url().tls()) {
            return "has a public address, and is reached without TLS; use https";
        }
        return null;
    }

    private Dialled dial(InetAddress address, long until) {
        Connection connection = null;
        boolean kept = false;
        try {
            connection = Connection.open();
            long within = Math.min(left(until), upstream.connectWithin().toNanos());
            try (Deadlines.Running _ = deadlines.within(within, connection)) {
                connection.connect(address, upstream.url().port());
                if (upstream.url().tls()) {
                    connection.secure(tls, upstream.url().host(), upstream.url().port());
                }
            }
            kept = !connection.expired();
            return kept
                    ? new Dialled(connection, notSent(Reason.UNAVAILABLE, ""))
                    : none(Reason.TIMEOUT, "was not connected to in time");
        } catch (IOException e) {
            if (connection != null && connection.expired()) {
                return none(Reason.TIMEOUT, "was not connected to in time");
            }
            return none(
                    Reason.UNAVAILABLE,
                    e instanceof SSLException
                            ? "cannot be reached: TLS failed, or its certificate is not for this host"
                            : "cannot be connected to");
        } finally {
            if (connection != null && !kept) {
                connection.close();
            }
        }
    }

    /** From here on, what goes wrong is not known to be unsent. */
    private Exchange send(Connection connection, Message message, byte[] bytes, long until) {
        AnswerReader reader = new AnswerReader(connection.in(), upstream.mostBytes(), message.enough());
        boolean reuse = false;
        try {
            Exchange.Answered answered;
            try (Deadlines.Running _ = deadlines.within(left(until), connection)) {
                connection.out().write(bytes);
                connection.out().flush();
                answered = reader.read(message.media());
            }
            reuse = reader.reusable() && !connection.expired();
            return answered;
        } catch (BadAnswer e) {
            return lost(e.reason(), String.valueOf(e.getMessage()), false);
        } catch (IOException e) {
            if (connection.expired()) {
                return lost(Reason.TIMEOUT, "did not answer in time", !reader.begun());
            }
            String how = e instanceof EOFException ? "closed the connection" : "broke the connection off";
            return lost(Reason.UNAVAILABLE, how + " before its answer was whole", !reader.begun());
        } finally {
            if (reuse) {
                connection.idleSince(nanos.getAsLong());
                idle.addFirst(connection);
            } else {
                connection.close();
            }
        }
    }

    private long left(long until) {
        return until - nanos.getAsLong();
    }

    private Exchange.NotSent notSent(Reason reason, String what) {
        return new Exchange.NotSent(failure(reason, what));
    }

    private Exchange lost(Reason reason, String what, boolean silent) {
        return new Exchange.Lost(failure(reason, what), silent);
    }

    /** A failure in words that name the upstream. */
    public SourceFailure failure(Reason reason, String what) {
        return new SourceFailure(reason, "upstream " + name + " " + what);
    }

    @Override
    public void close() {
        deadlines.close();
        for (Connection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.close();
        }
    }
}
