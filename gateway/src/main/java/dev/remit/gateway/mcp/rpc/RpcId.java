package dev.remit.gateway.mcp.rpc;

import tools.jackson.core.JsonGenerator;

/** The id of a JSON-RPC request, given back as it came. MCP allows strings and integers, never null. */
public sealed interface RpcId {
    /** The longest text that is taken as an id, in UTF-16 units. */
    int MAX_TEXT = 256;

    /** An id written as a string of at most {@link #MAX_TEXT} units. */
    record Text(String value) implements RpcId {
        @Override
        public void write(JsonGenerator out) {
            out.writeString(value);
        }
    }

    /** An id written as an integer that fits 64 bits. */
    record Whole(long value) implements RpcId {
        @Override
        public void write(JsonGenerator out) {
            out.writeNumber(value);
        }
    }

    /** Writes the id as one JSON value. */
    void write(JsonGenerator out);
}
