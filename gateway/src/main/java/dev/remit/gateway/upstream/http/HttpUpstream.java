package dev.remit.gateway.upstream.http;

import dev.remit.core.catalog.Access;
import dev.remit.core.catalog.Means;
import dev.remit.core.catalog.Upstream;
import dev.remit.core.template.Rendering;
import dev.remit.core.template.RequestTemplate;
import dev.remit.gateway.breaker.Breaker;
import dev.remit.gateway.http.JsonInput;
import dev.remit.gateway.http.JsonTree;
import dev.remit.gateway.http.StrictJson;
import dev.remit.gateway.source.SourceFailure;
import dev.remit.gateway.source.SourceFailure.Reason;
import dev.remit.gateway.upstream.Doing;
import dev.remit.gateway.upstream.Fetched;
import dev.remit.gateway.upstream.Outcome;
import dev.remit.gateway.upstream.ResponseShape;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One system that is reached over HTTP, with the gateway's own credential. It is given requests without a host, takes
 * answers in JSON only, and says what became of a call as exactly as can be known. What the caller sent, its token before
 * all, never gets here; headers and bodies are never logged. Thread-safe; calls block for no longer than the time-out.
 */
public final class HttpUpstream implements Doing {
    /** Answers of 4xx that do not say that nothing was done: out of time, in conflict, too early, too many. */
    private static final Set<Integer> UNSURE = Set.of(408, 409, 425, 429);

    private final String name;
    private final Duration timeout;
    private final HttpTransport transport;
    private final StrictJson json;

    private HttpUpstream(String name, Upstream upstream, HttpTransport transport) {
        this.name = name;
        this.timeout = upstream.timeout();
        this.transport = transport;
        this.json = new StrictJson(StrictJson.Limits.forBodiesOf(upstream.mostBytes()));
    }

    /**
     * Opens an upstream; it need not be there.
     *
     * @param name for messages: the source's
     * @param references gives a text with its {@code ${env:…}} and {@code ${file:…}} references resolved; asked again for
     *     every request, so that a secret can be changed while we run
     * @param breaker spares it when it fails
     */
    public static HttpUpstream open(String name, Upstream upstream, UnaryOperator<String> references, Breaker breaker) {
        return new HttpUpstream(name, upstream, HttpTransport.open(name, upstream, references, breaker));
    }

    static HttpUpstream open(
            String name,
            Upstream upstream,
            UnaryOperator<String> references,
            Resolver resolver,
            SSLSocketFactory tls,
            Breaker breaker,
            LongSupplier nanos) {
        return new HttpUpstream(
                name, upstream, new HttpTransport(name, upstream, references, resolver, tls, breaker, nanos));
    }

    /** Renders and acts. A value that does not fit the template is {@link Outcome.NotSent}. */
    public Outcome act(RequestTemplate template, Map<String, @Nullable Object> values, ResponseShape shape) {
        return switch (template.render(values)) {
            case Rendering.Request request -> act(request, shape);
            case Rendering.Refused(String placeholder, String why) ->
                new Outcome.NotSent("upstream " + name + " was not asked: {" + placeholder + "} " + why);
        };
    }

    /** Sends a request that may act, once. */
    public Outcome act(Rendering.Request request, ResponseShape shape) {
        return switch (transport.exchange(Message.of(request))) {
            case Exchange.NotSent(SourceFailure failure) -> new Outcome.NotSent(failure.detail());
            case Exchange.Lost(SourceFailure failure, boolean _) -> new Outcome.Unknown(failure.detail());
            case Exchange.Answered answered -> outcome(answered, shape);
        };
    }

    @Override
    public Prepared prepare(Means means, Map<String, @Nullable Object> values) {
        if (!(means instanceof Means.Request(RequestTemplate template, var _))) {
            throw new IllegalArgumentException("an HTTP upstream acts by requests");
        }
        return switch (template.render(values)) {
            case Rendering.Request request -> new Prepared.Ready(shape -> act(request, shape));
            case Rendering.Refused(String placeholder, String why) ->
                new Prepared.Unfit("{" + placeholder + "} " + why);
        };
    }

    @Override
    public OptionalInt status(RequestTemplate request, Map<String, @Nullable Object> values) {
        return request.method().safe()
                        && request.render(values) instanceof Rendering.Request rendered
                        && transport.exchange(Message.of(rendered)) instanceof Exchange.Answered answered
                ? OptionalInt.of(answered.status())
                : OptionalInt.empty();
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    private Outcome outcome(Exchange.Answered answered, ResponseShape shape) {
        int status = answered.status();
        if (status >= 400 && status < 500 && !UNSURE.contains(status)) {
            return new Outcome.Refused(status, unwelcome(status).detail());
        }
        if (status >= 300) {
            return new Outcome.Unknown(unwelcome(status).detail());
        }
        if (answered.body().length == 0) {
            return shape.needsNothing()
                    ? new Outcome.Done(shape.nothing())
                    : new Outcome.Unknown(
                            wrong("answers " + status + " without a body").detail());
        }
        return switch (json.tree(answered.body())) {
            case JsonTree.Refused(JsonInput.Reason reason) ->
                new Outcome.Unknown(notJson(reason).detail());
            case JsonTree.Parsed(JsonNode root) ->
                switch (shape.take(root)) {
                    case ResponseShape.Taken.Values(var values) -> new Outcome.Done(values);
                    case ResponseShape.Taken.WrongShape(String detail) ->
                        new Outcome.Unknown(
                                wrong("answers in another shape: " + detail).detail());
                };
        };
    }

    /** Sends a request that only reads; a GET that dies with a kept connection is sent a second time. */
    public Fetched fetch(Rendering.Request request) {
        return switch (transport.exchange(Message.of(request))) {
            case Exchange.NotSent(SourceFailure failure) -> new Fetched.Failed(failure);
            case Exchange.Lost(SourceFailure failure, boolean _) -> new Fetched.Failed(failure);
            case Exchange.Answered answered -> fetched(answered);
        };
    }

    private Fetched fetched(Exchange.Answered answered) {
        int status = answered.status();
        if (status == 404 || status == 410) {
            return new Fetched.Absent();
        }
        if (status >= 300) {
            return new Fetched.Failed(unwelcome(status));
        }
        return switch (json.tree(answered.body())) {
            case JsonTree.Refused(JsonInput.Reason reason) -> new Fetched.Failed(notJson(reason));
            case JsonTree.Parsed(JsonNode root) -> new Fetched.Document(root);
        };
    }

    @Override
    public Fetched ask(Access.Ask ask, Map<String, @Nullable Object> values) {
        if (!(ask instanceof Access.Ask.Http(RequestTemplate request))) {
            throw new IllegalArgumentException("an HTTP upstream is asked by requests");
        }
        return switch (request.render(values)) {
            case Rendering.Refused _ -> new Fetched.Absent();
            case Rendering.Request rendered -> fetch(rendered);
        };
    }

    /** Connects, and sends nothing. */
    @Override
    public Look look() {
        SourceFailure failure = transport.reach();
        return failure == null ? new Look.Reached(Map.of()) : new Look.Unreached(failure);
    }

    @Override
    public SourceFailure failure(Reason reason, String what) {
        return transport.failure(reason, what);
    }

    private SourceFailure unwelcome(int status) {
        if (status < 400) {
            return wrong("answers " + status + ", which sends elsewhere; redirects are not followed");
        }
        String hint = status == 401 || status == 403 ? "; look whether the gateway's credential there is right" : "";
        return transport.failure(Reason.UNAVAILABLE, "answers " + status + hint);
    }

    private SourceFailure notJson(JsonInput.Reason reason) {
        return wrong("does not answer in strict JSON (" + reason.name().toLowerCase(Locale.ROOT) + ")");
    }

    private SourceFailure wrong(String what) {
        return transport.failure(Reason.WRONG_SHAPE, what);
    }

    @Override
    public void close() {
        transport.close();
    }
}
