package dev.remit.gateway.rest;

import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON Schemas (2020-12, as OpenAPI 3.1 has them). */
final class Schema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode properties = NODES.objectNode();
    private final ArrayNode required = NODES.arrayNode();

    private Schema() {}

    /** An object; properties follow. */
    static Schema object() {
        return new Schema();
    }

    /** A property that is always there. */
    Schema has(String name, ObjectNode schema) {
        properties.set(name, schema);
        required.add(name);
        return this;
    }

    /** A property that may be there. */
    Schema mayHave(String name, ObjectNode schema) {
        properties.set(name, schema);
        return this;
    }

    /** Nothing but these. */
    ObjectNode closed() {
        return open().put("additionalProperties", false);
    }

    /** These and whatever else. */
    ObjectNode open() {
        ObjectNode schema = of("object");
        schema.set("properties", properties.deepCopy());
        if (!required.isEmpty()) {
            schema.set("required", required.deepCopy());
        }
        return schema;
    }

    static ObjectNode text(String description) {
        return of("string").put("description", description);
    }

    static ObjectNode text(String description, int longest) {
        return text(description).put("minLength", 1).put("maxLength", longest);
    }

    /** A string or null. */
    static ObjectNode textOrNull(String description) {
        ObjectNode schema = NODES.objectNode();
        schema.putArray("type").add("string").add("null");
        return schema.put("description", description);
    }

    static ObjectNode oneOf(String description, String... values) {
        ObjectNode schema = text(description);
        ArrayNode list = schema.putArray("enum");
        Arrays.stream(values).forEach(list::add);
        return schema;
    }

    static ObjectNode time(String description) {
        return text(description).put("format", "date-time");
    }

    static ObjectNode whole(String description, long least) {
        return of("integer").put("description", description).put("minimum", least);
    }

    static ObjectNode truth(String description) {
        return of("boolean").put("description", description);
    }

    static ObjectNode list(ObjectNode of) {
        ObjectNode schema = of("array");
        schema.set("items", of);
        return schema;
    }

    /** An object whose keys are names and whose values are all alike. */
    static ObjectNode map(String description, ObjectNode of) {
        ObjectNode schema = of("object").put("description", description);
        schema.set("additionalProperties", of);
        return schema;
    }

    /** Any object. */
    static ObjectNode anything(String description) {
        return of("object").put("description", description);
    }

    private static ObjectNode of(String type) {
        return NODES.objectNode().put("type", type);
    }
}
