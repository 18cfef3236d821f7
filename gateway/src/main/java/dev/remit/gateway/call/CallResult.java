package dev.remit.gateway.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What comes back from a call. */
public sealed interface CallResult {
    /**
     * Data that the grant allows, already shaped and on record.
     *
     * <p>It is written as JSON once, when this is made: what is counted against budgets, what is put on record and what
     * goes out on a wire is the same text.
     *
     * @param structured the result; satisfies the tool's output schema; not changed any more
     * @param json {@code structured} as JSON text
     * @param content MCP content blocks; empty where the wire should derive one text block from {@code json}
     * @param task what goes on after this answer, or how that stands now; null where nothing does
     */
    record Released(
            ObjectNode structured,
            String json,
            List<JsonNode> content,
            @Nullable Task task) implements CallResult {
        private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                        .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                        .build())
                .build();

        public Released(ObjectNode structured) {
            this(structured, List.of());
        }

        public Released(ObjectNode structured, List<JsonNode> content) {
            this(structured, JSON.writeValueAsString(structured), content, null);
        }

        /** The same answer, about something that goes on. */
        public Released about(@Nullable Task other) {
            return new Released(structured, json, content, other);
        }

        /** {@link #json} in UTF-8. */
        public byte[] bytes() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Nothing is released. */
    record Refused(Problem problem) implements CallResult {}
}
