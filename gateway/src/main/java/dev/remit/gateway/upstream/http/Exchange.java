package dev.remit.gateway.upstream.http;

import dev.remit.gateway.source.SourceFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one request came to on the wire. Details are for the operator, and hold no data. */
public sealed interface Exchange {
    /**
     * A whole answer.
     *
     * @param body of a 2xx, uncompressed and within the bound; empty for other statuses, whose bodies are not read
     * @param headers by lower-case name; for the protocol, never for logs
     */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    record Answered(int status, byte[] body, Map<String, String> headers) implements Exchange {
        public Answered {
            headers = Map.copyOf(headers);
        }

        /** The media type in lower case, without parameters; null where none is named. */
        public @Nullable String mediaType() {
            String type = headers.get("content-type");
            return type == null ? null : MediaType.of(type);
        }
    }

    /** No byte of the request left. */
    record NotSent(SourceFailure failure) implements Exchange {}

    /**
     * Bytes left, and no whole answer came.
     *
     * @param silent whether not one byte of an answer came
     */
    record Lost(SourceFailure failure, boolean silent) implements Exchange {}
}
