package dev.remit.privacy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a view is near something that a reader's program takes away, without that: escapes of JSON and of programs (RFC 8259, section 7; {@code \x}),
 * references of HTML, marks of Markdown, and HTML tags that only style. Linear: each mark is looked at in few chars.
 */
final class Plain {
    private static final int LONGEST_REFERENCE = 12;
    private static final int LONGEST_TAG = 8;
    private static final Map<String, Character> NAMED = Map.ofEntries(
            Map.entry("amp", '&'),
            Map.entry("lt", '<'),
            Map.entry("gt", '>'),
            Map.entry("quot", '"'),
            Map.entry("apos", '\''),
            Map.entry("nbsp", ' '),
            Map.entry("ensp", ' '),
            Map.entry("emsp", ' '),
            Map.entry("thinsp", ' '),
            Map.entry("shy", Fold.NOTHING),
            Map.entry("zwj", Fold.NOTHING),
            Map.entry("zwnj", Fold.NOTHING),
            Map.entry("commat", '@'),
            Map.entry("period", '.'),
            Map.entry("lowbar", '_'),
            Map.entry("hyphen", '-'),
            Map.entry("dash", '-'),
            Map.entry("plus", '+'),
            Map.entry("sol", '/'),
            Map.entry("colon", ':'),
            Map.entry("comma", ','),
            Map.entry("percnt", '%'));

    /** How far a value may reach, in chars, from where something was taken away: only this is read again. */
    private static final int NEAR = 120;

    private final View view;
    private final View.Builder built;
    private final List<Integer> places = new ArrayList<>(); // in what is built, where something was taken away

    private Plain(View view) {
        this.view = view;
        this.built = new View.Builder(view.length);
    }

    /** Null if nothing is to be taken away. */
    static @Nullable View in(View view) {
        for (int i = 0; i < view.length; i++) {
            if (isMark(view.chars[i])) {
                return new Plain(view).read();
            }
        }
        return null;
    }

    private static boolean isMark(char c) {
        return c == '\\' || c == '&' || c == '*' || c == '`' || c == '<';
    }

    private @Nullable View read() {
        for (int i = 0; i < view.length; ) {
            int end = switch (view.chars[i]) {
                case '\\' -> escape(i);
                case '&' -> reference(i);
                case '*', '`' -> mark(i);
                case '<' -> tag(i);
                default -> i;
            };
            if (end == i) {
                built.add(view.chars[i], view.start(i), view.end(i + 1));
                end++;
            }
            i = end;
        }
        return places.isEmpty() ? null : built.near(places, NEAR);
    }

    /** Where to read on; the same index if nothing is to be changed there. */
    private int escape(int at) {
        char kind = at(at + 1);
        if (kind == 'u' && at(at + 2) == '{') {
            int close = at + 3;
            while (close < at + 9 && Character.digit(at(close), 16) >= 0) {
                close++;
            }
            return at(close) == '}' && close > at + 3 ? put(number(at + 3, close, 16), at, close + 1) : drop(at + 1);
        }
        int digits = kind == 'u' ? 4 : kind == 'x' || kind == 'X' ? 2 : 0;
        if (digits > 0) {
            int code = number(at + 2, at + 2 + digits, 16);
            return code < 0 ? drop(at + 1) : put(code, at, at + 2 + digits);
        }
        return switch (kind) {
            case 'n', 'r' -> put('\n', at, at + 2);
            case 't' -> put(' ', at, at + 2);
            default -> drop(at + 1);
        };
    }

    private int reference(int at) {
        int end = at + 1;
        while (end < at + LONGEST_REFERENCE && (Character.isLetterOrDigit(at(end)) || at(end) == '#')) {
            end++;
        }
        if (at(end) != ';') {
            return at;
        }
        if (at(at + 1) != '#') {
            Character named = NAMED.get(new String(view.chars, at + 1, end - at - 1));
            return named == null ? at : put(named, at, end + 1);
        }
        boolean hex = (at(at + 2) | 0x20) == 'x';
        int code = number(hex ? at + 3 : at + 2, end, hex ? 16 : 10);
        return code < 0 ? at : put(code, at, end + 1);
    }

    private int mark(int at) {
        int end = at + 1;
        while (at(end) == view.chars[at]) {
            end++;
        }
        boolean within = at > 0 && !isBlank(view.chars[at - 1]) && end < view.length && !isBlank(view.chars[end]);
        return within ? drop(end) : end;
    }

    /** {@code <b>}, {@code </span>}, {@code <br/>}; one with attributes stays, for these may hold values. */
    private int tag(int at) {
        int name = at(at + 1) == '/' ? at + 2 : at + 1;
        int end = name;
        while (end < name + LONGEST_TAG && isAsciiWord(at(end))) {
            end++;
        }
        int close = end;
        while (close < end + 2 && (at(close) == ' ' || at(close) == '/')) {
            close++;
        }
        if (end == name || at(close) != '>') {
            return at;
        }
        boolean breaks = end - name == 2 && (at(name) | 0x20) == 'b' && (at(name + 1) | 0x20) == 'r';
        return breaks ? put('\n', at, close + 1) : drop(close + 1);
    }

    private int drop(int to) {
        places.add(built.length());
        return to;
    }

    private int put(int code, int from, int to) {
        places.add(built.length());
        char plain = Character.isValidCodePoint(code) ? Fold.of(code) : '\uFFFD';
        if (plain != Fold.NOTHING) {
            built.add(plain, view.start(from), view.end(to));
        }
        return to;
    }

    /** −1 if it is none. */
    private int number(int from, int to, int radix) {
        if (from >= to || to - from > 7) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = at(i) < 128 ? Character.digit(at(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    private char at(int i) {
        return i < view.length ? view.chars[i] : '\0';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean isAsciiWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
