package dev.remit.gateway.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Puts a bearer token on requests of a program that has none, and passes everything else on as it came: method, path,
 * Host, repeated headers, body. Loopback only. The upstream must answer with a Content-Length or close.
 */
final class TokenAddingProxy implements AutoCloseable {
    /** About the connection to the proxy, not about the message (RFC 9110 section 7.6.1). */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "content-length");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Has a port already, so that the upstream can be told of it, and answers from {@link #start} on. */
    TokenAddingProxy() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
    }

    /** Passes on, and gives the upstream's URI with the authority of this proxy. */
    URI start(URI upstream, String token) {
        server.createContext("/", exchange -> pass(exchange, upstream, token));
        server.start();
        return URI.create(origin() + upstream.getRawPath());
    }

    /** As a browser writes it. */
    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void pass(HttpExchange exchange, URI upstream, String token) throws IOException {
        try (exchange;
                Socket socket = new Socket(upstream.getHost(), upstream.getPort())) {
            socket.setSoTimeout(120_000);
            byte[] body = exchange.getRequestBody().readAllBytes();
            OutputStream out = socket.getOutputStream();
            out.write(head(exchange, body.length, token).getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            answer(exchange, socket.getInputStream());
        }
    }

    private static String head(HttpExchange exchange, int length, String token) {
        StringBuilder head = new StringBuilder()
                .append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append(" HTTP/1.1\r\n");
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !name.equals("authorization")) {
                header.getValue().forEach(value -> line(head, header.getKey(), value));
            }
        }
        line(head, "Authorization", "Bearer " + token);
        line(head, "Connection", "close");
        line(head, "Content-Length", String.valueOf(length));
        return head.append("\r\n").toString();
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static void answer(HttpExchange exchange, InputStream in) throws IOException {
        Message.Answer answer = Message.Answer.read(in);
        for (String header : answer.headers()) {
            int colon = header.indexOf(':');
            if (!HOP_BY_HOP.contains(header.substring(0, colon).toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders()
                        .add(
                                header.substring(0, colon),
                                header.substring(colon + 1).strip());
            }
        }
        byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
