package dev.remit.gateway.call;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What comes back from a call. */
public sealed interface CallResult {
    /**
     * Data that the grant allows, already shaped and on record.
     *
     * @param structured the result; satisfies the tool's output schema
     * @param content MCP content blocks; empty where the wire should derive one text block from {@code structured}
     */
    record Released(ObjectNode structured, List<JsonNode> content) implements CallResult {
        public Released(ObjectNode structured) {
            this(structured, List.of());
        }
    }

    /** Nothing is released. */
    record Refused(Problem problem) implements CallResult {}
}
