package dev.remit.gateway.mcp;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps web pages out that have no business here (MCP 2026-07-28, Streamable HTTP, "Security &amp; Endpoint").
 *
 * <p>A browser cannot be told to leave the Origin away, so a foreign one is refused. On loopback the Host is checked
 * as well: a page whose name was made to resolve to 127.0.0.1 is same-origin to its browser and may send no Origin,
 * but it cannot hide the name that it used. Thread-safe.
 */
final class Doorstep {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern AUTHORITY = Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://(" + AUTHORITY.pattern() + ")");

    private final boolean loopback;
    private final Set<String> origins;

    Doorstep(McpSettings settings) {
        this.loopback = settings.loopback();
        this.origins = settings.origins();
    }

    static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches();
    }

    boolean admits(ServerRequestHeaders headers) {
        return admitsOrigin(headers) && (!loopback || namesLoopback(headers));
    }

    private boolean admitsOrigin(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.ORIGIN)) {
            return true;
        }
        String origin = single(headers, HeaderNames.ORIGIN);
        if (origins.contains(origin)) {
            return true;
        }
        Matcher parts = ORIGIN.matcher(origin);
        return loopback && parts.matches() && LOOPBACK.contains(parts.group(2));
    }

    private static boolean namesLoopback(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.HOST)) {
            return false;
        }
        Matcher host = AUTHORITY.matcher(single(headers, HeaderNames.HOST));
        return host.matches() && LOOPBACK.contains(host.group(1));
    }

    /** The header's only value in lower case; a repeated header gives text that is in no list. */
    private static String single(ServerRequestHeaders headers, HeaderName name) {
        return headers.get(name).values().toLowerCase(Locale.ROOT);
    }
}
