package dev.remit.gateway.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/** Problems for what is wrong before there is a request to route: bad HTTP, heads that are too long. */
final class EarlyAnswers implements DirectHandler {
    /** The server underneath has no status for this, only these words. */
    private static final String HEAD_TOO_LONG = "Header size exceeded";

    /** Likewise: bodies are taken as they are, because what unpacks may unpack to more than the cap. */
    private static final String PACKED = "Content-Encoding header present when content encoding is disabled";

    private final CorrelationIds ids;
    private final Watch watch;

    EarlyAnswers(CorrelationIds ids, Watch watch) {
        this.ids = ids;
        this.watch = watch;
    }

    /** These answers for every kind of event. */
    DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, this);
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Refusal refusal = switch (message) {
            case HEAD_TOO_LONG -> Refusal.HEADERS_TOO_LARGE;
            case PACKED -> Refusal.UNSUPPORTED_MEDIA_TYPE;
            case null, default -> Refusal.of(blameless(type, status));
        };
        String id = ids.next();
        watch.answered("http", refusal.code(), 0);
        Reply reply = Reply.problem(
                refusal == Refusal.UNSUPPORTED_MEDIA_TYPE
                        ? refusal.problem(id, "Send the body without a Content-Encoding.")
                        : refusal.problem(id));
        TransportResponse.Builder response = TransportResponse.builder()
                .status(Status.create(reply.status()))
                .header(Reply.CORRELATION, id)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .keepAlive(false)
                .entity(reply.body());
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        return response.build();
    }

    /**
     * What goes wrong in the gateway is answered in the routing, so what is left is a head that the server's parser
     * stumbles over (it throws what it likes for some). As 500 it would also be logged, with a message that quotes it.
     */
    private static int blameless(EventType type, Status status) {
        return type == EventType.INTERNAL_ERROR ? Refusal.MALFORMED_REQUEST.status() : status.code();
    }
}
