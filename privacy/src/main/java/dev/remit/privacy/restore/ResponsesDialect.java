package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings.Leaf;
import dev.remit.privacy.restore.Part.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's responses: {@code response.*.delta} events continue a text, {@code response.*.done} events and items hold it
 * whole, and so does the response in the last event.
 */
final class ResponsesDialect implements Dialect {
    private static final Pattern ITEM = Pattern.compile(
            "(/item|(?:/response)?/output/[0-9]+)/(arguments|(?:content|summary)/[0-9]+/(?:text|refusal))");

    private final Map<String, String> tools = new HashMap<>();

    @Override
    public Reading read(Message message) {
        String type = message.text("/type", "");
        String item = message.text("/output_index", "") + "/";
        if (type.equals("response.output_item.added")) {
            tools.put(item, message.text("/item/name", ""));
        }
        String field = item
                + message.text("/content_index", message.text("/summary_index", "")) + "/"
                + type.substring(0, Math.max(0, type.lastIndexOf('.')));
        List<Part> parts = new ArrayList<>();
        for (Leaf leaf : message.leaves()) {
            Part part = leaf.string() ? part(message, leaf, type, item, field) : null;
            if (part != null) {
                parts.add(part);
            }
        }
        return new Reading(parts, ended(type, item, field));
    }

    private static List<String> ended(String type, String item, String field) {
        return switch (type) {
            case "response.completed", "response.incomplete", "response.failed", "error" -> List.of("");
            case "response.output_item.done" -> List.of(item);
            default -> type.endsWith(".done") ? List.of(field) : List.of();
        };
    }

    private @Nullable Part part(Message message, Leaf leaf, String type, String item, String field) {
        boolean arguments = type.startsWith("response.function_call_arguments.");
        Content own = arguments ? new Content.Arguments(tools.getOrDefault(item, "")) : new Content.Prose();
        return switch (leaf.pointer()) {
            case "/delta" -> type.endsWith(".delta") && isSpoken(type) ? new Part(leaf, field, own) : null;
            case "/text", "/refusal" -> type.endsWith(".done") ? new Part(leaf, null, own) : null;
            case "/arguments" -> arguments ? new Part(leaf, null, named(message, own)) : null;
            case "/part/text", "/part/refusal" -> new Part(leaf, null, new Content.Prose());
            default -> item(message, leaf);
        };
    }

    /** The done event may name the tool itself. */
    private static Content named(Message message, Content own) {
        String name = message.text("/name", "");
        return name.isEmpty() ? own : new Content.Arguments(name);
    }

    private static boolean isSpoken(String type) {
        return switch (type) {
            case "response.output_text.delta",
                    "response.refusal.delta",
                    "response.function_call_arguments.delta",
                    "response.reasoning_text.delta",
                    "response.reasoning_summary_text.delta" -> true;
            default -> false;
        };
    }

    private static @Nullable Part item(Message message, Leaf leaf) {
        Matcher at = ITEM.matcher(leaf.pointer());
        if (!at.matches()) {
            return null;
        }
        boolean call = at.group(2).equals("arguments");
        return new Part(
                leaf,
                null,
                call ? new Content.Arguments(message.text(at.group(1) + "/name", "")) : new Content.Prose());
    }
}
