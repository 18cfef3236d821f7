package dev.remit.gateway.http;

import dev.remit.gateway.call.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One answer: status, headers and bytes. Immutable. */
public final class Reply {
    /** The header that every answer carries: what {@code remit explain} takes. */
    public static final HeaderName CORRELATION = HeaderNames.create("Remit-Correlation-Id");

    /** The media type of problems (RFC 9457, section 3). */
    public static final String PROBLEM_JSON = "application/problem+json";

    /** The media type of everything else that is JSON. */
    public static final String JSON = "application/json";

    /** After these the rest of the connection cannot be told from the rest of the request. */
    private static final Set<String> CLOSING = Set.of(
            Refusal.BODY_TOO_LARGE.code(),
            Refusal.BROKEN_BODY.code(),
            Refusal.MALFORMED_REQUEST.code(),
            Refusal.HEADERS_TOO_LARGE.code(),
            Refusal.URI_TOO_LONG.code());

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final HeaderName NO_SNIFF = HeaderNames.create("X-Content-Type-Options");

    private final int status;
    private final String outcome;
    private final byte[] body;
    private final Map<String, String> headers;

    private Reply(int status, String outcome, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.outcome = outcome;
        this.body = body;
        this.headers = headers;
    }

    /** A JSON value. */
    public static Reply json(int status, JsonNode body) {
        return bytes(status, JSON, MAPPER.writeValueAsBytes(body));
    }

    /** Text in UTF-8. */
    public static Reply text(int status, String mediaType, String body) {
        return bytes(status, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A status and no body. */
    public static Reply empty(int status) {
        return new Reply(status, "ok", new byte[0], Map.of());
    }

    /** Bytes of any media type; not copied. */
    public static Reply bytes(int status, String mediaType, byte[] body) {
        return new Reply(status, "ok", body, Map.of("Content-Type", mediaType));
    }

    /**
     * A problem (RFC 9457) with the headers that belong to it: {@code WWW-Authenticate} on 401 (RFC 6750, section 3),
     * {@code Retry-After}, and {@code Connection: close} where the rest of the request is not worth reading.
     */
    public static Reply problem(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", PROBLEM_JSON);
        if (problem.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"remit\"");
        }
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            headers.put("Retry-After", Long.toString(seconds(retryAfter)));
        }
        if (CLOSING.contains(problem.code())) {
            headers.put("Connection", "close");
        }
        return new Reply(
                problem.status(), problem.code(), MAPPER.writeValueAsBytes(members(problem)), Map.copyOf(headers));
    }

    /** The same with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, outcome, body, Map.copyOf(more));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What came of the request in one fixed word: {@code ok}, or the problem's code. */
    public String outcome() {
        return outcome;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    void send(ServerRequest request, ServerResponse response, String correlationId) {
        response.status(Status.create(status));
        response.header(CORRELATION, correlationId);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(NO_SNIFF, "nosniff");
        headers.forEach((name, value) -> {
            if (name.equals("Connection")) {
                response.header(HeaderValues.CONNECTION_CLOSE);
            } else {
                response.header(HeaderNames.create(name), value);
            }
        });
        if (body.length == 0 || request.prologue().method().equals(Method.HEAD)) {
            response.send();
        } else {
            response.send(body);
        }
    }

    private static ObjectNode members(Problem problem) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "urn:remit:problem:" + problem.code());
        node.put("title", title(problem.code()));
        node.put("status", problem.status());
        node.put("detail", problem.detail());
        node.put("code", problem.code());
        node.put("correlation_id", problem.correlationId());
        String say = problem.say();
        if (say != null) {
            node.put("say", say);
        }
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            node.put("retry_after", seconds(retryAfter));
        }
        return node;
    }

    /** A title belongs to the type and stays the same from one occurrence to the next. */
    private static String title(String code) {
        String words = code.replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Rounded up: a caller that waits as long as it is told does not come too early. */
    private static long seconds(Duration duration) {
        return Math.max(0, duration.plusNanos(999_999_999).toSeconds());
    }
}
