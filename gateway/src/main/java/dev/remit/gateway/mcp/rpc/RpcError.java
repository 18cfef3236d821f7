package dev.remit.gateway.mcp.rpc;

/** The error codes that this gateway emits: JSON-RPC 2.0 section 5.1, and MCP 2026-07-28 "Error Codes". */
public final class RpcError {
    public static final int PARSE = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL = -32603;
    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_CLIENT_CAPABILITY = -32021;
    public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    private RpcError() {}

    /** The code as one fixed word, for counting. */
    static String outcome(int code) {
        return switch (code) {
            case PARSE -> "parse_error";
            case INVALID_REQUEST -> "invalid_request";
            case METHOD_NOT_FOUND -> "method_not_found";
            case INVALID_PARAMS -> "invalid_params";
            case HEADER_MISMATCH -> "header_mismatch";
            case MISSING_CLIENT_CAPABILITY -> "missing_client_capability";
            case UNSUPPORTED_PROTOCOL_VERSION -> "unsupported_protocol_version";
            default -> "internal";
        };
    }
}
