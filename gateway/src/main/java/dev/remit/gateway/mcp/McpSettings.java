package dev.remit.gateway.mcp;

import dev.remit.gateway.mcp.rpc.RpcLimits;
import dev.remit.gateway.mcp.rpc.ServerIdentity;
import java.time.Duration;
import java.util.Set;

/**
 * How the wire is set up.
 *
 * @param path where the one endpoint is mounted, such as {@code /mcp}
 * @param identity how the server names itself
 * @param loopback whether the listener is bound to loopback: then the Host must name loopback, so that a web page
 *     cannot reach it through a name that it resolves anew, and pages served from loopback may call
 * @param origins the web origins that may call besides, as browsers write them: {@code https://app.example}
 * @param limits what one message may cost
 * @param listTtl how long a client may keep a tool list; at least zero
 */
public record McpSettings(
        String path,
        ServerIdentity identity,
        boolean loopback,
        Set<String> origins,
        RpcLimits limits,
        Duration listTtl) {
    /** Short, because a list changes with its contract, and nobody is told when it does. */
    private static final Duration LIST_TTL = Duration.ofMinutes(1);

    public McpSettings {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with /: " + path);
        }
        if (listTtl.isNegative()) {
            throw new IllegalArgumentException("listTtl must not be negative: " + listTtl);
        }
        origins = Set.copyOf(origins);
        for (String origin : origins) {
            if (!Doorstep.isOrigin(origin)) {
                throw new IllegalArgumentException(
                        "an origin is scheme://host or scheme://host:port in lower case, without a path: " + origin);
            }
        }
    }

    /** Defaults for a listener on loopback, at {@code /mcp}. */
    public static McpSettings onLoopback(ServerIdentity identity) {
        return new McpSettings("/mcp", identity, true, Set.of(), RpcLimits.DEFAULT, LIST_TTL);
    }

    /** Defaults for a listener that others can reach, at {@code /mcp}. */
    public static McpSettings onNetwork(ServerIdentity identity, Set<String> origins) {
        return new McpSettings("/mcp", identity, false, origins, RpcLimits.DEFAULT, LIST_TTL);
    }

    public McpSettings withOrigins(Set<String> allowed) {
        return new McpSettings(path, identity, loopback, allowed, limits, listTtl);
    }

    public McpSettings withLimits(RpcLimits changed) {
        return new McpSettings(path, identity, loopback, origins, changed, listTtl);
    }
}
