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

/** OpenAI's chat completions: {@code choices[].delta} in events, {@code choices[].message} in a whole answer. */
final class ChatDialect implements Dialect {
    private static final Pattern STRING = Pattern.compile("/choices/([0-9]+)/(delta|message)/(.+)");
    private static final Pattern PROSE =
            Pattern.compile("content|refusal|reasoning|reasoning_content|content/[0-9]+/text");
    private static final Pattern CALL = Pattern.compile("tool_calls/([0-9]+)/function/arguments");

    private final Map<String, String> tools = new HashMap<>();

    @Override
    public Reading read(Message message) {
        List<Part> parts = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        for (Leaf leaf : message.leaves()) {
            Matcher at = STRING.matcher(leaf.pointer());
            if (leaf.string() && at.matches() && !leaf.pointer().endsWith("/type")) {
                boolean delta = at.group(2).equals("delta");
                String choice = message.text("/choices/" + at.group(1) + "/index", at.group(1)) + "/";
                String holder = leaf.pointer().substring(0, at.start(3));
                parts.add(part(message, leaf, delta ? choice : null, holder, at.group(3)));
            } else if (leaf.string() && leaf.pointer().matches("/choices/[0-9]+/finish_reason")) {
                String base = leaf.pointer().substring(0, leaf.pointer().lastIndexOf('/'));
                ended.add(message.text(base + "/index", base.substring(base.lastIndexOf('/') + 1)) + "/");
            }
        }
        return new Reading(parts, ended);
    }

    private Part part(Message message, Leaf leaf, @Nullable String choice, String holder, String rest) {
        if (PROSE.matcher(rest).matches()) {
            return new Part(leaf, choice == null ? null : choice + rest, new Content.Prose());
        }
        Matcher call = CALL.matcher(rest);
        if (call.matches()) {
            String base = holder + "tool_calls/" + call.group(1);
            String field = choice + "call/" + message.text(base + "/index", call.group(1));
            String tool = tool(message, base + "/function/name", field);
            return new Part(leaf, choice == null ? null : field, new Content.Arguments(tool));
        }
        if (rest.equals("function_call/arguments")) {
            String field = choice + "call";
            String tool = tool(message, holder + "function_call/name", field);
            return new Part(leaf, choice == null ? null : field, new Content.Arguments(tool));
        }
        if (choice != null && rest.startsWith("tool_calls/") && rest.endsWith("/function/name")) {
            String base = holder + rest.substring(0, rest.length() - "/function/name".length());
            String index = base.substring(base.lastIndexOf('/') + 1);
            tool(message, base + "/function/name", choice + "call/" + message.text(base + "/index", index));
        }
        return new Part(leaf, null, new Content.Once());
    }

    /** The name of a tool; only the first event of a call has it. */
    private String tool(Message message, String pointer, String field) {
        String name = message.text(pointer, "");
        if (!name.isEmpty()) {
            tools.put(field, name);
        }
        return tools.getOrDefault(field, "");
    }
}
