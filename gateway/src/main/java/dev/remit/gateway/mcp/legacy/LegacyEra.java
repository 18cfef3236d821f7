package dev.remit.gateway.mcp.legacy;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.mcp.rpc.RpcError;
import dev.remit.gateway.mcp.rpc.RpcMessage.Request;
import dev.remit.gateway.mcp.rpc.RpcParams;
import dev.remit.gateway.mcp.rpc.RpcReply;
import dev.remit.gateway.mcp.rpc.RpcWriter;
import dev.remit.gateway.mcp.rpc.ServerIdentity;
import dev.remit.gateway.mcp.rpc.ToolList;
import dev.remit.gateway.mcp.rpc.ToolResult;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests of the handshake era.
 *
 * <p>The handshake is answered but nothing is remembered of it: every later request brings its grant and its version
 * header, so any node can answer, and there is no session to hijack, to expire or to pin a client to a node. A
 * JSON-RPC error to a well-formed request is HTTP 200, as that era's clients expect. Thread-safe.
 */
public final class LegacyEra {
    /** The revisions that are served, newest first. */
    public static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18");

    private final ServerIdentity identity;
    private final RpcWriter writer;
    private final ToolList toolList;
    private final ToolResult toolResult;

    public LegacyEra(ServerIdentity identity, RpcWriter writer, ToolList toolList, ToolResult toolResult) {
        this.identity = identity;
        this.writer = writer;
        this.toolList = toolList;
        this.toolResult = toolResult;
    }

    /** Answers one request. */
    public RpcReply answer(Request request, Session session, CallContext context) {
        return switch (request.method()) {
            case "initialize" -> initialize(request, session, context);
            case "ping" -> writer.result(request.id(), out -> {});
            case "tools/list" -> list(request, session, context);
            case "tools/call" -> call(request, session, context);
            default -> error(request, RpcError.METHOD_NOT_FOUND, "Method not found.", context);
        };
    }

    private RpcReply initialize(Request request, Session session, CallContext context) {
        String asked = RpcParams.text(request.params(), "protocolVersion");
        if (asked == null
                || RpcParams.object(request.params(), "capabilities") == null
                || !RpcParams.isImplementation(RpcParams.object(request.params(), "clientInfo"))) {
            return error(
                    request,
                    RpcError.INVALID_PARAMS,
                    "initialize needs protocolVersion, capabilities and clientInfo with name and version.",
                    context);
        }
        return writer.result(request.id(), out -> {
            out.writeStringProperty("protocolVersion", VERSIONS.contains(asked) ? asked : VERSIONS.getFirst());
            out.writeObjectPropertyStart("capabilities");
            out.writeObjectPropertyStart("tools");
            out.writeEndObject();
            out.writeEndObject();
            out.writeObjectPropertyStart("serverInfo");
            out.writeStringProperty("name", identity.name());
            out.writeStringProperty("title", identity.title());
            out.writeStringProperty("version", identity.version());
            out.writeEndObject();
            out.writeStringProperty("instructions", session.instructions());
        });
    }

    private RpcReply list(Request request, Session session, CallContext context) {
        if (request.params().has("cursor")) {
            return error(request, RpcError.INVALID_PARAMS, "The list has one page and takes no cursor.", context);
        }
        return writer.result(request.id(), out -> toolList.write(out, session.tools()));
    }

    private RpcReply call(Request request, Session session, CallContext context) {
        String name = RpcParams.text(request.params(), "name");
        ObjectNode arguments = RpcParams.arguments(request.params());
        if (name == null || arguments == null) {
            return error(
                    request,
                    RpcError.INVALID_PARAMS,
                    "tools/call needs name as a string, and arguments as an object where there are any.",
                    context);
        }
        return switch (session.call(name, arguments, context)) {
            case CallResult.Released released -> writer.result(request.id(), out -> toolResult.write(out, released));
            case CallResult.Refused refused
            when refused.problem().code().equals(ToolResult.UNKNOWN_TOOL) ->
                writer.problem(200, request.id(), RpcError.INVALID_PARAMS, refused.problem());
            case CallResult.Refused refused ->
                writer.result(request.id(), out -> {
                            toolResult.write(out, refused.problem());
                            out.writeObjectPropertyStart("_meta");
                            toolResult.writeProblem(out, refused.problem());
                            out.writeEndObject();
                        })
                        .as(refused.problem().code());
        };
    }

    private RpcReply error(Request request, int code, String message, CallContext context) {
        return writer.error(200, request.id(), code, message, context.correlationId());
    }
}
