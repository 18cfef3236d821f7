package dev.remit.gateway.retail;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One answer over the wire.
 *
 * @param headers without the correlation id, and without the second in which it was sent
 */
record Answer(int status, Map<String, List<String>> headers, String body, String correlationId) {
    private static final String CORRELATION = "remit-correlation-id";

    static Answer of(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        List<String> ids = headers.remove(CORRELATION);
        if (ids == null || ids.size() != 1) {
            throw new IllegalStateException("an answer without a correlation id");
        }
        return new Answer(response.statusCode(), headers, response.body(), ids.getFirst());
    }

    /** The same with a blank of the same length for the correlation id: all that two answers could be told apart by. */
    Answer blank() {
        String blank = "-".repeat(correlationId.length());
        return new Answer(status, headers, body.replace(correlationId, blank), blank);
    }

    @Nullable
    Object value() {
        return Plain.of(body);
    }

    /** The code of a problem; {@code ok} where the answer is none. */
    String outcome() {
        return status == 200
                ? "ok"
                : value() instanceof Map<?, ?> problem ? String.valueOf(problem.get("code")) : "no problem";
    }
}
