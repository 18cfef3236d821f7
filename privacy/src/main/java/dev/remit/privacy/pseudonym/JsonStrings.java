package dev.remit.privacy.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scalar values of a JSON text (RFC 8259) and where they stand, so that strings can be replaced and every other
 * char left as it is. Nested no deeper than {@value #DEEPEST}. Linear in the text, times the length of the pointers.
 */
public final class JsonStrings {
    /** Most arrays and objects within each other. */
    public static final int DEEPEST = 128;

    /** Most chars of a pointer; its bound keeps the reading linear. */
    public static final int LONGEST_POINTER = 4096;

    private final String json;
    private final List<Leaf> leaves = new ArrayList<>();
    private final StringBuilder pointer = new StringBuilder();
    private int depth;
    private int furthest;

    /**
     * A value that is neither array nor object.
     *
     * @param pointer where it is (RFC 6901), such as {@code /choices/0/delta/content}
     * @param start index of its first char; of a string, the quote
     * @param end index behind its last char
     * @param text of a string, what it says; of anything else, what is written
     * @param string whether it is a string
     */
    public record Leaf(String pointer, int start, int end, String text, boolean string) {}

    /** What reading a text gives. */
    public sealed interface Parsed {
        /** @param leaves in the order of the text */
        record Valid(List<Leaf> leaves) implements Parsed {}

        /** @param at index of the char that could not be read */
        record Invalid(int at) implements Parsed {}
    }

    /** What to put in the place of a string. */
    @FunctionalInterface
    public interface Replacement {
        /** The new text of a leaf; empty to leave it as it is. */
        Optional<String> of(Leaf leaf);
    }

    private JsonStrings(String json) {
        this.json = json;
    }

    /** Reads all leaves of one JSON text. */
    public static Parsed parse(String json) {
        JsonStrings reader = new JsonStrings(json);
        int end = reader.value(reader.blank(0));
        if (end >= 0) {
            end = reader.blank(end);
            if (end == json.length()) {
                return new Parsed.Valid(reader.leaves);
            }
            reader.furthest = end;
        }
        return new Parsed.Invalid(reader.furthest);
    }

    /**
     * The text with some of its strings replaced.
     *
     * @param leaves all or some of its own, in their order
     */
    public static String replace(String json, List<Leaf> leaves, Replacement replacement) {
        StringBuilder replaced = new StringBuilder(json.length() + 64);
        int done = 0;
        for (Leaf leaf : leaves) {
            Optional<String> text = leaf.string() ? replacement.of(leaf) : Optional.empty();
            if (text.isPresent()) {
                replaced.append(json, done, leaf.start()).append('"');
                escape(text.get(), replaced);
                replaced.append('"');
                done = leaf.end();
            }
        }
        return replaced.append(json, done, json.length()).toString();
    }

    /** Writes a text as the content of a JSON string; unpaired surrogates as escapes, so that UTF-8 can hold it. */
    public static void escape(CharSequence text, StringBuilder to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                to.append(c).append(text.charAt(++i));
            } else {
                escape(c, to);
            }
        }
    }

    /** Writes one char as the content of a JSON string; any surrogate as an escape. */
    public static void escape(char c, StringBuilder to) {
        switch (c) {
            case '"', '\\' -> to.append('\\').append(c);
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    to.append("\\u").append(Character.forDigit(c >> 12, 16));
                    to.append(Character.forDigit(c >> 8 & 15, 16));
                    to.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    to.append(c);
                }
            }
        }
    }

    /** The index behind the value, −1 if there is none. */
    private int value(int at) {
        char c = charAt(at);
        return switch (c) {
            case '{' -> nested(at, true);
            case '[' -> nested(at, false);
            case '"' -> string(at, true);
            default -> literal(at);
        };
    }

    private int nested(int open, boolean object) {
        if (++depth > DEEPEST) {
            return failed(open);
        }
        int length = pointer.length();
        char close = object ? '}' : ']';
        int at = blank(open + 1);
        for (int index = 0; index > 0 || charAt(at) != close; index++) {
            pointer.append('/');
            if (object) {
                int start = at;
                at = charAt(at) == '"' ? string(at, false) : failed(at);
                if (at < 0) {
                    return -1;
                }
                pointer.append(unescape(start + 1, at - 1).replace("~", "~0").replace("/", "~1"));
                at = blank(at);
                if (charAt(at) != ':') {
                    return failed(at);
                }
                at = blank(at + 1);
            } else {
                pointer.append(index);
            }
            at = pointer.length() > LONGEST_POINTER ? failed(at) : value(at);
            if (at < 0) {
                return -1;
            }
            pointer.setLength(length);
            at = blank(at);
            if (charAt(at) == close) {
                break;
            }
            if (charAt(at) != ',') {
                return failed(at);
            }
            at = blank(at + 1);
        }
        depth--;
        return at + 1;
    }

    private int string(int open, boolean leaf) {
        int at = open + 1;
        while (charAt(at) != '"') {
            if (at >= json.length() || json.charAt(at) < ' ') {
                return failed(at);
            }
            if (json.charAt(at) == '\\') {
                at++;
                if (charAt(at) == 'u') {
                    for (int i = 0; i < 4; i++) {
                        if (hex(charAt(++at)) < 0) {
                            return failed(at);
                        }
                    }
                } else if ("\"\\/bfnrt".indexOf(charAt(at)) < 0) {
                    return failed(at);
                }
            }
            at++;
        }
        if (leaf) {
            leaves.add(new Leaf(pointer.toString(), open, at + 1, unescape(open + 1, at), true));
        }
        return at + 1;
    }

    /** A number or a name; its characters are checked, its grammar is not: it is never changed. */
    private int literal(int start) {
        int at = start;
        while (isLiteral(charAt(at))) {
            at++;
        }
        if (at == start) {
            return failed(at);
        }
        leaves.add(new Leaf(pointer.toString(), start, at, json.substring(start, at), false));
        return at;
    }

    private static boolean isLiteral(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    private String unescape(int from, int to) {
        if (json.indexOf('\\', from, to) < 0) {
            return json.substring(from, to);
        }
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                c = json.charAt(++i);
                if (c == 'u') {
                    c = (char) Integer.parseInt(json, i + 1, i + 5, 16);
                    i += 4;
                } else {
                    c = simple(c);
                }
            }
            text.append(c);
        }
        return text.toString();
    }

    /** What a backslash and this char mean. */
    public static char simple(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    /** The value of a hexadecimal digit in ASCII; −1 if it is none. */
    public static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private int blank(int at) {
        int i = at;
        while (charAt(i) == ' ' || charAt(i) == '\n' || charAt(i) == '\r' || charAt(i) == '\t') {
            i++;
        }
        return i;
    }

    private char charAt(int at) {
        return at < json.length() ? json.charAt(at) : '\0';
    }

    private int failed(int at) {
        furthest = at;
        return -1;
    }
}
