package dev.remit.gateway.mcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP request, byte for byte as a test wants it: right by default, and then made wrong in one place. */
final class Message {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String META = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},\
            "io.modelcontextprotocol/clientCapabilities":{}}""";

    private final List<String> headers = new ArrayList<>();
    private String line = "POST /mcp HTTP/1.1";
    private byte[] body;
    private boolean chunked;

    private Message(String body) {
        this.body = body.getBytes(UTF_8);
        header("Host", "127.0.0.1");
        header("Authorization", "Bearer " + FixtureTools.GRANT);
        header("Content-Type", "application/json");
        header("Accept", "application/json, text/event-stream");
    }

    /** A request of the stateless era, with the headers that its body wants. */
    static Message modern(String method, String params) {
        String more = params.equals("{}") ? "" : "," + params.substring(1, params.length() - 1);
        Message message = new Message(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":{" + META + more + "}}");
        McpHeaders.of(message.json(), null).forEach(message::header);
        return message;
    }

    static Message modernCall(String tool, String arguments) {
        return modern("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    /** A request of the handshake era. */
    static Message legacy(String version, String method, String params) {
        return new Message("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}")
                .header(McpHeaders.PROTOCOL_VERSION, version);
    }

    static Message initialize(String version) {
        return legacy(version, "initialize", initializeParams(version)).without(McpHeaders.PROTOCOL_VERSION);
    }

    static String initializeParams(String version) {
        return "{\"protocolVersion\":\"" + version
                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}";
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    Message header(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    Message without(String name) {
        headers.removeIf(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"));
        return this;
    }

    Message with(String name, String value) {
        return without(name).header(name, value);
    }

    Message line(String requestLine) {
        line = requestLine;
        return this;
    }

    Message body(byte[] bytes) {
        body = bytes;
        return this;
    }

    Message body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** Replaces text in the body. */
    Message swap(String from, String to) {
        String text = new String(body, UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("not in the body: " + from);
        }
        return body(text.replace(from, to));
    }

    Message chunked() {
        chunked = true;
        return this;
    }

    /** Sends it on a connection of its own and reads what comes back. */
    Answer send(RunningWire wire) throws IOException {
        return send(wire.port());
    }

    /** Sends it to a port on loopback. */
    Answer send(int port) throws IOException {
        try (Socket socket = sent(port)) {
            return Answer.read(socket.getInputStream());
        }
    }

    /** Sends it, and others right behind it, and gives all that comes back until the server closes the connection. */
    String sendUntilClosed(RunningWire wire, Message... behind) throws IOException {
        try (Socket socket = sent(wire.port())) {
            for (Message next : behind) {
                socket.getOutputStream().write(next.bytes());
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private Socket sent(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write(bytes());
        return socket;
    }

    /** The request as it goes over the connection, which it asks to close afterwards. */
    byte[] bytes() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(line).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (headers.stream().noneMatch(header -> header.startsWith("Connection"))) {
            head.append("Connection: close\r\n");
        }
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (headers.stream().noneMatch(header -> header.startsWith("Content-Length"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        request.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
        if (chunked) {
            request.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(UTF_8));
            request.writeBytes(body);
            request.writeBytes("\r\n0\r\n\r\n".getBytes(UTF_8));
        } else {
            request.writeBytes(body);
        }
        return request.toByteArray();
    }

    /**
     * What came back.
     *
     * @param headers the header lines
     * @param text the body
     */
    record Answer(int status, List<String> headers, String text) {
        /** Reads one response by its length, so that nothing waits for the server to close. */
        static Answer read(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("no HTTP response: " + head.toString(ISO_8859_1));
                }
                head.write(next);
            }
            List<String> lines = Arrays.asList(head.toString(ISO_8859_1).split("\r\n"));
            Answer bare =
                    new Answer(Integer.parseInt(lines.getFirst().split(" ")[1]), lines.subList(1, lines.size()), "");
            String length = bare.header("Content-Length");
            byte[] body = in.readNBytes(length == null ? 0 : Integer.parseInt(length));
            return new Answer(bare.status(), bare.headers(), new String(body, UTF_8));
        }

        @Nullable
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(header -> header.substring(start.length()).strip())
                    .findFirst()
                    .orElse(null);
        }

        JsonNode json() {
            return JSON.readTree(text);
        }

        JsonNode result() {
            return json().path("result");
        }

        int code() {
            return json().path("error").path("code").intValue(0);
        }
    }
}
