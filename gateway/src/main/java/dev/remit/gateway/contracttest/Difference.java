package dev.remit.gateway.contracttest;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that came otherwise than a case says.
 *
 * @param what the field, as in {@code orders[0].status}; or the step of the case
 * @param expected in a few words or as JSON
 * @param came in a few words or as JSON
 */
public record Difference(String what, String expected, String came) {
    private static final String NOTHING = "nothing";
    /** Nobody reads further to see that a result is another. */
    private static final int MOST = 20;

    /** All that is different between two results, field by field; numbers are equal where their values are. */
    static List<Difference> between(JsonNode expected, JsonNode came) {
        List<Difference> found = new ArrayList<>();
        compare("", expected, came, found);
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    private static void compare(String path, JsonNode expected, JsonNode came, List<Difference> found) {
        if (expected instanceof ObjectNode wanted && came instanceof ObjectNode object) {
            wanted.forEachEntry((name, value) -> {
                JsonNode other = object.get(name);
                if (other == null) {
                    found.add(new Difference(path + name, value.toString(), NOTHING));
                } else {
                    compareField(path + name, value, other, found);
                }
            });
            object.forEachEntry((name, value) -> {
                if (!wanted.has(name)) {
                    found.add(new Difference(path + name, NOTHING, value.toString()));
                }
            });
        } else if (expected instanceof ArrayNode wanted && came instanceof ArrayNode list) {
            for (int i = 0; i < Math.max(wanted.size(), list.size()); i++) {
                String item = path + '[' + i + ']';
                if (i >= list.size()) {
                    found.add(new Difference(item, wanted.get(i).toString(), NOTHING));
                } else if (i >= wanted.size()) {
                    found.add(new Difference(item, NOTHING, list.get(i).toString()));
                } else {
                    compareField(item, wanted.get(i), list.get(i), found);
                }
            }
        } else if (!same(expected, came)) {
            found.add(new Difference(path, expected.toString(), came.toString()));
        }
    }

    /** Fields of an object come behind a point, items of a list do not. */
    private static void compareField(String path, JsonNode expected, JsonNode came, List<Difference> found) {
        compare(
                expected instanceof ObjectNode && came instanceof ObjectNode ? path + '.' : path,
                expected,
                came,
                found);
    }

    private static boolean same(JsonNode expected, JsonNode came) {
        if (expected.isNumber() && came.isNumber()) {
            return expected.decimalValue().compareTo(came.decimalValue()) == 0;
        }
        return expected.equals(came);
    }
}
