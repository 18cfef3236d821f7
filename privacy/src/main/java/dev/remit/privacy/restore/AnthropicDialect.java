package dev.remit.privacy.restore;

import dev.remit.privacy.pseudonym.JsonStrings.Leaf;
import dev.remit.privacy.restore.Part.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Anthropic's messages: content blocks by index. A thinking block is signed, and goes back to the provider unchanged;
 * so its tokens stay.
 */
final class AnthropicDialect implements Dialect {
    private static final Pattern BLOCK =
            Pattern.compile("(/content_block|(?:/message)?/content/[0-9]+)/(text|input(/.*))", Pattern.DOTALL);

    private final Map<String, String> tools = new HashMap<>();

    @Override
    public Reading read(Message message) {
        String type = message.text("/type", "");
        String block = message.text("/index", "") + "/";
        if (type.equals("content_block_start")) {
            tools.put(block, message.text("/content_block/name", ""));
        }
        List<Part> parts = new ArrayList<>();
        for (Leaf leaf : message.leaves()) {
            Matcher at = BLOCK.matcher(leaf.pointer());
            if (!leaf.string()) {
                continue;
            }
            if (type.equals("content_block_delta") && leaf.pointer().equals("/delta/text")) {
                parts.add(new Part(leaf, block + "text", new Content.Prose()));
            } else if (type.equals("content_block_delta") && leaf.pointer().equals("/delta/partial_json")) {
                String tool = tools.getOrDefault(block, "");
                parts.add(new Part(leaf, block + "input", new Content.Arguments(tool)));
            } else if (at.matches()) {
                boolean starts = at.group(1).equals("/content_block") && at.group(3) == null;
                parts.add(new Part(leaf, starts ? block + "text" : null, content(message, at)));
            }
        }
        List<String> ended = switch (type) {
            case "content_block_stop" -> List.of(block);
            case "message_stop", "error" -> List.of("");
            default -> List.of();
        };
        return new Reading(parts, ended);
    }

    private static Content content(Message message, Matcher at) {
        return at.group(3) == null
                ? new Content.Prose()
                : new Content.Argument(message.text(at.group(1) + "/name", ""), at.group(3));
    }
}
