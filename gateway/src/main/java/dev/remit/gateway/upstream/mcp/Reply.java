package dev.remit.gateway.upstream.mcp;

import dev.remit.gateway.source.SourceFailure;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one JSON-RPC request came to. */
sealed interface Reply {
    /** @param headers of the HTTP answer, by lower-case name */
    record Result(JsonNode result, Map<String, String> headers) implements Reply {}

    /** A JSON-RPC error; its message is not kept, for it may hold data. */
    record Fault(int code) implements Reply {}

    /** An HTTP status that is no success. */
    record Status(int status) implements Reply {}

    record NotSent(SourceFailure failure) implements Reply {}

    record Lost(SourceFailure failure) implements Reply {}
}
