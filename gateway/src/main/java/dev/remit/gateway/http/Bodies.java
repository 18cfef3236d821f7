package dev.remit.gateway.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Reads bodies whole and bounded.
 *
 * <p>A body that announces itself as too long is refused before a byte of it is read; a chunked one as soon as it is.
 * While a body is read its connection stands under the read time-out of {@link HttpSettings}. Thread-safe.
 */
public final class Bodies {
    /** The longest body unless set otherwise: 1 MiB. */
    public static final int DEFAULT_CAP = 1 << 20;

    /** How much of a refused body is read away, so that a sender in the middle of it still gets to read the answer. */
    private static final int LINGER = 4 << 20;

    private final int cap;

    /** @param cap the longest body in bytes */
    public Bodies(int cap) {
        this.cap = cap;
    }

    /** The longest body in bytes. */
    public int cap() {
        return cap;
    }

    /** Reads a request's body, at most once per request. */
    public Body read(ServerRequest request) {
        OptionalLong announced = request.headers().contentLength();
        if (announced.isPresent() && announced.getAsLong() > cap) {
            return new Body.TooLarge(cap);
        }
        if (!request.content().hasEntity()) {
            return new Body.Whole(new byte[0]);
        }
        TimedConnection.reading();
        try {
            InputStream in = request.content().inputStream();
            // One byte more than announced, to read to the end of the stream.
            byte[] bytes = in.readNBytes((int) Math.min(cap, announced.orElse(cap) + 1));
            if (bytes.length == cap && in.read() != -1) {
                request.context().register(new Unread(in));
                return new Body.TooLarge(cap);
            }
            if (announced.isPresent() && bytes.length != announced.getAsLong()) {
                return new Body.Broken();
            }
            return new Body.Whole(bytes);
        } catch (CloseConnectionException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The stream says in many ways (its own exceptions, a number's, an array's) that a body's framing is wrong.
            return new Body.Broken();
        } finally {
            TimedConnection.working();
        }
    }

    /** What is left of a body that turned out to be too long; it can be asked for only once. */
    private record Unread(InputStream body) {}

    /** Reads away what is left of a body. True where the connection can be used for another request. */
    static boolean drain(ServerRequest request) {
        if (request.content().consumed()) {
            return true;
        }
        if (!request.continueSent() && request.headers().containsToken(HeaderValues.EXPECT_100)) {
            // The sender waits for a word that it will not get; no body is coming.
            return false;
        }
        TimedConnection.reading();
        try {
            InputStream in = request.context()
                    .get(Unread.class)
                    .map(Unread::body)
                    .orElseGet(() -> request.content().inputStream());
            byte[] buffer = new byte[16 << 10];
            int left = LINGER;
            while (left > 0) {
                int read = in.read(buffer, 0, Math.min(buffer.length, left));
                if (read < 0) {
                    return true;
                }
                left -= read;
            }
            return false;
        } catch (IOException | RuntimeException e) {
            // The answer is out already, and whatever went wrong here ends the connection, which is all that is left.
            return false;
        } finally {
            TimedConnection.working();
        }
    }
}
