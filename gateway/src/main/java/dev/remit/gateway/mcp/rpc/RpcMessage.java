package dev.remit.gateway.mcp.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What one HTTP body turned out to be. */
public sealed interface RpcMessage {
    /**
     * A request that wants an answer.
     *
     * @param params the parameters; empty where the message had none
     */
    record Request(RpcId id, String method, ObjectNode params) implements RpcMessage {}

    /** A message without an id: nothing is answered. */
    record Notification(String method, ObjectNode params) implements RpcMessage {}

    /**
     * Not a message that can be served.
     *
     * @param code {@link RpcError#PARSE} or {@link RpcError#INVALID_REQUEST}
     * @param message what is wrong; never a part of the body
     * @param id the request's id where it could be read
     */
    record Invalid(int code, String message, @Nullable RpcId id) implements RpcMessage {}
}
