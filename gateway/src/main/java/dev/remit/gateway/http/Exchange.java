package dev.remit.gateway.http;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import io.helidon.http.HttpException;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request as an endpoint sees it: named, bounded, and read only as far as the endpoint asks.
 *
 * <p>Used by the thread that serves the request, and by no other.
 */
public final class Exchange {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final ServerRequest request;
    private final String correlationId;
    private final Bodies bodies;
    private final StrictJson json;

    Exchange(ServerRequest request, String correlationId, Bodies bodies, StrictJson json) {
        this.request = request;
        this.correlationId = correlationId;
        this.bodies = bodies;
        this.json = json;
    }

    /** The exchange of a request to a server of {@link HttpServer}; for wires with a routing of their own. */
    public static Exchange of(ServerRequest request) {
        return request.context()
                .get(Exchange.class)
                .orElseThrow(() -> new IllegalStateException("the request did not come through the server's gate"));
    }

    /** The id that the answer carries. */
    public String correlationId() {
        return correlationId;
    }

    /** What the {@code Authorization} header holds. */
    public Bearer bearer() {
        return Bearer.of(request.headers());
    }

    /** What the gateway is told of this request besides its content. */
    public CallContext context(String wire) {
        return new CallContext(wire, correlationId, TraceParent.of(request.headers()));
    }

    /** A part of the path, decoded. */
    public String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** Reads the body, bounded, at most once. */
    public Body body() {
        return bodies.read(request);
    }

    /** Reads the body as one JSON object. */
    public Input json() {
        return input(false);
    }

    /** Reads the body as one JSON object, or as a form whose fields become its strings. */
    public Input jsonOrForm() {
        return input(true);
    }

    private Input input(boolean formToo) {
        Optional<String> type = mediaType();
        boolean form = formToo && type.filter(FORM::equals).isPresent();
        if (!form && type.filter(Reply.JSON::equals).isEmpty()) {
            String detail = "Send the body with Content-Type: application/json" + (formToo ? " or " + FORM : "")
                    + ", in UTF-8 and without a Content-Encoding.";
            return refused(Refusal.UNSUPPORTED_MEDIA_TYPE.problem(correlationId, detail));
        }
        return switch (body()) {
            case Body.TooLarge large ->
                refused(Refusal.BODY_TOO_LARGE.problem(
                        correlationId, "The body is longer than " + large.cap() + " bytes."));
            case Body.Broken broken -> refused(Refusal.BROKEN_BODY.problem(correlationId));
            case Body.Whole whole -> form ? form(whole.bytes()) : object(whole.bytes());
        };
    }

    private Input object(byte[] body) {
        return switch (json.read(body)) {
            case JsonInput.Parsed parsed -> new Input.Read(parsed.object());
            case JsonInput.Refused no ->
                refused(Refusal.MALFORMED_JSON.problem(
                        correlationId, no.reason().detail()));
        };
    }

    /** The type without its parameters; empty where there is none, it is malformed, or its charset is not UTF-8. */
    private Optional<String> mediaType() {
        try {
            return request.headers()
                    .contentType()
                    .filter(type -> type.charset()
                            .map(charset -> charset.equalsIgnoreCase("utf-8"))
                            .orElse(true))
                    .map(HttpMediaType::mediaType)
                    .map(type -> type.text().toLowerCase(Locale.ROOT));
        } catch (HttpException | IllegalArgumentException e) {
            // What it says is of no use, so it is as good as none.
            return Optional.empty();
        }
    }

    private Input form(byte[] body) {
        ObjectNode fields = form(body, JsonNodeFactory.instance.objectNode());
        return fields == null
                ? refused(Refusal.INVALID_REQUEST.problem(
                        correlationId, "The form is malformed or has the same field twice."))
                : new Input.Read(fields);
    }

    private static @Nullable ObjectNode form(byte[] body, ObjectNode into) {
        try {
            String text = StandardCharsets.US_ASCII
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                if (!pair.isEmpty() && into.replace(name, JsonNodeFactory.instance.stringNode(value)) != null) {
                    return null;
                }
            }
            return into;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String decoded(String text) {
        String value = URLDecoder.decode(text, StandardCharsets.UTF_8);
        if (value.indexOf('\uFFFD') >= 0) {
            // The JDK's decoder writes this for what is no UTF-8.
            throw new IllegalArgumentException("not UTF-8");
        }
        return value;
    }

    private static Input refused(Problem problem) {
        return new Input.Refused(problem);
    }

    /** A body as an endpoint wants it. */
    public sealed interface Input {
        /** The object. */
        record Read(ObjectNode object) implements Input {}

        /** There is none. */
        record Refused(Problem problem) implements Input {}
    }
}
