package dev.remit.gateway.http;

import dev.remit.gateway.call.Problem;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves endpoints, with all that is the same for each of them: no query, an acceptable answer, a well-formed
 * credential, 405 for other methods, and {@code internal} for whatever goes wrong.
 */
public final class Endpoints implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private final String wire;
    private final List<Endpoint> endpoints;
    private final Watch watch;
    private final LongSupplier nanos;

    /**
     * @param wire the short name under which {@code watch} is told
     * @param nanos a clock that only goes forward, like {@link System#nanoTime}
     */
    public Endpoints(String wire, List<Endpoint> endpoints, Watch watch, LongSupplier nanos) {
        this.wire = wire;
        this.endpoints = List.copyOf(endpoints);
        this.watch = watch;
        this.nanos = nanos;
    }

    @Override
    public void routing(HttpRules rules) {
        Map<String, List<Endpoint>> byPath = endpoints.stream()
                .collect(Collectors.groupingBy(Endpoint::path, LinkedHashMap::new, Collectors.toList()));
        byPath.forEach((path, methods) -> {
            for (Endpoint endpoint : methods) {
                rules.route(Method.create(endpoint.method()), path, (req, res) -> serve(endpoint, req, res));
            }
            String allow =
                    methods.stream().map(Endpoint::method).collect(Collectors.toCollection(TreeSet::new)).stream()
                            .collect(Collectors.joining(", "));
            rules.any(path, (req, res) -> refuse(allow, req, res));
        });
    }

    private void refuse(String allow, ServerRequest req, ServerResponse res) {
        String id = Exchange.of(req).correlationId();
        watch.answered(wire, Refusal.METHOD_NOT_ALLOWED.code(), 0);
        Reply.problem(Refusal.METHOD_NOT_ALLOWED.problem(id))
                .with("Allow", allow)
                .send(req, res, id);
    }

    private void serve(Endpoint endpoint, ServerRequest req, ServerResponse res) {
        long start = nanos.getAsLong();
        Exchange exchange = Exchange.of(req);
        Reply reply = answer(endpoint, exchange, req);
        watch.answered(wire, reply.outcome(), nanos.getAsLong() - start);
        reply.send(req, res, exchange.correlationId());
    }

    private Reply answer(Endpoint endpoint, Exchange exchange, ServerRequest req) {
        String id = exchange.correlationId();
        if (!req.query().isEmpty()) {
            return Reply.problem(Refusal.QUERY_REFUSED.problem(id));
        }
        if (!acceptable(endpoint, req)) {
            return Reply.problem(Refusal.NOT_ACCEPTABLE.problem(id));
        }
        boolean credential = endpoint.operation().credential() != Operation.Credential.NONE;
        Bearer bearer = credential ? exchange.bearer() : new Bearer.Absent();
        if (bearer instanceof Bearer.Malformed) {
            Problem problem = Refusal.INVALID_REQUEST.problem(
                    id, "Send one Authorization header: Bearer, a space, and the token.");
            return Reply.problem(problem).with("WWW-Authenticate", "Bearer realm=\"remit\", error=\"invalid_request\"");
        }
        Reply reply = handle(endpoint, exchange);
        // RFC 6750, section 3.1: an error code only where a token was presented.
        return reply.status() == 401 && bearer instanceof Bearer.Token
                ? reply.with("WWW-Authenticate", "Bearer realm=\"remit\", error=\"invalid_token\"")
                : reply;
    }

    private Reply handle(Endpoint endpoint, Exchange exchange) {
        String id = exchange.correlationId();
        try {
            return endpoint.handling().answer(exchange);
        } catch (CloseConnectionException e) {
            // The connection is gone, and with it whoever could read an answer.
            throw e;
        } catch (RequestException e) {
            return Reply.problem(Refusal.of(e.status().code()).problem(id));
        } catch (RuntimeException e) {
            LOG.error("request {} failed: {}", id, Failure.of(e));
            return Reply.problem(Refusal.INTERNAL.problem(id));
        }
    }

    private static boolean acceptable(Endpoint endpoint, ServerRequest req) {
        try {
            return endpoint.operation().answers().stream()
                    .map(Operation.Answer::mediaType)
                    .allMatch(type -> type == null || req.headers().isAccepted(MediaTypes.create(bare(type))));
        } catch (HttpException | IllegalArgumentException e) {
            // An Accept header that cannot be read names nothing that could be sent.
            return false;
        }
    }

    private static String bare(String mediaType) {
        int parameters = mediaType.indexOf(';');
        return parameters < 0 ? mediaType : mediaType.substring(0, parameters).strip();
    }
}
