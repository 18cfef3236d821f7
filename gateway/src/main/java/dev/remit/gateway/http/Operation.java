package dev.remit.gateway.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API document says of an endpoint.
 *
 * @param id unique within the document
 * @param summary one sentence
 * @param credential what the endpoint's {@code Authorization} header holds
 * @param request by media type, the schema of the body; empty where there is none
 * @param answers what it answers besides problems
 * @param problems by status, when it answers so; besides those that every endpoint can answer
 */
public record Operation(
        String id,
        String summary,
        Credential credential,
        Map<String, ObjectNode> request,
        List<Answer> answers,
        Map<Integer, String> problems) {
    /** A success. An answer without a media type has no body; one without a schema is not JSON. */
    public record Answer(
            int status,
            String description,
            @Nullable String mediaType,
            @Nullable ObjectNode schema) {}

    /** Which bearer credential a request carries. */
    public enum Credential {
        NONE,
        AGENT,
        GRANT,
        EITHER,
        /** A person's. */
        ACCOUNT
    }
}
