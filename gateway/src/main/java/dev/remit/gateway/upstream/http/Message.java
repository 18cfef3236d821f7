package dev.remit.gateway.upstream.http;

import dev.remit.core.template.Rendering;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request, ready but for the host and the credential, and which answer to it is taken.
 *
 * @param target path and query below the upstream's URL, beginning with {@code /}; or empty, for the URL itself
 * @param headers besides Host, User-Agent, Content-Length and the credential
 * @param body null where there is none
 * @param safe whether it may be sent a second time
 * @param media whether an answer's media type is wanted
 * @param enough by the answer's media type: what looks at one body and says when the rest need not be waited for
 */
@SuppressWarnings("ArrayRecordComponent") // compared with nothing
public record Message(
        String method,
        String target,
        SequencedMap<String, String> headers,
        byte @Nullable [] body,
        boolean safe,
        Predicate<String> media,
        Function<String, Enough> enough) {
    public static final String JSON = "application/json";

    private static final JsonMapper WRITER = new JsonMapper();

    static Message of(Rendering.Request request) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", JSON);
        headers.putAll(request.headers());
        byte[] body = null;
        if (request.hasBody()) {
            headers.put("Content-Type", JSON);
            body = WRITER.writeValueAsBytes(request.body());
        }
        return new Message(
                request.method().name(),
                request.target(),
                headers,
                body,
                request.method().safe(),
                JSON::equals,
                type -> Enough.AT_THE_END);
    }
}
