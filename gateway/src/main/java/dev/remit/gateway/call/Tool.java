package dev.remit.gateway.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One tool of a grant.
 *
 * @param name unique within the grant: {@code [a-z][a-z0-9_]*}
 * @param title for people
 * @param description for the model
 * @param inputSchema a JSON Schema 2020-12 of type object
 * @param outputSchema a JSON Schema 2020-12 of type object that every released result satisfies; null where there is none
 * @param effect what calling it may change
 */
public record Tool(
        String name,
        String title,
        String description,
        ObjectNode inputSchema,
        @Nullable ObjectNode outputSchema,
        Effect effect) {

    /** What a call may change, from nothing to what cannot be taken back. */
    public enum Effect {
        READ,
        DRAFT,
        WRITE,
        IRREVERSIBLE
    }
}
