package dev.remit.gateway.mcp;

import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.http.TraceParent;
import dev.remit.gateway.mcp.legacy.LegacyEra;
import dev.remit.gateway.mcp.rpc.RpcError;
import dev.remit.gateway.mcp.rpc.RpcMessage;
import dev.remit.gateway.mcp.rpc.RpcParams;
import dev.remit.gateway.mcp.rpc.RpcReply;
import dev.remit.gateway.mcp.rpc.RpcWriter;
import dev.remit.gateway.mcp.rpc.ToolList;
import dev.remit.gateway.mcp.rpc.ToolResult;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides from the message alone which era answers it (MCP 2026-07-28, "Versioning and Compatibility").
 *
 * <p>A version in {@code _meta} means the stateless era, unless it and the header agree on an older revision. Without
 * one, an older revision in the header means the handshake era, and so does an {@code initialize} without a header,
 * which is how that era begins. Thread-safe.
 */
final class EraSelector {
    static final String MODERN_WIRE = "mcp";
    static final String LEGACY_WIRE = "mcp-legacy";

    private static final List<String> SUPPORTED = Stream.concat(
                    Stream.of(ModernEra.VERSION), LegacyEra.VERSIONS.stream())
            .toList();

    private final RpcWriter writer;
    private final ModernEra modern;
    private final LegacyEra legacy;

    EraSelector(McpSettings settings, RpcWriter writer) {
        ToolList list = new ToolList(writer);
        ToolResult result = new ToolResult();
        this.writer = writer;
        this.modern = new ModernEra(settings, SUPPORTED, writer, list, result);
        this.legacy = new LegacyEra(settings.identity(), writer, list, result);
    }

    /** The wire that a request will most likely turn out to be, before its body was parsed. */
    static String likelyWire(RequestHeaders headers) {
        return headers.version() == null || LegacyEra.VERSIONS.contains(headers.version()) ? LEGACY_WIRE : MODERN_WIRE;
    }

    /** @param traceParent the trace context of the HTTP request, which one in {@code _meta} overrides, or null */
    RpcReply answer(
            RpcMessage message,
            RequestHeaders headers,
            Session session,
            String correlationId,
            @Nullable String traceParent) {
        return switch (message) {
            case RpcMessage.Invalid wrong ->
                writer.error(400, wrong.id(), wrong.code(), wrong.message(), correlationId);
            case RpcMessage.Notification said -> notified(said, correlationId);
            case RpcMessage.Request request -> answer(request, headers, session, correlationId, traceParent);
        };
    }

    /** Nothing that a client may announce changes anything here; what asks for an answer must not pass as news. */
    private RpcReply notified(RpcMessage.Notification said, String correlationId) {
        if (said.method().startsWith("notifications/")) {
            return RpcReply.accepted();
        }
        return writer.error(400, null, RpcError.INVALID_REQUEST, "A request needs an id.", correlationId);
    }

    private RpcReply answer(
            RpcMessage.Request request,
            RequestHeaders headers,
            Session session,
            String correlationId,
            @Nullable String traceParent) {
        ObjectNode meta = RpcParams.object(request.params(), "_meta");
        String trace = meta == null ? null : trace(meta);
        if (trace == null) {
            trace = traceParent;
        }
        boolean marked = meta != null && meta.has(McpHeaders.META_PROTOCOL_VERSION);
        String inMeta = meta == null ? null : RpcParams.text(meta, McpHeaders.META_PROTOCOL_VERSION);
        if (headers.repeated()) {
            return mismatch(request, "a header that mirrors the body came more than once.", correlationId);
        }
        if (isLegacy(request, headers.version(), marked, inMeta)) {
            return legacy.answer(request, session, new CallContext(LEGACY_WIRE, correlationId, trace));
        }
        if (!marked && headers.version() == null) {
            return mismatch(
                    request,
                    McpHeaders.PROTOCOL_VERSION + " is missing. Supported: " + String.join(", ", SUPPORTED) + ".",
                    correlationId);
        }
        return modern.answer(request, headers, session, new CallContext(MODERN_WIRE, correlationId, trace));
    }

    private static @Nullable String trace(ObjectNode meta) {
        String given = RpcParams.text(meta, "traceparent");
        return given == null ? null : TraceParent.valid(given);
    }

    private static boolean isLegacy(
            RpcMessage.Request request, @Nullable String version, boolean marked, @Nullable String inMeta) {
        if (version == null) {
            return !marked && request.method().equals("initialize");
        }
        return LegacyEra.VERSIONS.contains(version) && (!marked || version.equals(inMeta));
    }

    private RpcReply mismatch(RpcMessage.Request request, String what, String correlationId) {
        return writer.error(400, request.id(), RpcError.HEADER_MISMATCH, "Header mismatch: " + what, correlationId);
    }
}
