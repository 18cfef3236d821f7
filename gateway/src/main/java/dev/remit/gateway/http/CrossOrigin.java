package dev.remit.gateway.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * What a browser must be told before a page of another origin may call (Fetch standard, CORS protocol). Said to allowed
 * origins only; whether an origin is allowed is decided before.
 *
 * <p>Calls carry a bearer token that the page itself holds, so credentials of the browser are never allowed.
 */
final class CrossOrigin {
    static final HeaderName ORIGIN = HeaderNames.create("Origin");

    private static final HeaderName ASKED = HeaderNames.create("Access-Control-Request-Method");
    private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
    private static final HeaderName ALLOW_METHODS = HeaderNames.create("Access-Control-Allow-Methods");
    private static final HeaderName ALLOW_HEADERS = HeaderNames.create("Access-Control-Allow-Headers");
    private static final HeaderName EXPOSE_HEADERS = HeaderNames.create("Access-Control-Expose-Headers");
    private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");

    private static final String METHODS = "GET, POST";
    private static final String SENT =
            "Accept, Authorization, Content-Type, MCP-Protocol-Version, Mcp-Method, Mcp-Name, traceparent";
    private static final String READ = Reply.CORRELATION.defaultCase() + ", Retry-After, WWW-Authenticate";
    private static final int SECONDS = 600;

    private CrossOrigin() {}

    /** Lets the page of an allowed origin read the answer. Caches must not give it to another origin. */
    static void admit(Headers request, RoutingResponse response) {
        response.header(ALLOW_ORIGIN, request.get(ORIGIN).get());
        response.header(HeaderNames.VARY, ORIGIN.defaultCase());
        response.header(EXPOSE_HEADERS, READ);
    }

    /** Whether a browser only asks what it may send. */
    static boolean isPreflight(RoutingRequest request) {
        return request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(ORIGIN)
                && request.headers().contains(ASKED);
    }

    /** Says what may be sent; which path takes which method is for the call itself to find out. */
    static void permit(RoutingResponse response) {
        response.header(ALLOW_METHODS, METHODS);
        response.header(ALLOW_HEADERS, SENT);
        response.header(MAX_AGE, Integer.toString(SECONDS));
    }
}
