package dev.remit.core.template;

import dev.remit.core.yaml.Shape;
import dev.remit.core.yaml.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A JSON pointer (RFC 6901): where a value stands in a document. The empty one is the whole document.
 *
 * @param text as written
 * @param tokens unescaped
 */
public record Pointer(String text, List<String> tokens) {
    private static final Pattern SYNTAX = Pattern.compile("(?:/(?:[^~/]|~[01])*){0,20}");

    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /** As it stands in a file: {@code /data/0/id}. */
    public static Shape<String> shape() {
        return Shapes.text("a JSON pointer, such as /data/id", SYNTAX, 500);
    }

    /** @throws IllegalArgumentException where the text is no JSON pointer of at most 20 steps */
    public static Pointer of(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException("not a JSON pointer: " + text);
        }
        List<String> tokens = text.isEmpty()
                ? List.of()
                : Arrays.stream(text.substring(1).split("/", -1))
                        .map(token -> token.replace("~1", "/").replace("~0", "~"))
                        .toList();
        return new Pointer(text, tokens);
    }
}
