package dev.remit.gateway.upstream.mcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person reviewed of a tool: {@code sha256:} and the lower-case hex SHA-256 of its name, description, schemas and
 * annotations as JSON without whitespace, members sorted by name. A tool that describes itself otherwise is another tool.
 */
final class ToolDigest {
    private static final List<String> REVIEWED =
            List.of("name", "description", "inputSchema", "outputSchema", "annotations");
    private static final JsonMapper WRITER = new JsonMapper();

    private ToolDigest() {}

    /** @param tool as {@code tools/list} has it; members that are not reviewed do not count */
    public static String of(JsonNode tool) {
        ObjectNode reviewed = JsonNodeFactory.instance.objectNode();
        for (String member : REVIEWED) {
            if (tool.has(member)) {
                reviewed.set(member, tool.path(member));
            }
        }
        byte[] text = WRITER.writeValueAsString(sorted(reviewed)).getBytes(StandardCharsets.UTF_8);
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Recursion is bounded: the document was read with a bound on its depth. */
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> array.add(sorted(each)));
            return array;
        }
        return node;
    }
}
