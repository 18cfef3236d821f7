package dev.remit.gateway.mcp;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers that mirror the body.
 *
 * @param version {@code MCP-Protocol-Version}, or null
 * @param method {@code Mcp-Method}, or null
 * @param name {@code Mcp-Name} as sent, or null
 * @param repeated whether one of them came more than once, so that two readers could see two values
 */
record RequestHeaders(
        @Nullable String version,
        @Nullable String method,
        @Nullable String name,
        boolean repeated) {
    private static final HeaderName VERSION = HeaderNames.create(McpHeaders.PROTOCOL_VERSION);
    private static final HeaderName METHOD = HeaderNames.create(McpHeaders.METHOD);
    private static final HeaderName NAME = HeaderNames.create(McpHeaders.NAME);

    static RequestHeaders of(Headers headers) {
        return new RequestHeaders(
                value(headers, VERSION),
                value(headers, METHOD),
                value(headers, NAME),
                repeated(headers, VERSION) || repeated(headers, METHOD) || repeated(headers, NAME));
    }

    private static @Nullable String value(Headers headers, HeaderName name) {
        return headers.contains(name) ? headers.get(name).get() : null;
    }

    private static boolean repeated(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return false;
        }
        Header header = headers.get(name);
        return header.valueCount() > 1;
    }
}
