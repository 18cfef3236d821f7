package dev.remit.gateway.mcp;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
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
        OptionalLong announced = request.headers().contentLength();
        if (announced.orElse(0) > limit) {
            return null;
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            // Grows with what arrives: a declared length alone reserves no memory.
            // One byte more than announced, to read to the end of the stream.
            byte[] body = in.readNBytes((int) Math.min(limit, announced.orElse(limit) + 1));
            return body.length == limit && in.read() != -1 ? null : body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
