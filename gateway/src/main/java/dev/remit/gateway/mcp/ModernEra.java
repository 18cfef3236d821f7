package dev.remit.gateway.mcp;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.CallResult;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.mcp.rpc.RpcError;
import dev.remit.gateway.mcp.rpc.RpcMessage.Request;
import dev.remit.gateway.mcp.rpc.RpcParams;
import dev.remit.gateway.mcp.rpc.RpcReply;
import dev.remit.gateway.mcp.rpc.RpcWriter;
import dev.remit.gateway.mcp.rpc.ToolList;
import dev.remit.gateway.mcp.rpc.ToolResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests of the stateless era (MCP 2026-07-28): each one says its version and the client's capabilities, and its
 * headers say what its body says.
 *
 * <p>HTTP statuses: 400 where the envelope, {@code _meta} or a header is wrong, 404 for an unknown method, 200 for
 * everything that a well-formed request can lead to, an unknown tool included. Thread-safe.
 */
final class ModernEra {
    static final String VERSION = "2026-07-28";

    /** The revision with per-request metadata first, then those of the handshake era. */
    private final List<String> supported;

    private static final String META = "_meta";
    private static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";
    private static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

    /** A version is echoed in the error about it, so no more of it than a version could have. */
    private static final int MAX_VERSION = 32;

    private final McpSettings settings;
    private final RpcWriter writer;
    private final ToolList toolList;
    private final ToolResult toolResult;
    private final TaskMethods tasks;

    ModernEra(McpSettings settings, List<String> supported, RpcWriter writer, ToolList toolList, ToolResult result) {
        this.settings = settings;
        this.supported = List.copyOf(supported);
        this.writer = writer;
        this.toolList = toolList;
        this.toolResult = result;
        this.tasks = new TaskMethods(writer, result, out -> meta(out, null));
    }

    /** Answers one request. */
    RpcReply answer(Request request, RequestHeaders headers, Session session, CallContext context) {
        RpcReply refusal = refusal(request, headers, context);
        if (refusal != null) {
            return refusal;
        }
        return switch (request.method()) {
            case "server/discover" -> discover(request, session);
            case "tools/list" -> list(request, session, context);
            case "tools/call" -> call(request, headers, session, context);
            case "tasks/get", "tasks/update", "tasks/cancel" -> task(request, headers, session, context);
            default -> error(404, request, RpcError.METHOD_NOT_FOUND, "Method not found.", context);
        };
    }

    /** What is wrong with the request's metadata, or null. */
    private @Nullable RpcReply refusal(Request request, RequestHeaders headers, CallContext context) {
        ObjectNode meta = RpcParams.object(request.params(), META);
        String version = meta == null ? null : RpcParams.text(meta, McpHeaders.META_PROTOCOL_VERSION);
        boolean unmarked = meta == null || !meta.has(McpHeaders.META_PROTOCOL_VERSION);
        if (unmarked && headers.version() != null && !headers.version().equals(VERSION)) {
            return unsupported(request, headers.version(), context);
        }
        if (meta == null || version == null || version.length() > MAX_VERSION) {
            return invalid(request, "params._meta must have " + McpHeaders.META_PROTOCOL_VERSION + ".", context);
        }
        if (!version.equals(headers.version())) {
            return mismatch(request, McpHeaders.PROTOCOL_VERSION, "the version in params._meta", context);
        }
        if (!version.equals(VERSION)) {
            return unsupported(request, version, context);
        }
        if (RpcParams.object(meta, CLIENT_CAPABILITIES) == null) {
            return invalid(request, "params._meta must have " + CLIENT_CAPABILITIES + " as an object.", context);
        }
        if (meta.has(CLIENT_INFO) && !RpcParams.isImplementation(RpcParams.object(meta, CLIENT_INFO))) {
            return invalid(request, CLIENT_INFO + " must have name and version as strings.", context);
        }
        if (!request.method().equals(headers.method())) {
            return mismatch(request, McpHeaders.METHOD, "the method", context);
        }
        return null;
    }

    private RpcReply discover(Request request, Session session) {
        return writer.result(request.id(), out -> {
            complete(out);
            out.writeArrayPropertyStart("supportedVersions");
            supported.forEach(out::writeString);
            out.writeEndArray();
            out.writeObjectPropertyStart("capabilities");
            out.writeObjectPropertyStart("tools");
            out.writeEndObject();
            out.writeObjectPropertyStart("extensions");
            out.writeObjectPropertyStart(TaskMethods.EXTENSION);
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndObject();
            out.writeStringProperty("instructions", session.instructions());
            cacheable(out);
            meta(out, null);
        });
    }

    private RpcReply list(Request request, Session session, CallContext context) {
        if (request.params().has("cursor")) {
            return error(200, request, RpcError.INVALID_PARAMS, "The list has one page and takes no cursor.", context);
        }
        return writer.result(request.id(), out -> {
            complete(out);
            toolList.write(out, session.tools());
            cacheable(out);
            meta(out, null);
        });
    }

    private RpcReply call(Request request, RequestHeaders headers, Session session, CallContext context) {
        String name = RpcParams.text(request.params(), "name");
        ObjectNode arguments = RpcParams.arguments(request.params());
        if (name == null || arguments == null) {
            return invalid(
                    request,
                    "tools/call needs name as a string, and arguments as an object where there are any.",
                    context);
        }
        if (headers.name() == null || !McpHeaders.decode(headers.name()).equals(Optional.of(name))) {
            return mismatch(request, McpHeaders.NAME, "params.name", context);
        }
        return switch (session.call(name, arguments, context)) {
            case CallResult.Released released
            when TaskMethods.goesOn(released) && declaresTasks(request) -> tasks.created(request, released);
            case CallResult.Released released ->
                writer.result(request.id(), out -> {
                    complete(out);
                    toolResult.write(out, released);
                    meta(out, null);
                });
            case CallResult.Refused refused
            when refused.problem().code().equals(ToolResult.UNKNOWN_TOOL) ->
                writer.problem(200, request.id(), RpcError.INVALID_PARAMS, refused.problem());
            case CallResult.Refused refused ->
                writer.result(request.id(), out -> {
                            complete(out);
                            toolResult.write(out, refused.problem());
                            meta(out, refused.problem());
                        })
                        .as(refused.problem().code());
        };
    }

    /** The tasks extension: the header names the task, and the client says each time that it knows the extension. */
    private RpcReply task(Request request, RequestHeaders headers, Session session, CallContext context) {
        if (!declaresTasks(request)) {
            return tasks.undeclared(request, context);
        }
        String id = RpcParams.text(request.params(), TaskMethods.ID);
        if (id == null) {
            return invalid(request, request.method() + " needs " + TaskMethods.ID + " as a string.", context);
        }
        if (headers.name() == null || !McpHeaders.decode(headers.name()).equals(Optional.of(id))) {
            return mismatch(request, McpHeaders.NAME, "params." + TaskMethods.ID, context);
        }
        if (request.method().equals("tasks/update") && RpcParams.object(request.params(), "inputResponses") == null) {
            return invalid(request, "tasks/update needs inputResponses as an object.", context);
        }
        return tasks.answer(request, id, session, context);
    }

    private static boolean declaresTasks(Request request) {
        ObjectNode meta = RpcParams.object(request.params(), META);
        ObjectNode client = meta == null ? null : RpcParams.object(meta, CLIENT_CAPABILITIES);
        ObjectNode extensions = client == null ? null : RpcParams.object(client, "extensions");
        return extensions != null && RpcParams.object(extensions, TaskMethods.EXTENSION) != null;
    }

    private static void complete(JsonGenerator out) {
        out.writeStringProperty("resultType", "complete");
    }

    /** Private always: what a grant may see is nobody else's business, and a shared cache cannot know it. */
    private void cacheable(JsonGenerator out) {
        out.writeNumberProperty("ttlMs", settings.listTtl().toMillis());
        out.writeStringProperty("cacheScope", "private");
    }

    private void meta(JsonGenerator out, @Nullable Problem problem) {
        out.writeObjectPropertyStart(META);
        out.writeObjectPropertyStart(SERVER_INFO);
        out.writeStringProperty("name", settings.identity().name());
        out.writeStringProperty("title", settings.identity().title());
        out.writeStringProperty("version", settings.identity().version());
        out.writeEndObject();
        if (problem != null) {
            toolResult.writeProblem(out, problem);
        }
        out.writeEndObject();
    }

    private RpcReply unsupported(Request request, String version, CallContext context) {
        return writer.error(
                400,
                request.id(),
                RpcError.UNSUPPORTED_PROTOCOL_VERSION,
                "Unsupported protocol version.",
                context.correlationId(),
                out -> {
                    out.writeArrayPropertyStart("supported");
                    supported.forEach(out::writeString);
                    out.writeEndArray();
                    out.writeStringProperty(
                            "requested", version.length() > MAX_VERSION ? version.substring(0, MAX_VERSION) : version);
                });
    }

    private RpcReply mismatch(Request request, String header, String mirrored, CallContext context) {
        String message = "Header mismatch: " + header + " must come once and equal " + mirrored + ".";
        return error(400, request, RpcError.HEADER_MISMATCH, message, context);
    }

    private RpcReply invalid(Request request, String message, CallContext context) {
        return error(400, request, RpcError.INVALID_PARAMS, message, context);
    }

    private RpcReply error(int status, Request request, int code, String message, CallContext context) {
        return writer.error(status, request.id(), code, message, context.correlationId());
    }
}
