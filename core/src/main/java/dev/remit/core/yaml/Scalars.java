package dev.remit.core.yaml;

import java.util.regex.Pattern;

/** What a plain scalar is, by the core schema of YAML 1.2 (section 10.3.2), and how a scalar is shown in a message. */
final class Scalars {
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]+)?"
                    + "|[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");
    private static final int LONGEST_SHOWN = 40;

    private Scalars() {}

    static String kind(Node.Scalar scalar) {
        if (!scalar.plain()) {
            return "text";
        }
        String text = scalar.text();
        if (NULL.matcher(text).matches()) {
            return text.isEmpty() ? "nothing" : "null";
        }
        if (BOOLEAN.matcher(text).matches()) {
            return "a boolean";
        }
        return NUMBER.matcher(text).matches() ? "a number" : "text";
    }

    static boolean isText(Node.Scalar scalar) {
        return kind(scalar).equals("text");
    }

    /** In quotes, on one line, cut to a length that fits a message. */
    static String quote(String text) {
        StringBuilder shown = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(shown::appendCodePoint);
        return shown.append(text.codePointCount(0, text.length()) > LONGEST_SHOWN ? "…'" : "'")
                .toString();
    }

    /**
     * Whether a character may stand in a configuration: no controls but tab and line feed, no half of a surrogate pair,
     * and none of the marks that make a line read otherwise than it is (U+202A to U+202E, U+2066 to U+2069), because
     * a reviewer approves what is shown.
     */
    static boolean allowed(int c) {
        if (c == '\n' || c == '\t') {
            return true;
        }
        return !Character.isISOControl(c)
                && !(c >= 0xD800 && c <= 0xDFFF)
                && !(c >= 0x202A && c <= 0x202E)
                && !(c >= 0x2066 && c <= 0x2069)
                && c != 0xFEFF
                && c != 0xFFFE
                && c != 0xFFFF;
    }
}
