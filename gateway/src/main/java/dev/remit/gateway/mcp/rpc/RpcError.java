package dev.remit.gateway.mcp.rpc;

/** The error codes that this gateway emits: JSON-RPC 2.0 section 5.1, and MCP 2026-07-28 "Error Codes". */
public final class RpcError {
    public static final int PARSE = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL = -32603;
    public static final int HEADER_MISMATCH = -32020;
    public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    private RpcError() {}
}
