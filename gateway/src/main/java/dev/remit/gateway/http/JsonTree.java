package dev.remit.gateway.http;

import tools.jackson.databind.JsonNode;

/** What bytes turned out to be when read as one JSON value of any kind. */
public sealed interface JsonTree {
    /** A value, every string of it well-formed Unicode, every number of it with its exact decimal value. */
    record Parsed(JsonNode value) implements JsonTree {}

    /** Something else. */
    record Refused(JsonInput.Reason reason) implements JsonTree {}
}
