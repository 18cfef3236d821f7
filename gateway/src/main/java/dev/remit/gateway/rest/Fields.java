package dev.remit.gateway.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a request's object apart and gathers all that is wrong with it.
 *
 * <p>No mistake quotes the request. A property that is {@code null} is as good as absent.
 */
final class Fields {
    private static final int LONGEST_ID = 200;

    private final ObjectNode object;
    private final Set<String> known = new TreeSet<>();
    private final List<String> mistakes = new ArrayList<>();

    Fields(ObjectNode object) {
        this.object = object;
    }

    /** A string that has to be there. Empty where it is not, which is then a mistake. */
    String text(String name, int longest) {
        String text = optionalText(name, longest);
        if (text == null && given(name) == null) {
            mistakes.add(name + " is missing.");
        }
        return text == null ? "" : text;
    }

    /** A string, or null. */
    @Nullable
    String optionalText(String name, int longest) {
        JsonNode value = given(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()
                || value.stringValue().isBlank()
                || value.stringValue().length() > longest) {
            mistakes.add(name + " is not a string of 1 to " + longest + " characters.");
            return null;
        }
        return value.stringValue();
    }

    /** A positive whole number, or null. */
    @Nullable
    Integer optionalCount(String name) {
        JsonNode value = given(name);
        if (value == null) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 1) {
            mistakes.add(name + " is not a whole number from 1 to " + Integer.MAX_VALUE + ".");
            return null;
        }
        return value.intValue();
    }

    /** A whole number from 1 on, or null. */
    @Nullable
    Integer optionalCount(String name, int most) {
        Integer count = optionalCount(name);
        if (count != null && count > most) {
            mistakes.add(name + " is not a whole number from 1 to " + most + ".");
            return null;
        }
        return count;
    }

    /** True or false, which has to be there. False where it is not, which is then a mistake. */
    boolean truth(String name) {
        JsonNode value = given(name);
        if (value == null || !value.isBoolean()) {
            mistakes.add(name + (value == null ? " is missing." : " is not true or false."));
            return false;
        }
        return value.asBoolean();
    }

    /** An object, which has to be there. Empty where it is not, which is then a mistake. */
    ObjectNode object(String name) {
        if (given(name) instanceof ObjectNode member) {
            return member;
        }
        mistakes.add(name + " is not an object.");
        return JsonNodeFactory.instance.objectNode();
    }

    /** Texts; empty where there are none. */
    List<String> texts(String name, int longest, int most) {
        JsonNode value = given(name);
        List<String> texts = new ArrayList<>();
        boolean good = value == null || (value.isArray() && value.size() <= most);
        if (good && value != null) {
            for (JsonNode element : value) {
                good &= element.isString() && isName(element.stringValue(), longest);
                texts.add(element.asString(""));
            }
        }
        if (!good) {
            mistakes.add(name + " is not a list of at most " + most + " texts of 1 to " + longest + " characters.");
            return List.of();
        }
        return texts;
    }

    /** Ids; none of them has a blank in it. */
    List<String> ids(String name, int most) {
        List<String> ids = texts(name, LONGEST_ID, most);
        if (ids.stream().anyMatch(id -> id.chars().anyMatch(Character::isWhitespace))) {
            mistakes.add(name + " has an id with a blank in it.");
            return List.of();
        }
        return ids;
    }

    /** A demand on several of them. */
    void require(boolean met, String mistake) {
        if (!met && mistakes.isEmpty()) {
            mistakes.add(mistake);
        }
    }

    /** A length of time, or null. */
    @Nullable
    Duration optionalLifetime(String name) {
        JsonNode value = given(name);
        if (value == null) {
            return null;
        }
        Duration lifetime = value.isString() ? Lifetime.parse(value.stringValue()) : null;
        if (lifetime == null) {
            mistakes.add(name + " is not a length of time of at most a day, like 5m or PT5M.");
        }
        return lifetime;
    }

    /** Lists of names by name, or null. */
    @Nullable
    Map<String, Set<String>> optionalNames(String name, int longest) {
        JsonNode value = given(name);
        if (value == null) {
            return null;
        }
        Map<String, Set<String>> names = new LinkedHashMap<>();
        boolean good = value.isObject();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            good &= entry.getValue().isArray() && isName(entry.getKey(), longest);
            Set<String> list = new LinkedHashSet<>();
            for (JsonNode element : entry.getValue()) {
                if (element.isString() && isName(element.stringValue(), longest)) {
                    list.add(element.stringValue());
                } else {
                    good = false;
                }
            }
            names.put(entry.getKey(), list);
        }
        if (!good) {
            mistakes.add(name + " is not an object of lists of names.");
            return null;
        }
        return names;
    }

    /** All that is wrong, with what was not asked for as the last of it. */
    List<String> mistakes() {
        if (!known.containsAll(object.propertyNames())) {
            mistakes.add(
                    "There is a property that this request does not have; it has " + String.join(", ", known) + ".");
        }
        return mistakes;
    }

    /** The same where whatever else is there does not matter (RFC 6749, section 3.2). */
    List<String> mistakesIgnoringOthers() {
        return mistakes;
    }

    private static boolean isName(String text, int longest) {
        return !text.isBlank() && text.length() <= longest;
    }

    private @Nullable JsonNode given(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
