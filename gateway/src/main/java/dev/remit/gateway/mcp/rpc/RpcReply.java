package dev.remit.gateway.mcp.rpc;

/** What goes back over HTTP. The body is handed over, not copied: nobody changes it afterwards. */
public final class RpcReply {
    private static final byte[] NOTHING = {};

    private final int status;
    private final byte[] body;

    RpcReply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** A notification was taken: 202 and no body. */
    public static RpcReply accepted() {
        return new RpcReply(202, NOTHING);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One JSON-RPC message, or empty for an accepted notification. */
    public byte[] body() {
        return body;
    }
}
