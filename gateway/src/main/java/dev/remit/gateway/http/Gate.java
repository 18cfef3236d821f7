package dev.remit.gateway.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every request to every wire passes first and last: it gets its name, pages of other origins are turned away, and
 * its connection is left in order.
 *
 * <p>A browser on the operator's machine can be made to call a loopback server, with a page from anywhere (Origin) or
 * with a name that was made to point here (Host, DNS rebinding). Neither comes through.
 */
final class Gate implements Filter {
    private final HttpSettings settings;
    private final CorrelationIds ids;
    private final Bodies bodies;
    private final StrictJson json;
    private final Watch watch;
    private final boolean hostsMatter;

    Gate(HttpSettings settings, CorrelationIds ids, Watch watch) {
        this.settings = settings;
        this.ids = ids;
        this.bodies = new Bodies(settings.bodyCap());
        this.json = new StrictJson(StrictJson.Limits.forBodiesOf(settings.bodyCap()));
        this.watch = watch;
        this.hostsMatter = HttpSettings.isLoopback(settings.host())
                || !settings.allowedHosts().isEmpty();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        TimedConnection.working();
        String id = ids.next();
        request.context().register(new Exchange(request, id, bodies, json));
        response.header(Reply.CORRELATION, id);
        Refusal refusal = refusal(request.headers());
        if (refusal != null) {
            watch.answered("http", refusal.code(), 0);
            Reply.problem(refusal.problem(id)).send(request, response, id);
        } else if (CrossOrigin.isPreflight(request)) {
            CrossOrigin.admit(request.headers(), response);
            CrossOrigin.permit(response);
            Reply.empty(204).send(request, response, id);
        } else {
            if (request.headers().contains(CrossOrigin.ORIGIN)) {
                CrossOrigin.admit(request.headers(), response);
            }
            chain.proceed();
        }
        // The server underneath would neither bound what it reads away nor close what it announced to close.
        boolean close = response.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
        if (!Bodies.drain(request) || close) {
            throw new CloseConnectionException("the answer was the last one of this connection");
        }
        TimedConnection.waiting();
    }

    private @Nullable Refusal refusal(Headers headers) {
        if (headers.contains(CrossOrigin.ORIGIN)) {
            List<String> origins = headers.get(CrossOrigin.ORIGIN).allValues();
            if (origins.size() != 1 || !settings.allowedOrigins().contains(origins.getFirst())) {
                return Refusal.ORIGIN_REFUSED;
            }
        }
        return hostsMatter && !isOurs(host(headers)) ? Refusal.HOST_REFUSED : null;
    }

    private boolean isOurs(String host) {
        return HttpSettings.isLoopback(host)
                || host.equals(settings.host())
                || settings.allowedHosts().contains(host);
    }

    /** The Host header without its port and brackets; the server has checked that there is one and that it is formed. */
    private static String host(Headers headers) {
        String value = headers.contains(HeaderNames.HOST)
                ? headers.get(HeaderNames.HOST).get().toLowerCase(Locale.ROOT)
                : "";
        if (value.startsWith("[")) {
            int end = value.indexOf(']');
            return end < 0 ? value : value.substring(1, end);
        }
        int port = value.indexOf(':');
        return port < 0 ? value : value.substring(0, port);
    }
}
