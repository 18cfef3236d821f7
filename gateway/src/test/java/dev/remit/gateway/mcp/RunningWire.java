package dev.remit.gateway.mcp;

import dev.remit.gateway.mcp.rpc.ServerIdentity;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire on a real server on a free loopback port. */
record RunningWire(WebServer server) implements AutoCloseable {
    static final ServerIdentity IDENTITY = new ServerIdentity("remit", "Remit", "1.2.3");

    static RunningWire start(FixtureTools tools) {
        return start(tools, McpSettings.onLoopback(IDENTITY));
    }

    /** Correlation ids are c-1, c-2, … */
    static RunningWire start(FixtureTools tools, McpSettings settings) {
        AtomicInteger next = new AtomicInteger();
        McpWire wire = new McpWire(tools, settings, () -> "c-" + next.incrementAndGet());
        return new RunningWire(WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(wire::routing)
                .build()
                .start());
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
