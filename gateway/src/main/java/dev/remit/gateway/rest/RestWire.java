package dev.remit.gateway.rest;

import dev.remit.gateway.call.GrantService;
import dev.remit.gateway.call.ToolService;
import dev.remit.gateway.http.Endpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Everything that the gateway does for agents, as JSON over HTTP. */
public final class RestWire {
    /** The wire's short name. */
    public static final String NAME = GrantEndpoints.WIRE;

    private RestWire() {}

    /** The endpoints under {@code /v1}. */
    public static List<Endpoint> endpoints(ToolService tools, GrantService grants, InstantSource clock) {
        return Stream.concat(new GrantEndpoints(grants, clock).all().stream(), new ToolEndpoints(tools).all().stream())
                .toList();
    }
}
