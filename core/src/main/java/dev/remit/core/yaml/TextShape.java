package dev.remit.core.yaml;

import dev.remit.core.finding.Findings;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text. What YAML reads as a number, a boolean or null has to be quoted: nobody then wonders what {@code 1e3} became. */
record TextShape(String what, @Nullable Pattern pattern, int longest, boolean blank) implements Shape<String> {

    @Override
    public @Nullable String read(Node node, Findings findings) {
        if (!(node instanceof Node.Scalar scalar)) {
            Shapes.wrongType(node, what, findings);
            return null;
        }
        String text = scalar.text();
        if (!Scalars.isText(scalar)) {
            findings.error(
                    "wrong-type",
                    scalar.at(),
                    "Expected " + what + ", but without quotes this is " + scalar.kind() + ".",
                    text.isEmpty() ? "Write the text after the colon." : "Quote it: \"" + text + "\".");
            return null;
        }
        if (text.codePointCount(0, text.length()) > longest) {
            findings.error(
                    "bad-value", scalar.at(), "This is longer than " + longest + " characters.", "Say it shorter.");
            return null;
        }
        if (!blank && text.isBlank()) {
            findings.error("bad-value", scalar.at(), "This is blank.", "Write something, or remove the key.");
            return null;
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            Shapes.badValue(scalar, what, findings);
            return null;
        }
        return text;
    }

    @Override
    public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("maxLength", longest);
        if (pattern != null) {
            schema.put("pattern", "^(?:" + portable(pattern.pattern()) + ")$");
        } else if (!blank) {
            schema.put("pattern", "\\S");
        }
        return schema;
    }

    /**
     * Not every validator of JSON Schema knows Unicode's categories (section 6.4 of the core specification asks to do
     * without). Inside a character class, all beyond ASCII is taken instead; the checker stays exact.
     */
    private static String portable(String pattern) {
        return pattern.replace("\\p{L}", "A-Za-z\\u0080-\\uFFFF").replace("\\p{N}", "0-9");
    }
}
