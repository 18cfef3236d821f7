package dev.remit.gateway.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** A system that is pushed to, on loopback; what it does with each request is said beforehand. */
final class Receiver implements AutoCloseable {
    /** What it does after it has read a request. */
    @FunctionalInterface
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request. */
    record Delivery(String path, String type, String batch, String signature, String body) {
        /** The places of its entries, from JSON lines. */
        List<Long> places() {
            return body.lines()
                    .map(line ->
                            JsonMapper.shared().readTree(line).path("sequence").asLong(-1))
                    .toList();
        }
    }

    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    final Deque<Manner> manners = new ConcurrentLinkedDeque<>();
    final AtomicLong written = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Receiver() throws IOException {
        this(0);
    }

    Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        deliveries.add(new Delivery(
                exchange.getRequestURI().getPath(),
                header(exchange, "Content-Type"),
                header(exchange, "Remit-Batch"),
                header(exchange, Signature.HEADER),
                body));
        Manner manner = manners.poll();
        (manner == null ? status(200) : manner).answer(exchange);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    static Manner status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Manner says(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** It took the request, and the connection ends without an answer. */
    static Manner drops() {
        return HttpExchange::close;
    }

    /** No answer before the end of the test. */
    Manner waits() {
        return exchange -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** An answer of so many bytes; {@link #written} counts those that went out. */
    Manner floods(long bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes);
            byte[] some = new byte[64 * 1024];
            try (OutputStream out = exchange.getResponseBody()) {
                for (long sent = 0; sent < bytes; sent += some.length) {
                    out.write(some);
                    written.addAndGet(some.length);
                }
            }
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
