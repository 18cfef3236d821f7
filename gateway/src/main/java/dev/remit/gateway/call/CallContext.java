package dev.remit.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * What a wire knows about one request besides its content.
 *
 * @param wire the protocol's short name, for records and metrics: {@code mcp}, {@code mcp-legacy}, {@code rest}
 * @param correlationId the id that the reply carries and that {@code remit explain} takes
 * @param traceParent the caller's trace context as W3C Trace Context writes it, already validated, or null
 */
public record CallContext(
        String wire, String correlationId, @Nullable String traceParent) {}
