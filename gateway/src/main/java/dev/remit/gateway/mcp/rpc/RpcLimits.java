package dev.remit.gateway.mcp.rpc;

/**
 * What one message may cost before anything is known about its sender's intent.
 *
 * @param body the largest body in bytes
 * @param depth the deepest nesting of arrays and objects
 * @param text the longest string in UTF-16 units
 * @param name the longest property name in UTF-16 units
 * @param digits the longest number in characters
 * @param tokens the most JSON tokens in one body
 */
public record RpcLimits(int body, int depth, int text, int name, int digits, int tokens) {
    /** 1 MiB, 64 deep, strings of 256 Ki, names of 256, numbers of 128 characters, 100 000 tokens. */
    public static final RpcLimits DEFAULT = new RpcLimits(1 << 20, 64, 1 << 18, 256, 128, 100_000);

    public RpcLimits {
        if (body < 1 || depth < 8 || text < 1 || name < 64 || digits < 20 || tokens < 64) {
            throw new IllegalArgumentException(
                    "limits are too small for any call: needs body >= 1, depth >= 8, text >= 1, name >= 64, digits >= 20,"
                            + " tokens >= 64");
        }
    }

    public RpcLimits withBody(int bytes) {
        return new RpcLimits(bytes, depth, text, name, digits, tokens);
    }
}
