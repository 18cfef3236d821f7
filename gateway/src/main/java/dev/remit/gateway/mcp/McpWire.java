package dev.remit.gateway.mcp;

import dev.remit.gateway.call.Access;
import dev.remit.gateway.call.CallContext;
import dev.remit.gateway.call.Problem;
import dev.remit.gateway.call.Session;
import dev.remit.gateway.call.ToolService;
import dev.remit.gateway.http.Bearer;
import dev.remit.gateway.http.Body;
import dev.remit.gateway.http.Exchange;
import dev.remit.gateway.http.Failure;
import dev.remit.gateway.http.HttpServer;
import dev.remit.gateway.http.Refusal;
import dev.remit.gateway.http.Watch;
import dev.remit.gateway.mcp.rpc.RpcError;
import dev.remit.gateway.mcp.rpc.RpcId;
import dev.remit.gateway.mcp.rpc.RpcMessage;
import dev.remit.gateway.mcp.rpc.RpcReader;
import dev.remit.gateway.mcp.rpc.RpcReply;
import dev.remit.gateway.mcp.rpc.RpcWriter;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP over Streamable HTTP, one endpoint for all eras; served by {@link HttpServer}, which has named each request and
 * turned foreign pages away (MCP 2026-07-28, Streamable HTTP, "Security &amp; Endpoint").
 *
 * <p>Each POST is one message with its own bearer token and is answered with one JSON object; nothing is remembered
 * between two of them. The order is cheapest refusal first: what may be said (method, media types, size), who it is
 * (the token), and only then what it says. The token is verified after the body has arrived, so that a sender cannot
 * pass with a grant, trickle its body, and act after the grant was revoked.
 *
 * <p>Errors never quote the request. Thread-safe; blocks, so it runs on virtual threads.
 */
public final class McpWire implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(McpWire.class);
    private static final Header ALLOW_POST = HeaderValues.create(HeaderNames.ALLOW, "POST");
    private static final Header NO_STORE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");

    private final ToolService tools;
    private final McpSettings settings;
    private final Watch watch;
    private final LongSupplier nanos;
    private final RpcReader reader;
    private final RpcWriter writer = new RpcWriter();
    private final EraSelector eras;

    /**
     * Creates the wire; {@link #routing} mounts it.
     *
     * @param watch told of every request, under the wire that its headers name
     * @param nanos a clock that only goes forward, like {@link System#nanoTime}
     */
    public McpWire(ToolService tools, McpSettings settings, Watch watch, LongSupplier nanos) {
        this.tools = tools;
        this.settings = settings;
        this.watch = watch;
        this.nanos = nanos;
        this.reader = new RpcReader(settings.limits());
        this.eras = new EraSelector(settings, writer);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(settings.path(), this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        long start = nanos.getAsLong();
        RequestHeaders mirrored = RequestHeaders.of(request.headers());
        String wire = EraSelector.likelyWire(mirrored);
        RpcReply reply = reply(request, response, mirrored, Exchange.of(request).context(wire));
        watch.answered(wire, reply.outcome(), nanos.getAsLong() - start);
        response.status(Status.create(reply.status()));
        response.header(NO_STORE);
        if (reply.body().length == 0) {
            response.send();
        } else {
            response.header(HeaderValues.CONTENT_TYPE_JSON);
            response.send(reply.body());
        }
    }

    private RpcReply reply(
            ServerRequest request, ServerResponse response, RequestHeaders mirrored, CallContext context) {
        ServerRequestHeaders headers = request.headers();
        String id = context.correlationId();
        if (!Method.POST.equals(request.prologue().method())) {
            response.header(ALLOW_POST);
            return unread(
                    response,
                    Refusal.METHOD_NOT_ALLOWED,
                    "Send each message with POST; there are no streams and no sessions.",
                    id);
        }
        if (!MediaRules.sendsJson(headers)) {
            return unread(
                    response,
                    Refusal.UNSUPPORTED_MEDIA_TYPE,
                    "Send application/json in UTF-8 without a content encoding.",
                    id);
        }
        if (!MediaRules.takesJson(headers)) {
            return unread(response, Refusal.NOT_ACCEPTABLE, "Replies are application/json: accept it.", id);
        }
        Exchange exchange = Exchange.of(request);
        return switch (exchange.body()) {
            case Body.TooLarge(int cap) ->
                unread(response, Refusal.BODY_TOO_LARGE, "The body is larger than " + cap + " bytes.", id);
            case Body.Broken broken ->
                unread(response, Refusal.BROKEN_BODY, "The body ended early, or its chunks are malformed.", id);
            case Body.Whole whole -> {
                try {
                    yield admitted(exchange.bearer(), response, whole.bytes(), mirrored, context);
                } catch (RuntimeException e) {
                    yield failed(null, id, e);
                }
            }
        };
    }

    private RpcReply admitted(
            Bearer bearer, ServerResponse response, byte[] body, RequestHeaders mirrored, CallContext context) {
        if (bearer instanceof Bearer.Malformed) {
            challenge(response, "Bearer realm=\"remit\", error=\"invalid_request\"");
            return refused(
                    Refusal.INVALID_REQUEST,
                    "Send one Authorization header with one bearer token.",
                    context.correlationId());
        }
        return switch (tools.access(bearer.token(), context)) {
            case Access.Granted granted -> served(reader.read(body), mirrored, granted.session(), context);
            case Access.Refused refused -> refused(response, refused.problem(), bearer.token());
        };
    }

    private RpcReply served(RpcMessage message, RequestHeaders mirrored, Session session, CallContext context) {
        try {
            return eras.answer(message, mirrored, session, context.correlationId(), context.traceParent());
        } catch (RuntimeException e) {
            return failed(
                    message instanceof RpcMessage.Request request ? request.id() : null, context.correlationId(), e);
        }
    }

    private RpcReply failed(@Nullable RpcId request, String id, RuntimeException e) {
        LOG.error("request {} failed: {}", id, Failure.of(e));
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
    private RpcReply unread(ServerResponse response, Refusal refusal, String message, String id) {
        response.header(HeaderValues.CONNECTION_CLOSE);
        return refused(refusal, message, id);
    }

    private RpcReply refused(Refusal refusal, String message, String id) {
        return writer.error(refusal.status(), null, refusal.status(), message, id)
                .as(refusal.code());
    }
}
