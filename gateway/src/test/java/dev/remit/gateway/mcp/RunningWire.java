package dev.remit.gateway.mcp;

import dev.remit.gateway.http.CorrelationIds;
import dev.remit.gateway.http.HttpServer;
import dev.remit.gateway.http.HttpSettings;
import dev.remit.gateway.http.Watch;
import dev.remit.gateway.mcp.rpc.ServerIdentity;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** A wire on a real server on a free loopback port. */
record RunningWire(HttpServer server) implements AutoCloseable {
    static final ServerIdentity IDENTITY = new ServerIdentity("remit", "Remit", "1.2.3");

    static RunningWire start(FixtureTools tools) {
        return start(tools, IDENTITY, HttpSettings.local(0), (wire, outcome, nanos) -> {});
    }

    static RunningWire start(FixtureTools tools, ServerIdentity identity, HttpSettings http, Watch watch) {
        McpWire wire = new McpWire(tools, McpSettings.of(identity), watch, System::nanoTime);
        CorrelationIds ids = new CorrelationIds(InstantSource.system(), new SecureRandom());
        return new RunningWire(HttpServer.start(http, List.of(wire), ids, watch, System::nanoTime));
    }

    int port() {
        return server.port();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port() + "/mcp");
    }

    @Override
    public void close() {
        server.stop();
    }
}
