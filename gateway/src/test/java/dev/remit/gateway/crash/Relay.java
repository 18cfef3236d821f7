package dev.remit.gateway.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A line between one who calls and one who answers, on loopback, which can keep a message to itself: the first that holds
 * a text, and whatever follows it on that connection in that direction. Thread-safe.
 */
final class Relay implements AutoCloseable {
    private static final int LONGEST_SECONDS = 30;

    /** Which way a message goes. */
    enum Way {
        REQUEST,
        ANSWER
    }

    private final ServerSocket listener;
    private final int port;
    private final AtomicReference<@Nullable Held> next = new AtomicReference<>();

    /** @param port of the one who answers */
    Relay(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Keeps the next message that holds a text. */
    Held hold(Way way, String text) {
        Held held = new Held(way, text, port);
        next.set(held);
        return held;
    }

    /** A message that is kept. */
    static final class Held {
        private final Way way;
        private final String text;
        private final int port;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Held(Way way, String text, int port) {
            this.way = way;
            this.text = text;
            this.port = port;
        }

        private synchronized void keep(byte[] some, int length) {
            bytes.write(some, 0, length);
            reached.countDown();
        }

        /** Returns when the message was sent; what it was sent to has not got it. */
        void await() throws InterruptedException {
            if (!reached.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing with '" + text + "' was sent");
            }
        }

        /** Lets a request arrive after all, though the one who sent it is gone; returns when it is being answered. */
        synchronized void deliver() throws IOException {
            try (Socket late = new Socket(InetAddress.getLoopbackAddress(), port)) {
                late.getOutputStream().write(bytes.toByteArray());
                late.getOutputStream().flush();
                late.getInputStream().read();
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), port));
                Thread.ofVirtual().start(() -> line.carry(Way.REQUEST));
                Thread.ofVirtual().start(() -> line.carry(Way.ANSWER));
            } catch (IOException closed) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile @Nullable Held held;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void carry(Way way) {
            Socket to = way == Way.REQUEST ? server : client;
            byte[] bytes = new byte[1 << 16];
            try {
                InputStream in = (way == Way.REQUEST ? client : server).getInputStream();
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    Held keeping = keeping(way, new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
                    if (keeping != null) {
                        keeping.keep(bytes, n);
                    } else {
                        to.getOutputStream().write(bytes, 0, n);
                    }
                }
            } catch (IOException gone) {
                // Either side may leave.
            } finally {
                left(way);
            }
        }

        private @Nullable Held keeping(Way way, String message) {
            Held wanted = next.get();
            if (wanted != null
                    && wanted.way == way
                    && message.contains(wanted.text)
                    && next.compareAndSet(wanted, null)) {
                held = wanted;
            }
            Held mine = held;
            return mine != null && mine.way == way ? mine : null;
        }

        /** With one side the other leaves; but a server whose request is held does not learn that the client is gone. */
        private void left(Way way) {
            Held mine = held;
            try (client) {
                if (way == Way.ANSWER || mine == null || mine.way == Way.ANSWER) {
                    server.close();
                }
            } catch (IOException gone) {
                // It has left by itself.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
