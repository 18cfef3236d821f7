package dev.remit.gateway.mcp;

import dev.remit.gateway.http.StrictJson;
import dev.remit.gateway.mcp.rpc.ServerIdentity;
import java.time.Duration;

/**
 * How the wire is set up.
 *
 * @param path where the one endpoint is mounted, such as {@code /mcp}
 * @param identity how the server names itself
 * @param limits what one message may cost besides its length, which is the server's to bound
 * @param listTtl how long a client may keep a tool list; at least zero
 */
public record McpSettings(String path, ServerIdentity identity, StrictJson.Limits limits, Duration listTtl) {
    /** 64 deep, numbers of 128 characters, strings of 256 Ki, names of 256, 100 000 tokens. */
    static final StrictJson.Limits LIMITS = new StrictJson.Limits(64, 128, 1 << 18, 256, 100_000);

    /** Short, because a list changes with its contract, and nobody is told when it does. */
    private static final Duration LIST_TTL = Duration.ofMinutes(1);

    public McpSettings {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with /: " + path);
        }
        if (listTtl.isNegative()) {
            throw new IllegalArgumentException("listTtl must not be negative: " + listTtl);
        }
    }

    /** At {@code /mcp}, with the defaults. */
    public static McpSettings of(ServerIdentity identity) {
        return new McpSettings("/mcp", identity, LIMITS, LIST_TTL);
    }
}
