package dev.remit.gateway.upstream;

import dev.remit.gateway.source.SourceFailure;
import tools.jackson.databind.JsonNode;

/** What a request that only reads came to. */
public sealed interface Fetched {
    /** A document; the caller takes what is declared and drops the rest. */
    record Document(JsonNode root) implements Fetched {}

    /** The upstream says that there is nothing there: 404 or 410. */
    record Absent() implements Fetched {}

    /** Nothing came, and nothing may be released. */
    record Failed(SourceFailure failure) implements Fetched {}
}
