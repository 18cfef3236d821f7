package dev.remit.gateway.mcp.rpc;

/** What goes back over HTTP. The body is handed over, not copied: nobody changes it afterwards. */
public final class RpcReply {
    /** The outcome of what was done. */
    static final String OK = "ok";

    private static final byte[] NOTHING = {};

    private final int status;
    private final String outcome;
    private final byte[] body;

    RpcReply(int status, String outcome, byte[] body) {
        this.status = status;
        this.outcome = outcome;
        this.body = body;
    }

    /** A notification was taken: 202 and no body. */
    public static RpcReply accepted() {
        return new RpcReply(202, OK, NOTHING);
    }

    /** The same answer, counted under another word. */
    public RpcReply as(String counted) {
        return new RpcReply(status, counted, body);
    }

    /** What came of the request in one fixed word: {@code ok}, a problem's code, or the word for a JSON-RPC error. */
    public String outcome() {
        return outcome;
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
