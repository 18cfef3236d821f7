package dev.remit.gateway.upstream.mcp;

import dev.remit.core.catalog.Access;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Upstream;
import dev.remit.core.template.RequestTemplate;
import dev.remit.core.template.ToolTemplate;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.upstream.Doing;
import dev.remit.gateway.upstream.Fetched;
import dev.remit.gateway.upstream.Outcome;
import dev.remit.gateway.upstream.ResponseShape;
import dev.remit.gateway.upstream.http.HttpTransport;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One MCP server, as an upstream. Only the tools that the catalog pins can be called, and only while they describe
 * themselves as they did when a person reviewed them ({@link ToolDigest}): a server whose tool changes its meaning gets
 * no more calls of it until it is pinned anew. What tools say of themselves is shown to nobody, and of a result only
 * {@code structuredContent} is taken, by declared fields; free text is dropped. Thread-safe.
 */
public final class McpUpstream implements Doing {
    /** The newest first: what is asked for. */
    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18");

    private static final int MOST_PAGES = 20;
    private static final int MOST_TOOLS = 1_000;
    private static final Pattern SESSION = Pattern.compile("[!-~]{1,500}");

    /** How old the list of tools may be when one is called. */
    static final Duration REVIEWED_WITHIN = Duration.ofSeconds(60);

    /** JSON-RPC errors that are given before a tool is run: parse error, invalid request, no such method or arguments. */
    private static final Set<Integer> BEFORE_RUNNING = Set.of(-32700, -32600, -32601, -32602);

    private final Map<String, String> pins;
    private final Duration timeout;
    private final HttpTransport transport;
    private final McpWire wire;
    private final LongSupplier nanos;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Session session;

    /** @param digests of all tools that the server lists */
    private record Session(Map<String, String> headers, Map<String, String> digests, long listedAt) {}

    /** What a server lists. */
    public sealed interface Listed {
        /** @param digests by tool, in the server's order */
        record Tools(SequencedMap<String, String> digests) implements Listed {}

        record Failed(SourceFailure failure) implements Listed {}
    }

    McpUpstream(Upstream upstream, Map<String, String> pins, HttpTransport transport, LongSupplier nanos) {
        this.pins = Map.copyOf(pins);
        this.timeout = upstream.timeout();
        this.transport = transport;
        this.wire = new McpWire(transport, upstream.mostBytes());
        this.nanos = nanos;
    }

    /**
     * Opens a server; it need not be there.
     *
     * @param name for messages: the source's
     * @param upstream whose URL is the server's endpoint
     * @param pins the tools that may be called, with their digests
     * @param references gives a text with its references resolved; asked again for every request
     * @param breaker spares it when it fails
     */
    public static McpUpstream open(
            String name,
            Upstream upstream,
            Map<String, String> pins,
            UnaryOperator<String> references,
            Breaker breaker) {
        return new McpUpstream(
                upstream, pins, HttpTransport.open(name, upstream, references, breaker), System::nanoTime);
    }

    /**
     * Calls a tool that may act, once.
     *
     * @param arguments a tree of maps, lists, strings, numbers, booleans and null, for the tool's arguments
     */
    public Outcome act(String tool, @Nullable Object arguments, ResponseShape shape) {
        return switch (call(tool, arguments)) {
            case Reply.NotSent(SourceFailure failure) -> new Outcome.NotSent(failure.detail());
            case Reply.Lost(SourceFailure failure) -> new Outcome.Unknown(failure.detail());
            case Reply.Status(int status) -> ofStatus(status);
            case Reply.Fault(int code) -> {
                String what = wrong("answers a call of " + tool + " with the JSON-RPC error " + code)
                        .detail();
                yield BEFORE_RUNNING.contains(code) ? new Outcome.Refused(400, what) : new Outcome.Unknown(what);
            }
            case Reply.Result(JsonNode result, var _) -> outcome(tool, result, shape);
        };
    }

    private Outcome ofStatus(int status) {
        String what = status(status).detail();
        boolean refused =
                status >= 400 && status < 500 && !Set.of(408, 409, 425, 429).contains(status);
        return refused ? new Outcome.Refused(status, what) : new Outcome.Unknown(what);
    }

    private Outcome outcome(String tool, JsonNode result, ResponseShape shape) {
        if (result.path("isError").asBoolean(false)) {
            return new Outcome.Unknown(failed(tool).detail());
        }
        JsonNode content = result.path("structuredContent");
        if (!content.isObject()) {
            return shape.needsNothing()
                    ? new Outcome.Done(shape.nothing())
                    : new Outcome.Unknown(unstructured(tool).detail());
        }
        return switch (shape.take(content)) {
            case ResponseShape.Taken.Values(var values) -> new Outcome.Done(values);
            case ResponseShape.Taken.WrongShape(String detail) ->
                new Outcome.Unknown(wrong("answers a call of " + tool + " in another shape: " + detail)
                        .detail());
        };
    }

    /** Calls a tool that only reads; a session that the server has forgotten is opened anew. */
    public Fetched fetch(String tool, @Nullable Object arguments) {
        Reply reply = call(tool, arguments);
        if (reply instanceof Reply.Status(int status) && status == 404) {
            reply = call(tool, arguments);
        }
        return switch (reply) {
            case Reply.NotSent(SourceFailure failure) -> new Fetched.Failed(failure);
            case Reply.Lost(SourceFailure failure) -> new Fetched.Failed(failure);
            case Reply.Status(int status) -> new Fetched.Failed(status(status));
            case Reply.Fault(int code) ->
                new Fetched.Failed(wrong("answers a call of " + tool + " with the JSON-RPC error " + code));
            case Reply.Result(JsonNode result, var _) -> {
                JsonNode content = result.path("structuredContent");
                if (result.path("isError").asBoolean(false)) {
                    yield new Fetched.Failed(failed(tool));
                }
                yield content.isObject() ? new Fetched.Document(content) : new Fetched.Failed(unstructured(tool));
            }
        };
    }

    private Reply call(String tool, @Nullable Object arguments) {
        String pin = pins.get(tool);
        if (pin == null) {
            return new Reply.NotSent(wrong("was not asked: the catalog does not pin the tool " + tool));
        }
        Opened opened = opened();
        if (opened.session() == null) {
            return new Reply.NotSent(opened.failure());
        }
        String digest = opened.session().digests().get(tool);
        if (!pin.equals(digest)) {
            return new Reply.NotSent(wrong("was not asked: " + changed(tool, digest)));
        }
        SequencedMap<String, Object> params = new LinkedHashMap<>();
        params.put("name", tool);
        params.put("arguments", arguments == null ? Map.of() : arguments);
        Reply reply = wire.request("tools/call", params, opened.session().headers());
        if (reply instanceof Reply.Status(int status) && status == 404) {
            session = null; // the server has forgotten the session, and did nothing ("Session Management")
        }
        return reply;
    }

    /** Why a tool is not what was reviewed. */
    private static String changed(String tool, @Nullable String digest) {
        return digest == null
                ? "it does not list the tool " + tool
                : "the tool " + tool + " is not what was reviewed: its description or schema now has the digest "
                        + digest;
    }

    @Override
    public Fetched ask(Access.Ask ask, Map<String, @Nullable Object> values) {
        if (!(ask instanceof Access.Ask.Tool(ToolTemplate call))) {
            throw new IllegalArgumentException("an MCP server is asked by tools");
        }
        return switch (call.render(values)) {
            case ToolTemplate.Arguments.Refused _ -> new Fetched.Absent();
            case ToolTemplate.Arguments.Given(Object arguments) -> fetch(call.tool(), arguments);
        };
    }

    /** Renders and acts. A value that does not fit the template is {@link Outcome.NotSent}. */
    public Outcome act(ToolTemplate call, Map<String, @Nullable Object> values, ResponseShape shape) {
        return switch (call.render(values)) {
            case ToolTemplate.Arguments.Given(Object arguments) -> act(call.tool(), arguments, shape);
            case ToolTemplate.Arguments.Refused(String placeholder, String why) ->
                new Outcome.NotSent(
                        wrong("was not asked: {" + placeholder + "} " + why).detail());
        };
    }

    @Override
    public Prepared prepare(Means means, Map<String, @Nullable Object> values) {
        if (!(means instanceof Means.Tool(ToolTemplate call, var _))) {
            throw new IllegalArgumentException("an MCP server acts by tools");
        }
        return switch (call.render(values)) {
            case ToolTemplate.Arguments.Given(Object arguments) ->
                new Prepared.Ready(shape -> act(call.tool(), arguments, shape));
            case ToolTemplate.Arguments.Refused(String placeholder, String why) ->
                new Prepared.Unfit("{" + placeholder + "} " + why);
        };
    }

    @Override
    public OptionalInt status(RequestTemplate request, Map<String, @Nullable Object> values) {
        throw new IllegalArgumentException("an MCP server takes no requests of HTTP");
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    /** Asks for the tools anew, and compares them with what was pinned. */
    @Override
    public Look look() {
        return switch (list()) {
            case Listed.Failed(SourceFailure failure) -> new Look.Unreached(failure);
            case Listed.Tools(var digests) -> {
                Map<String, String> changes = new HashMap<>();
                pins.forEach((tool, pin) -> {
                    String digest = digests.get(tool);
                    if (!pin.equals(digest)) {
                        changes.put(tool, changed(tool, digest));
                    }
                });
                yield new Look.Reached(changes);
            }
        };
    }

    @Override
    public SourceFailure failure(Reason reason, String what) {
        return transport.failure(reason, what);
    }

    /** Asks for the tools anew: what a person would pin. */
    public Listed list() {
        if (!alone()) {
            return new Listed.Failed(late());
        }
        try {
            session = null;
        } finally {
            opening.unlock();
        }
        Opened opened = opened();
        return opened.session() == null
                ? new Listed.Failed(opened.failure())
                : new Listed.Tools(new LinkedHashMap<>(opened.session().digests()));
    }

    private record Opened(@Nullable Session session, SourceFailure failure) {}

    /**
     * The session, with what its server lists; no caller waits for that for longer than twice the time-out, however many
     * pages drip, and whoever else asks.
     */
    private Opened opened() {
        Session known = session;
        if (known != null && nanos.getAsLong() - known.listedAt() < REVIEWED_WITHIN.toNanos()) {
            return new Opened(known, wrong(""));
        }
        long until = nanos.getAsLong() + timeout.toNanos();
        if (!alone()) {
            return new Opened(null, late());
        }
        try {
            Session other = session;
            if (other != null && !other.equals(known)) {
                return new Opened(other, wrong(""));
            }
            Opened opened = known == null ? initialized(until) : listed(known.headers(), until);
            if (opened.session() == null && known != null && nanos.getAsLong() < until) {
                opened = initialized(until); // it may have forgotten the session
            }
            session = opened.session();
            return opened;
        } finally {
            opening.unlock();
        }
    }

    private boolean alone() {
        try {
            return opening.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Opened initialized(long until) {
        SequencedMap<String, Object> params = new LinkedHashMap<>();
        params.put("protocolVersion", VERSIONS.getFirst());
        params.put("capabilities", Map.of());
        params.put("clientInfo", Map.of("name", "remit", "version", "1"));
        return switch (wire.request("initialize", params, Map.of())) {
            case Reply.Result(JsonNode result, var headers) -> {
                String version = result.path("protocolVersion").asString("");
                String id = headers.get("mcp-session-id");
                if (!VERSIONS.contains(version)
                        || (id != null && !SESSION.matcher(id).matches())) {
                    yield new Opened(null, wrong("speaks no version of MCP that this build does"));
                }
                SequencedMap<String, String> ours = new LinkedHashMap<>();
                ours.put("MCP-Protocol-Version", version);
                if (id != null) {
                    ours.put("Mcp-Session-Id", id);
                }
                if (nanos.getAsLong() >= until) {
                    yield new Opened(null, late());
                }
                Reply refused = wire.notify("notifications/initialized", ours);
                yield refused == null ? listed(ours, until) : new Opened(null, failure(refused));
            }
            case Reply other -> new Opened(null, failure(other));
        };
    }

    private Opened listed(Map<String, String> headers, long until) {
        SequencedMap<String, String> digests = new LinkedHashMap<>();
        SequencedMap<String, Object> params = new LinkedHashMap<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            if (nanos.getAsLong() >= until) {
                return new Opened(null, late());
            }
            Reply reply = wire.request("tools/list", params, headers);
            if (!(reply instanceof Reply.Result(JsonNode result, var _))) {
                return new Opened(null, failure(reply));
            }
            if (!result.path("tools").isArray()) {
                return new Opened(null, wrong("lists no tools"));
            }
            for (JsonNode tool : result.path("tools")) {
                if (digests.put(tool.path("name").asString(""), ToolDigest.of(tool)) != null) {
                    return new Opened(null, wrong("lists two tools of one name"));
                }
                if (digests.size() > MOST_TOOLS) {
                    return new Opened(null, wrong("lists more than " + MOST_TOOLS + " tools"));
                }
            }
            JsonNode next = result.path("nextCursor");
            if (!next.isString()) {
                return new Opened(new Session(headers, digests, nanos.getAsLong()), wrong(""));
            }
            params.put("cursor", next.stringValue());
        }
        return new Opened(null, wrong("lists its tools on more than " + MOST_PAGES + " pages"));
    }

    private SourceFailure failure(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(SourceFailure failure) -> failure;
            case Reply.Lost(SourceFailure failure) -> failure;
            case Reply.Status(int status) -> status(status);
            case Reply.Fault(int code) -> wrong("answers with the JSON-RPC error " + code);
            case Reply.Result _ -> wrong("");
        };
    }

    private SourceFailure status(int status) {
        return transport.failure(
                status < 400 ? Reason.WRONG_SHAPE : Reason.UNAVAILABLE,
                "answers " + status + (status < 400 ? ", which sends elsewhere; redirects are not followed" : ""));
    }

    private SourceFailure late() {
        return transport.failure(Reason.TIMEOUT, "does not say in time which tools it has");
    }

    private SourceFailure failed(String tool) {
        return transport.failure(Reason.UNAVAILABLE, "says that a call of " + tool + " failed");
    }

    private SourceFailure unstructured(String tool) {
        return wrong("answers a call of " + tool + " without structuredContent; free text is not taken");
    }

    private SourceFailure wrong(String what) {
        return transport.failure(Reason.WRONG_SHAPE, what);
    }

    @Override
    public void close() {
        transport.close();
    }
}
