package dev.remit.gateway.mcp;

import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.call.ToolService;
import dev.remit.gateway.mcp.rpc.RpcError;
import dev.remit.gateway.mcp.rpc.RpcId;
import dev.remit.gateway.mcp.rpc.RpcMessage;
import dev.remit.gateway.mcp.rpc.RpcReader;
import dev.remit.gateway.mcp.rpc.RpcReply;
import dev.remit.gateway.mcp.rpc.RpcWriter;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP over Streamable HTTP, one endpoint for all eras.
 *
 * <p>Each POST is one message with its own bearer token and is answered with one JSON object; nothing is remembered
 * between two of them. The order is cheapest refusal first: who may knock (Origin, Host), what may be said (method,
 * media types, size), who it is (the token), and only then what it says. The token is verified after the body has
 * arrived, so that a sender cannot pass with a grant, trickle its body, and act after the grant was revoked.
 *
 * <p>Every reply carries {@code Remit-Correlation-Id}. Errors never quote the request. Thread-safe; blocks, so it
 * runs on virtual threads.
 */
public final class McpWire implements HttpService {
    /** On every reply: what {@code remit explain} takes. */
    public static final String CORRELATION_ID = "Remit-Correlation-Id";

    private static final Logger LOG = LoggerFactory.getLogger(McpWire.class);
    private static final HeaderName CORRELATION = HeaderNames.create(CORRELATION_ID);
    private static final HeaderName TRACE_PARENT = HeaderNames.create("traceparent");
    private static final Header ALLOW_POST = HeaderValues.create(HeaderNames.ALLOW, "POST");
    private static final Header NO_STORE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");

    private final ToolService tools;
    private final McpSettings settings;
    private final Supplier<String> ids;
    private final Doorstep doorstep;
    private final RpcReader reader;
    private final RpcWriter writer = new RpcWriter();
    private final EraSelector eras;

    /**
     * Creates the wire; {@link #routing} mounts it.
     *
     * @param ids makes the correlation id of each request: unique, of visible ASCII characters
     */
    public McpWire(ToolService tools, McpSettings settings, Supplier<String> ids) {
        this.tools = tools;
        this.settings = settings;
        this.ids = ids;
        this.doorstep = new Doorstep(settings);
        this.reader = new RpcReader(settings.limits());
        this.eras = new EraSelector(settings, writer);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(settings.path(), this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        String id = ids.get();
        response.header(HeaderValues.createCached(CORRELATION, id));
        response.header(NO_STORE);
        RpcReply reply = reply(request, response, id);
        response.status(Status.create(reply.status()));
        if (reply.body().length == 0) {
            response.send();
        } else {
            response.header(HeaderValues.CONTENT_TYPE_JSON);
            response.send(reply.body());
        }
        if (isLast(request, response)) {
            // The server keeps a connection that was announced to close, and would take an unread body for the next
            // request: whoever may write a body could smuggle one past whatever is in front of it.
            throw new CloseConnectionException("last message on this connection");
        }
    }

    private static boolean isLast(ServerRequest request, ServerResponse response) {
        return response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    }

    private RpcReply reply(ServerRequest request, ServerResponse response, String id) {
        ServerRequestHeaders headers = request.headers();
        if (!doorstep.admits(headers)) {
            return unread(response, 403, "This Origin or Host may not call. Add it to the allowed origins.", id);
        }
        if (!Method.POST.equals(request.prologue().method())) {
            response.header(ALLOW_POST);
            return unread(response, 405, "Send each message with POST; there are no streams and no sessions.", id);
        }
        if (!MediaRules.sendsJson(headers)) {
            return unread(response, 415, "Send application/json in UTF-8 without a content encoding.", id);
        }
        if (!MediaRules.takesJson(headers)) {
            return unread(response, 406, "Replies are application/json: accept it.", id);
        }
        byte[] body = BoundedBody.read(request, settings.limits().body());
        if (body == null) {
            return unread(
                    response,
                    413,
                    "The body is larger than " + settings.limits().body() + " bytes.",
                    id);
        }
        try {
            return admitted(headers, response, body, id);
        } catch (RuntimeException e) {
            return failed(null, id, e);
        }
    }

    private RpcReply admitted(ServerRequestHeaders headers, ServerResponse response, byte[] body, String id) {
        String token = switch (Bearer.of(headers)) {
            case Bearer.Token(String value) -> value;
            case Bearer.None() -> null;
            case Bearer.Malformed() -> "";
        };
        if (token != null && token.isEmpty()) {
            challenge(response, "Bearer realm=\"remit\", error=\"invalid_request\"");
            return writer.error(400, null, 400, "Send one Authorization header with one bearer token.", id);
        }
        RequestHeaders mirrored = RequestHeaders.of(headers);
        String trace = TraceParent.valid(
                headers.contains(TRACE_PARENT) ? headers.get(TRACE_PARENT).get() : null);
        CallContext context = new CallContext(EraSelector.likelyWire(mirrored), id, trace);
        return switch (tools.access(token, context)) {
            case Access.Granted granted -> served(reader.read(body), mirrored, granted.session(), id, trace);
            case Access.Refused refused -> refused(response, refused.problem(), token);
        };
    }

    private RpcReply served(
            RpcMessage message, RequestHeaders mirrored, Session session, String id, @Nullable String trace) {
        try {
            return eras.answer(message, mirrored, session, id, trace);
        } catch (RuntimeException e) {
            return failed(message instanceof RpcMessage.Request request ? request.id() : null, id, e);
        }
    }

    private RpcReply failed(@Nullable RpcId request, String id, RuntimeException e) {
        LOG.error("request {} failed: {}", id, Trail.of(e));
        return writer.error(500, request, RpcError.INTERNAL, "Internal error; nothing was released.", id);
    }

    private RpcReply refused(ServerResponse response, Problem problem, @Nullable String token) {
        if (problem.status() == 401) {
            // RFC 6750 section 3.1: a request without a token is told how, not what went wrong.
            challenge(
                    response,
                    token == null ? "Bearer realm=\"remit\"" : "Bearer realm=\"remit\", error=\"invalid_token\"");
        }
        if (problem.retryAfter() != null) {
            long seconds = problem.retryAfter().plusMillis(999).toSeconds();
            response.header(HeaderValues.create(HeaderNames.RETRY_AFTER, seconds));
        }
        return writer.problem(problem.status(), null, problem.status(), problem);
    }

    private static void challenge(ServerResponse response, String challenge) {
        response.header(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, challenge));
    }

    /** Refuses without having read the body; the connection ends, so that the rest is not taken for a next request. */
    private RpcReply unread(ServerResponse response, int status, String message, String id) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        return writer.error(status, null, status, message, id);
    }
}
