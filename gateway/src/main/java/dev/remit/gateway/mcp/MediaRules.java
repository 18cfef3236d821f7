package dev.remit.gateway.mcp;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.ServerRequestHeaders;
import java.util.Optional;

/** What bodies are taken and given: JSON in UTF-8, uncompressed. */
final class MediaRules {
    private MediaRules() {}

    /**
     * True where the client takes JSON, or does not say. Clients must list text/event-stream too, but no reply here is
     * a stream, so one that takes JSON alone loses nothing.
     */
    static boolean takesJson(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.ACCEPT)) {
            return true;
        }
        try {
            return headers.isAccepted(MediaTypes.APPLICATION_JSON);
        } catch (IllegalArgumentException e) {
            // An Accept header that is no list of media types names no JSON.
            return false;
        }
    }

    static boolean sendsJson(ServerRequestHeaders headers) {
        if (headers.contains(HeaderNames.CONTENT_ENCODING)) {
            return false;
        }
        try {
            Optional<HttpMediaType> type = headers.contentType();
            return type.isPresent()
                    && type.get().mediaType().text().equals("application/json")
                    && type.get().charset().map("utf-8"::equalsIgnoreCase).orElse(true);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
