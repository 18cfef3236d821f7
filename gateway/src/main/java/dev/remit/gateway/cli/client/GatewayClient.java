package dev.remit.gateway.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gateway at its address. Tokens go into headers and bodies, never into an address; redirects are not followed, so that
 * no token is sent on; and off this machine only TLS will do. Thread-safe.
 */
public final class GatewayClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longer than any source may take, and whatever waits before it. */
    private static final Duration ANSWER = Duration.ofSeconds(90);

    /** No answer of a gateway is larger; more than that is somebody else's. */
    private static final long LARGEST = 16L << 20;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|::1");
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final URI base;
    private final HttpClient http;

    private GatewayClient(URI base) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws IllegalArgumentException if that is no address of a gateway, or an unsafe one; says what to change */
    public static GatewayClient of(String address) {
        URI uri;
        try {
            uri = URI.create(address.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address. Write it like http://127.0.0.1:7337.", e);
        }
        String host = uri.getHost();
        boolean plain = "http".equals(uri.getScheme());
        if (host == null || (!plain && !"https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address of a gateway. Write it like http://127.0.0.1:7337.");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "The gateway's address must not hold a user, a query or a fragment. Give the address alone.");
        }
        if (plain && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "A credential must not leave this machine in clear. Use https://" + host + " instead of http.");
        }
        return new GatewayClient(uri);
    }

    /** The address, for people. */
    public String address() {
        return base.toString();
    }

    /** Whether a text can be a bearer token at all (RFC 6750). */
    public static boolean bearable(String token) {
        return BEARER.matcher(token).matches();
    }

    /**
     * Posts an object and reads one.
     *
     * @throws IOException if the gateway cannot be reached; says what to do
     */
    public Answer post(String path, String bearer, ObjectNode body) throws IOException, InterruptedException {
        Reply reply = post(path, bearer, Map.of(), JsonMapper.shared().writeValueAsBytes(body));
        return new Answer(reply.status(), object(reply.body()));
    }

    /**
     * Reads an object.
     *
     * @throws IOException if the gateway cannot be reached; says what to do
     */
    public Answer get(String path, String bearer) throws IOException, InterruptedException {
        Reply reply = send(HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + bearer)
                .header("Accept", "application/json")
                .GET());
        return new Answer(reply.status(), object(reply.body()));
    }

    /**
     * What came back, as it came.
     *
     * @param body empty where there was none
     */
    public record Reply(int status, String body) {}

    /**
     * Posts JSON. An interrupt ends the exchange.
     *
     * @throws IOException if the gateway cannot be reached; says what to do
     */
    public Reply post(String path, String bearer, Map<String, String> headers, byte[] json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
        headers.forEach(request::header);
        return send(request);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    request.build(), BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST));
            return new Reply(response.statusCode(), response.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new IOException(
                    "The gateway at " + base + " cannot be reached. Start it with: remit serve --config DIR,"
                            + " or name another with REMIT_URL or --url.",
                    e);
        } catch (HttpTimeoutException e) {
            throw new IOException("The gateway at " + base + " did not answer in time. Try again later.", e);
        } catch (IOException e) {
            throw new IOException(
                    "The connection to the gateway at " + base + " broke (" + e.getMessage() + "). Try again.", e);
        }
    }

    /** The JSON object in a text, or null. */
    private static @Nullable ObjectNode object(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(text);
            return node instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null; // not ours: the status says enough
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
