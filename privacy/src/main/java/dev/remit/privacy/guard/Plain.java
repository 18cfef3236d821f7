package dev.remit.privacy.guard;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a view is near something that a reader's program takes away, without that: escapes of JSON and of programs (RFC
 * 8259, section 7; {@code \x}), references of HTML, marks of Markdown, and HTML tags that only style. A part without a
 * digit and an {@code @} is left out. Linear: each mark is looked at in few chars. Not thread-safe.
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

    /** What was read but not yet taken, for it may be too far from any mark: stretches of the view, the last of which is open. */
    private int[] waiting = new int[16];

    private int stretches = 1;
    private int part = -1; // where the part that is being built begins in it; −1: none is
    private int since; // chars that were put at the last place

    private Plain(View view) {
        this.view = view;
        this.built = new View.Builder(view, Math.min(view.length + 1, 512));
    }

    /**
     * Null if nothing is to be taken away.
     *
     * @param first where the first mark is
     */
    static @Nullable View in(View view, int first) {
        return new Plain(view).read(first);
    }

    /** Whether a reader's program may take something away here. */
    static boolean isMark(char c) {
        return c == '\\' || c == '&' || c == '*' || c == '`' || c == '<';
    }

    private @Nullable View read(int first) {
        char[] chars = view.chars;
        int length = view.length;
        int i = first;
        while (i < length) {
            int end = switch (chars[i]) {
                case '\\' -> escape(i);
                case '&' -> reference(i);
                case '*', '`' -> mark(i);
                case '<' -> tag(i);
                default -> i;
            };
            for (i = Math.max(end, i + 1); i < length && !isMark(chars[i]); ) {
                i++;
            }
        }
        if (part >= 0) {
            close(takeFirst(length));
        }
        return built.length() == 0 ? null : built.view();
    }

    /** Something was taken away, from here to there. */
    private void place(int at, int to) {
        int chars = waitingChars(at);
        if (part >= 0 && chars + since <= 2 * NEAR) {
            takeLast(at, chars);
        } else {
            if (part >= 0) {
                close(takeFirst(at));
            }
            part = built.length();
            takeLast(at, Math.min(chars, NEAR));
        }
        stretches = 1;
        waiting[0] = to;
        since = 0;
    }

    private int waitingChars(int to) {
        int chars = to - waiting[2 * stretches - 2];
        for (int i = 0; i < 2 * stretches - 2; i += 2) {
            chars += waiting[i + 1] - waiting[i];
        }
        return chars;
    }

    /** Where the first char is that is not taken; −1 if all are. */
    private int takeFirst(int to) {
        waiting[2 * stretches - 1] = to;
        int rest = NEAR - since;
        for (int i = 0; i < 2 * stretches; i += 2) {
            int size = Math.min(rest, waiting[i + 1] - waiting[i]);
            built.copy(view.chars, waiting[i], waiting[i] + size);
            rest -= size;
            if (waiting[i] + size < waiting[i + 1]) {
                return waiting[i] + size;
            }
        }
        return -1;
    }

    private void takeLast(int to, int chars) {
        waiting[2 * stretches - 1] = to;
        int skip = waitingChars(to) - chars;
        for (int i = 0; i < 2 * stretches; i += 2) {
            int size = Math.min(skip, waiting[i + 1] - waiting[i]);
            built.copy(view.chars, waiting[i] + size, waiting[i + 1]);
            skip -= size;
        }
    }

    /** The part is whole; it stays only if it tells. A NUL in the place of what is behind it joins nothing. */
    private void close(int next) {
        if (!built.tells(part)) {
            built.truncate(part);
        } else if (next >= 0) {
            built.put(Fold.NOTHING, next, next + 1);
        }
    }

    /** Where to read on; the same index if nothing is to be changed there. */
    private int escape(int at) {
        char kind = at(at + 1);
        if (kind == 'u' && at(at + 2) == '{') {
            int close = at + 3;
            while (close < at + 9 && Character.digit(at(close), 16) >= 0) {
                close++;
            }
            return at(close) == '}' && close > at + 3
                    ? put(number(at + 3, close, 16), at, close + 1)
                    : drop(at, at + 1);
        }
        int digits = kind == 'u' ? 4 : kind == 'x' || kind == 'X' ? 2 : 0;
        if (digits > 0) {
            int code = number(at + 2, at + 2 + digits, 16);
            return code < 0 ? drop(at, at + 1) : put(code, at, at + 2 + digits);
        }
        return switch (kind) {
            case 'n', 'r' -> put('\n', at, at + 2);
            case 't' -> put(' ', at, at + 2);
            default -> drop(at, at + 1);
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
        return within ? drop(at, end) : skip(at, end);
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
        return breaks ? put('\n', at, close + 1) : drop(at, close + 1);
    }

    private int drop(int at, int to) {
        place(at, to);
        return to;
    }

    /** Marks that stand alone are left out where something else is, and are no reason to read again. */
    private int skip(int at, int to) {
        if (2 * stretches == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * waiting.length);
        }
        waiting[2 * stretches - 1] = at;
        waiting[2 * stretches++] = to;
        return to;
    }

    private int put(int code, int from, int to) {
        place(from, to);
        char plain = Character.isValidCodePoint(code) ? Fold.of(code) : '\uFFFD';
        if (plain != Fold.NOTHING) {
            built.put(plain, from, to);
            since = 1;
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
