package dev.remit.core.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What a request template gave for some values. */
public sealed interface Rendering {
    /**
     * A request, without the host, which no template knows.
     *
     * @param target the path below the source's base URL, beginning with {@code /}, and the query; percent-encoded ASCII
     * @param headers by name, besides those that the transport sets
     * @param body a tree of {@code Map<String, Object>}, {@code List}, {@code String}, {@code Long}, {@code BigDecimal},
     *     {@code Boolean} and null, to be written as JSON; meaningless where there is no body
     * @param hasBody whether a body is sent, for a body may be the JSON null
     */
    record Request(
            Method method,
            String target,
            SequencedMap<String, String> headers,
            @Nullable Object body,
            boolean hasBody) implements Rendering {
        public Request {
            headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * A value does not fit its place. Nothing was, and nothing may be, sent.
     *
     * @param placeholder whose value it is
     * @param why in words that quote nothing of the value
     */
    record Refused(String placeholder, String why) implements Rendering {}
}
