package dev.remit.gateway.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a gateway and its PostgreSQL, and cuts the line at a COMMIT. */
final class CuttingProxy implements AutoCloseable {
    /** When the line is cut, once. */
    enum Cut {
        NEVER,
        /** The server does not get the COMMIT. */
        BEFORE_COMMIT,
        /** The server has committed; its answer does not arrive. */
        AFTER_COMMIT
    }

    private final ServerSocket listener;
    private final int port;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);

    CuttingProxy(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next COMMIT is cut so, and no other. */
    void next(Cut how) {
        cut.set(how);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                Line line = new Line(client, server);
                Thread.ofVirtual().start(line::upstream);
                Thread.ofVirtual().start(line::downstream);
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
        private volatile boolean mute;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void upstream() {
            byte[] bytes = new byte[1 << 16];
            try (client;
                    server) {
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    if (new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains("COMMIT")) {
                        Cut now = cut.getAndSet(Cut.NEVER);
                        if (now == Cut.BEFORE_COMMIT) {
                            return;
                        }
                        mute = now == Cut.AFTER_COMMIT;
                    }
                    out.write(bytes, 0, n);
                    out.flush();
                }
            } catch (IOException gone) {
                // Either side may leave; the other is closed with it.
                mute = true;
            }
        }

        void downstream() {
            byte[] bytes = new byte[1 << 16];
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    if (mute) {
                        return;
                    }
                    out.write(bytes, 0, n);
                    out.flush();
                }
            } catch (IOException gone) {
                mute = true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
