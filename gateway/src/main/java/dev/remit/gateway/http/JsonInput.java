package dev.remit.gateway.http;

import tools.jackson.databind.node.ObjectNode;

/** What bytes turned out to be when read as one JSON object. */
public sealed interface JsonInput {
    /** One object, every string of it well-formed Unicode, every number of it with its exact decimal value. */
    record Parsed(ObjectNode object) implements JsonInput {}

    /** Something else. */
    record Refused(Reason reason) implements JsonInput {}

    /** Why bytes are refused, in words that quote nothing of them. */
    enum Reason {
        ENCODING("The body is not well-formed UTF-8 without a byte order mark."),
        SYNTAX("The body is not one JSON value."),
        DUPLICATE_KEY("An object in the body has the same key twice."),
        LIMIT("The JSON is nested too deep, or has a name, a string or a number that is too long."),
        NOT_AN_OBJECT("The body is JSON but not an object.");

        private final String detail;

        Reason(String detail) {
            this.detail = detail;
        }

        /** One sentence for the sender. */
        public String detail() {
            return detail;
        }
    }
}
