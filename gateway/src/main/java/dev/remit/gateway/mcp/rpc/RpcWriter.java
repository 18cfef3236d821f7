package dev.remit.gateway.mcp.rpc;

import dev.remit.gateway.call.Problem;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON-RPC responses. Thread-safe. */
public final class RpcWriter {
    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .build())
            .build();

    /** Writes the members of {@code result}. */
    public RpcReply result(RpcId id, Consumer<JsonGenerator> members) {
        byte[] body = json(out -> {
            out.writeStartObject();
            out.writeStringProperty("jsonrpc", "2.0");
            out.writeName("id");
            id.write(out);
            out.writeObjectPropertyStart("result");
            members.accept(out);
            out.writeEndObject();
            out.writeEndObject();
        });
        return new RpcReply(200, RpcReply.OK, body);
    }

    /** An error whose data holds the correlation id only. */
    public RpcReply error(int status, @Nullable RpcId id, int code, String message, String correlationId) {
        return error(status, id, code, message, correlationId, out -> {});
    }

    /**
     * An error response.
     *
     * @param id left out where the request's id could not be read; MCP does not allow null
     * @param data writes the members of {@code data} besides the correlation id
     */
    public RpcReply error(
            int status,
            @Nullable RpcId id,
            int code,
            String message,
            String correlationId,
            Consumer<JsonGenerator> data) {
        byte[] body = json(out -> {
            out.writeStartObject();
            out.writeStringProperty("jsonrpc", "2.0");
            if (id != null) {
                out.writeName("id");
                id.write(out);
            }
            out.writeObjectPropertyStart("error");
            out.writeNumberProperty("code", code);
            out.writeStringProperty("message", message);
            out.writeObjectPropertyStart("data");
            out.writeStringProperty("correlationId", correlationId);
            data.accept(out);
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndObject();
        });
        return new RpcReply(status, RpcError.outcome(code), body);
    }

    /** An error response that carries a problem; its message is the problem's detail. */
    public RpcReply problem(int status, @Nullable RpcId id, int code, Problem problem) {
        return error(status, id, code, problem.detail(), problem.correlationId(), out -> members(out, problem))
                .as(problem.code());
    }

    /** Writes a problem's parts but its correlation id into the object that is open. */
    static void members(JsonGenerator out, Problem problem) {
        out.writeStringProperty("code", problem.code());
        out.writeNumberProperty("status", problem.status());
        out.writeStringProperty("detail", problem.detail());
        if (problem.say() != null) {
            out.writeStringProperty("say", problem.say());
        }
        if (problem.retryAfter() != null) {
            out.writeNumberProperty("retryAfterMs", problem.retryAfter().toMillis());
        }
    }

    /** The UTF-8 text of one JSON value. */
    byte[] json(Consumer<JsonGenerator> value) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator out = mapper.createGenerator(bytes)) {
                value.accept(out);
            }
            return bytes.toByteArray();
        }
    }
}
