package dev.remit.gateway.rest;

import dev.remit.gateway.desk.Desk;
import dev.remit.gateway.http.Endpoint;
import java.util.List;

/** The desk, for people and the tools that they use. */
public final class DeskWire {
    private DeskWire() {}

    /** The endpoints under {@code /v1/desk}. */
    public static List<Endpoint> endpoints(Desk desk) {
        return new DeskEndpoints(desk).all();
    }
}
