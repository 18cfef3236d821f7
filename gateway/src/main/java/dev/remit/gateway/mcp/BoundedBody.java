package dev.remit.gateway.mcp;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads a body whole, or not at all. */
final class BoundedBody {
    private BoundedBody() {}

    /**
     * The body; null where it is larger than the limit, by its declared length before a byte is read, else by count.
     *
     * @param limit in bytes
     * @throws UncheckedIOException where the connection broke; there is nobody left to answer
     */
    static byte @Nullable [] read(ServerRequest request, int limit) {
        if (request.headers().contentLength().orElse(0) > limit) {
            return null;
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            // Grows with what arrives: a declared length alone reserves no memory.
            byte[] body = in.readNBytes(limit);
            return body.length == limit && in.read() != -1 ? null : body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
