package dev.remit.gateway.http;

import dev.remit.core.finding.Finding;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.HttpException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP/1.1 server in front of some wires.
 *
 * <p>It keeps connections alive, sends small answers at once (TCP_NODELAY), runs each connection on a virtual thread,
 * and writes no access log: paths and headers of requests stay out of logs.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** The longest request line in bytes; no path of ours comes near. */
    private static final int MAX_REQUEST_LINE = 4 << 10;

    private final WebServer server;
    private final TimedConnections connections;

    private HttpServer(WebServer server, TimedConnections connections) {
        this.server = server;
        this.connections = connections;
    }

    /**
     * Starts to listen.
     *
     * @param services the wires, asked in this order
     * @param watch told of requests that reach no wire
     * @param nanos a clock that only goes forward, like {@link System#nanoTime}
     * @throws UnsafeSettings where the settings have findings
     * @throws IllegalStateException where the address cannot be listened on; says why
     */
    public static HttpServer start(
            HttpSettings settings,
            List<? extends HttpService> services,
            CorrelationIds ids,
            Watch watch,
            LongSupplier nanos) {
        List<Finding> findings = settings.findings();
        if (!findings.isEmpty()) {
            throw new UnsafeSettings(findings);
        }
        TimedConnections connections = new TimedConnections(http1(settings), settings, nanos);
        WebServer server = configured(settings, connections)
                .directHandlers(new EarlyAnswers(ids, watch).handlers())
                .routing(routing -> routes(routing, services, new Gate(settings, ids, watch), watch))
                .build()
                .start();
        if (!server.isRunning()) {
            // Helidon logs why, and goes on as if nothing had happened.
            throw new IllegalStateException(notListening(settings));
        }
        connections.start();
        return new HttpServer(server, connections);
    }

    private static String notListening(HttpSettings settings) {
        String where = settings.host() + ":" + settings.port();
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
            return "Nothing could be heard on " + where + ". Start again.";
        } catch (IOException e) {
            return "The gateway cannot listen on " + where + ": " + e.getMessage()
                    + ". Stop what listens there, or choose another port with --port or 'listen' in remit.yaml.";
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Takes no more requests, and returns when those in flight are answered or their time is up. Idempotent. */
    public void stop() {
        server.stop();
        connections.close();
    }

    @Override
    public void close() {
        stop();
    }

    private static Http1ConnectionSelector http1(HttpSettings settings) {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxHeadersSize(settings.headerCap())
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .log(log -> log.receiveLog(false).sendLog(false))
                        .buildPrototype())
                .build();
    }

    private static WebServerConfig.Builder configured(HttpSettings settings, TimedConnections connections) {
        boolean loopback = settings.host().equalsIgnoreCase("localhost");
        WebServerConfig.Builder builder = WebServer.builder()
                .port(settings.port())
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                .maxTcpConnections(settings.maxConnections())
                .idleConnectionTimeout(settings.idleTimeout())
                .shutdownGracePeriod(settings.stopWithin())
                // For EarlyAnswers, which tell by the message what happened and pass nothing of it on.
                .errorHandling(errors -> errors.includeEntity(true).logAllMessages(false))
                .connectionOptions(options -> options.tcpNoDelay(true));
        if (loopback) {
            builder.address(InetAddress.getLoopbackAddress());
        } else {
            builder.host(settings.host());
        }
        HttpSettings.Tls tls = settings.tls();
        if (tls != null) {
            builder.tls(config -> secured(config, tls));
        }
        return builder;
    }

    private static void secured(TlsConfig.Builder config, HttpSettings.Tls tls) {
        Keys keys = Keys.builder()
                .pem(pem -> pem.key(Resource.create(tls.key())).certChain(Resource.create(tls.certificates())))
                .build();
        config.privateKey(keys)
                .privateKeyCertChain(keys)
                .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
                .applicationProtocols(List.of("http/1.1"));
    }

    private static void routes(
            HttpRouting.Builder routing, List<? extends HttpService> services, Gate gate, Watch watch) {
        routing.addFilter(gate);
        services.forEach(routing::register);
        routing.any((req, res) -> answer(Refusal.UNKNOWN_PATH, req, res, watch));
        // Endpoints answer for themselves; this is for wires with a routing of their own.
        routing.error(CloseConnectionException.class, (req, res, e) -> {
            throw e;
        });
        routing.error(
                HttpException.class,
                (req, res, e) -> answer(Refusal.of(e.status().code()), req, res, watch));
        routing.error(Throwable.class, (req, res, e) -> {
            LOG.error("request {} failed: {}", Exchange.of(req).correlationId(), Failure.of(e));
            answer(Refusal.INTERNAL, req, res, watch);
        });
    }

    private static void answer(Refusal refusal, ServerRequest req, ServerResponse res, Watch watch) {
        String id = Exchange.of(req).correlationId();
        watch.answered("http", refusal.code(), 0);
        Reply.problem(refusal.problem(id)).send(req, res, id);
    }
}
