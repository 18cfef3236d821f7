package dev.remit.gateway.upstream.mcp;

import dev.remit.gateway.http.JsonTree;
import dev.remit.gateway.http.StrictJson;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.upstream.http.Enough;
import dev.remit.gateway.upstream.http.Exchange;
import dev.remit.gateway.upstream.http.HttpTransport;
import dev.remit.gateway.upstream.http.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-RPC over Streamable HTTP, client side (MCP 2025-06-18 and 2025-11-25, "Transports"). One request, one exchange; a
 * stream of events is read up to the answer and no further, and what else the server says on it is passed over. Thread-safe.
 */
final class McpWire {
    private static final String EVENTS = "text/event-stream";
    private static final JsonMapper WRITER = new JsonMapper();

    private final HttpTransport transport;
    private final StrictJson json;
    private final AtomicLong ids = new AtomicLong();

    McpWire(HttpTransport transport, int mostBytes) {
        this.transport = transport;
        this.json = new StrictJson(StrictJson.Limits.forBodiesOf(mostBytes));
    }

    /** @param session the headers of the session; empty before there is one */
    Reply request(String method, Object params, Map<String, String> session) {
        long id = ids.incrementAndGet();
        Exchange exchange = transport.exchange(message(id, method, params, session));
        return switch (exchange) {
            case Exchange.NotSent(SourceFailure failure) -> new Reply.NotSent(failure);
            case Exchange.Lost(SourceFailure failure, boolean _) -> new Reply.Lost(failure);
            case Exchange.Answered answered when answered.status() >= 300 -> new Reply.Status(answered.status());
            case Exchange.Answered answered -> {
                JsonNode reply = EVENTS.equals(answered.mediaType())
                        ? answer(EventStream.data(answered.body()), id)
                        : isAnswer(json.tree(answered.body()), id);
                yield reply == null ? noAnswer() : reply(reply, answered.headers());
            }
        };
    }

    /** A notification; null where it was taken, else why not. */
    @Nullable
    Reply notify(String method, Map<String, String> session) {
        Exchange exchange = transport.exchange(message(null, method, Map.of(), session));
        return switch (exchange) {
            case Exchange.NotSent(SourceFailure failure) -> new Reply.NotSent(failure);
            case Exchange.Lost(SourceFailure failure, boolean _) -> new Reply.Lost(failure);
            case Exchange.Answered answered -> answered.status() < 300 ? null : new Reply.Status(answered.status());
        };
    }

    private Message message(@Nullable Long id, String method, Object params, Map<String, String> session) {
        SequencedMap<String, Object> body = new LinkedHashMap<>();
        body.put("jsonrpc", "2.0");
        if (id != null) {
            body.put("id", id);
        }
        body.put("method", method);
        body.put("params", params);
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", Message.JSON + ", " + EVENTS);
        headers.put("Content-Type", Message.JSON);
        headers.putAll(session);
        return new Message(
                "POST",
                "",
                headers,
                WRITER.writeValueAsBytes(body),
                false,
                media -> media.equals(Message.JSON) || media.equals(EVENTS) || id == null,
                type -> id == null || !EVENTS.equals(type) ? Enough.AT_THE_END : untilAnswered(id));
    }

    private Enough untilAnswered(long id) {
        EventStream stream = new EventStream();
        return (buffer, count) -> answer(stream.take(buffer, count), id) != null;
    }

    private @Nullable JsonNode answer(List<byte[]> events, long id) {
        for (byte[] event : events) {
            JsonNode reply = isAnswer(json.tree(event), id);
            if (reply != null) {
                return reply;
            }
        }
        return null;
    }

    private static @Nullable JsonNode isAnswer(JsonTree tree, long id) {
        return tree instanceof JsonTree.Parsed(JsonNode message)
                        && message.path("id").isIntegralNumber()
                        && message.path("id").longValue() == id
                        && (message.has("result") || message.has("error"))
                ? message
                : null;
    }

    private static Reply reply(JsonNode message, Map<String, String> headers) {
        return message.has("error")
                ? new Reply.Fault(message.path("error").path("code").asInt(0))
                : new Reply.Result(message.path("result"), headers);
    }

    private Reply noAnswer() {
        return new Reply.Lost(transport.failure(Reason.WRONG_SHAPE, "answers without a JSON-RPC response"));
    }
}
