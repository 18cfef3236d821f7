package dev.remit.ledger.witness;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP with servers that nobody trusts: an answer has a largest size and a last moment, which bounds the body too, and
 * redirects are not followed. What is read is signed, so plain HTTP is good enough. Thread-safe.
 */
final class Web implements AutoCloseable {
    /** From the first try to connect to the last byte. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final Duration limit;

    Web(Duration limit) {
        this.limit = limit;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Reply(int status, Optional<String> type, byte[] body) {}

    /** @throws IllegalArgumentException when there is nothing to fetch by such an address; says what to change */
    static URI prefix(String address) {
        URI uri;
        try {
            uri = URI.create(address.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + address + "' is no address. Write it like https://log.example.", e);
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("'" + address + "' is no address. Write it like https://log.example.");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("An address here has no user, query or fragment. Give it without.");
        }
        return uri;
    }

    /** @throws IOException when there is no whole answer; a sentence for people */
    Reply get(URI uri, int mostBytes) throws IOException {
        return send(HttpRequest.newBuilder(uri).GET().build(), mostBytes);
    }

    /** As {@link #get}. */
    Reply post(URI uri, byte[] body, int mostBytes) throws IOException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                mostBytes);
    }

    private Reply send(HttpRequest request, int mostBytes) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> coming =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
        try {
            HttpResponse<byte[]> response = coming.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.headers().firstValue("Content-Type"), response.body());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new IOException(
                    request.uri() + " did not answer within " + limit.toSeconds() + " seconds. Try again later.", e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("Stopped while waiting for " + request.uri());
            stopped.initCause(e);
            throw stopped;
        } catch (ExecutionException e) {
            throw explained(request.uri(), Optional.ofNullable(e.getCause()).orElse(e), mostBytes);
        }
    }

    private static IOException explained(URI uri, Throwable cause, int mostBytes) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new IOException(uri + " cannot be reached. Check the address, and that it is served there.", cause);
        }
        if (String.valueOf(cause.getMessage()).contains("capacity")) {
            return new IOException(
                    uri + " answered with more than " + mostBytes + " bytes, which is not what was asked for.", cause);
        }
        return new IOException("The connection to " + uri + " broke (" + cause.getMessage() + "). Try again.", cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
