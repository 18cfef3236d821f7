package dev.remit.privacy.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Runs in a view that are text in percent encoding (RFC 3986), base 64, also its URL form (RFC 4648) and over several lines
 * (RFC 2045), or hexadecimal, also byte by byte as {@code 61:64} or {@code \\x61}; and addresses with a sign between any two chars.
 */
final class Encoded {
    private static final int SHORTEST = 8;

    /** Fewest chars of a line of base 64 that goes on in the next. */
    static final int SHORTEST_LINE = 24;

    private static final int FEWEST_BYTES = 6;
    private static final byte PART = 1; // of base 64, in which hexadecimal is
    private static final byte PERCENT = 2;
    private static final byte DIGIT = 4;
    private static final byte GRAPHIC = 8; // may stand beside percent encoding
    private static final byte[] CLASSES = new byte[128];

    static {
        for (char c = 0; c < 128; c++) {
            boolean upper = c >= 'A' && c <= 'Z';
            boolean other = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "+/-_=".indexOf(c) >= 0;
            CLASSES[c] = upper || other ? PART : 0;
        }
        CLASSES['%'] = PERCENT;
        for (char c : new char[] {'.', '~', ':', '@', '?', '&', '!', '*', '(', ')', ',', ';', '$', '\''}) {
            CLASSES[c] = GRAPHIC;
        }
        for (char c = '0'; c <= '9'; c++) {
            CLASSES[c] |= DIGIT;
        }
    }

    /** Is told what a run says. */
    interface Sink {
        void take(String decoded, int start, int end);
    }

    private Encoded() {}

    static void in(View view, Sink sink) {
        runs(view, sink);
        bytes(view, sink);
        apart(view, sink);
    }

    private static void runs(View view, Sink sink) {
        Lines lines = new Lines(view, sink);
        char[] chars = view.chars;
        int length = view.length;
        int start = 0; // of what has no space in it
        int part = 0; // of what is of base 64
        int seen = 0;
        boolean percent = false;
        for (int i = 0; i <= length; i++) {
            int kind = i < length && chars[i] < 128 ? CLASSES[chars[i]] : 0;
            if ((kind & PART) != 0) {
                seen |= kind;
                continue;
            }
            if (i > part) {
                lines.take(part, i);
            }
            if (i - part >= SHORTEST && ((seen & DIGIT) != 0 || isMixed(chars, part, i))) {
                decode(new String(chars, part, i - part), part, sink);
            }
            part = i + 1;
            seen = 0;
            percent |= kind == PERCENT;
            if (kind == 0) {
                if (percent) {
                    String decoded = percent(new String(chars, start, i - start));
                    if (decoded != null) {
                        sink.take(decoded, start, i);
                    }
                }
                start = i + 1;
                percent = false;
            }
        }
        lines.end();
    }

    /** Puts lines of base 64 or hexadecimal together. */
    private static final class Lines {
        private final View view;
        private final Sink sink;
        private final StringBuilder joined = new StringBuilder();
        private int start;
        private int end;
        private int count;

        Lines(View view, Sink sink) {
            this.view = view;
            this.sink = sink;
        }

        void take(int from, int to) {
            if (count == 0 || !follows(from)) {
                end();
                if (to - from < SHORTEST_LINE) {
                    return;
                }
                start = to;
                while (start > from && (view.chars[start - 1] != '=' || to - start < SHORTEST_LINE)) {
                    start--; // id=…: base 64 has its sign only at its end
                }
            }
            int begin = Math.max(start, from);
            joined.append(view.chars, begin, to - begin);
            end = to;
            count++;
            if (to - from < SHORTEST_LINE) {
                end();
            }
        }

        private boolean follows(int from) {
            boolean line = false;
            for (int i = end; i < from; i++) {
                char c = view.chars[i];
                line |= c == '\n';
                if (from - end > 8 || (c != '\n' && c != '\r' && c != ' ' && c != '\t' && c != '>')) {
                    return false;
                }
            }
            return line;
        }

        void end() {
            if (count > 1) {
                String run = joined.toString();
                String decoded = hex(run);
                decoded = decoded == null ? base64(run) : decoded;
                if (decoded != null) {
                    sink.take(decoded, start, end);
                }
            }
            joined.setLength(0);
            count = 0;
        }
    }

    /** Bytes one by one, each two hexadecimal digits with a mark before or signs behind. */
    private static void bytes(View view, Sink sink) {
        char[] chars = view.chars;
        byte[] bytes = new byte[64];
        int count = 0;
        int start = 0;
        int end = 0;
        for (int i = 0; i + 1 < view.length; i++) {
            if (!isHex(chars[i]) || !isHex(chars[i + 1]) || isAlphanumeric(at(view, i + 2))) {
                continue;
            }
            int from = begin(view, i);
            if (from < 0) {
                continue;
            }
            if (count > 0 && (from - end > 2 || !isGap(chars, end, from))) {
                said(bytes, count, start, end, sink);
                count = 0;
            }
            if (count == bytes.length) {
                bytes = java.util.Arrays.copyOf(bytes, 2 * count);
            }
            start = count == 0 ? from : start;
            bytes[count++] = (byte) (Character.digit(chars[i], 16) << 4 | Character.digit(chars[i + 1], 16));
            end = i + 2;
        }
        said(bytes, count, start, end, sink);
    }

    /** Where a byte begins whose digits stand here; −1 if they are the end of a word. */
    private static int begin(View view, int i) {
        char before = at(view, i - 1);
        if ((before | 0x20) == 'x' && (at(view, i - 2) == '\\' || at(view, i - 2) == '0')) {
            return i - 2;
        }
        return before == '=' || before == '%' ? i - 1 : isAlphanumeric(before) ? -1 : i;
    }

    private static boolean isGap(char[] chars, int from, int to) {
        for (int i = from; i < to && to - from <= 2; i++) {
            if (" ,:;-\n\t".indexOf(chars[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void said(byte[] bytes, int count, int start, int end, Sink sink) {
        String said = count < FEWEST_BYTES ? null : text(java.util.Arrays.copyOf(bytes, count));
        if (said != null) {
            sink.take(said, start, end);
        }
    }

    /** An address with one and the same sign, or two, between any two chars: other values are found so anyway. */
    private static void apart(View view, Sink sink) {
        int[] done = {0, 0};
        for (int i = 0; i < view.length; i++) {
            if (view.chars[i] == '@') {
                for (int gap = 1; gap <= done.length; gap++) {
                    if (i >= done[gap - 1]) {
                        done[gap - 1] = apart(view, i, gap, sink);
                    }
                }
            }
        }
    }

    private static int apart(View view, int at, int gap, Sink sink) {
        int step = gap + 1;
        int start = at;
        while (start >= step && isApart(view, at, start - step, gap)) {
            start -= step;
        }
        int last = at;
        while (isApart(view, at, last, gap)) {
            last += step;
        }
        start += start < at && isAlphanumeric(at(view, start - 1)) ? step : 0; // the end of a word before
        last -= last > at && isAlphanumeric(at(view, last + 1)) ? step : 0;
        if ((last - start) / step + 1 >= SHORTEST) {
            StringBuilder said = new StringBuilder();
            for (int i = start; i <= last; i += step) {
                said.append(view.chars[i]);
            }
            sink.take(said.toString(), start, last + 1);
        }
        return last + 1;
    }

    /** Whether behind this char the same signs follow as behind the address's own, and another char. */
    private static boolean isApart(View view, int address, int i, int gap) {
        if (i + gap + 1 >= view.length
                || address + gap >= view.length
                || isBlank(view.chars[i])
                || isBlank(view.chars[i + gap + 1])) {
            return false;
        }
        for (int j = 1; j <= gap; j++) {
            char sign = view.chars[i + j];
            if (sign != view.chars[address + j] || isAlphanumeric(sign)) {
                return false;
            }
        }
        return true;
    }

    private static char at(View view, int i) {
        return i >= 0 && i < view.length ? view.chars[i] : Fold.NOTHING;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Whether case changes as it does in no word. */
    private static boolean isMixed(char[] chars, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            if (Character.isLowerCase(chars[i - 1]) && Character.isUpperCase(chars[i])) {
                return true;
            }
        }
        return false;
    }

    private static void decode(String run, int start, Sink sink) {
        String decoded = hex(run);
        decoded = decoded == null ? base64(run) : decoded;
        if (decoded != null) {
            sink.take(decoded, start, start + run.length());
            return;
        }
        int from = 0;
        for (int i = 0; i <= run.length(); i++) {
            boolean cut = i == run.length() || "/=-_+".indexOf(run.charAt(i)) >= 0;
            if (cut && i - from >= SHORTEST && i - from < run.length()) {
                String piece = run.substring(from, i);
                String text = hex(piece);
                text = text == null ? base64(piece) : text;
                if (text != null) {
                    sink.take(text, start + from, start + i);
                }
            }
            from = cut ? i + 1 : from;
        }
    }

    private static @Nullable String hex(String run) {
        String digits = run.startsWith("0x") ? run.substring(2) : run;
        boolean hex = digits.length() >= SHORTEST
                && digits.length() % 2 == 0
                && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return hex ? text(HexFormat.of().parseHex(digits)) : null;
    }

    private static @Nullable String base64(String run) {
        String plain = run.replace('-', '+').replace('_', '/');
        int end = plain.length();
        while (end > 0 && plain.charAt(end - 1) == '=') {
            end--;
        }
        if (end % 4 == 1 || plain.substring(0, end).indexOf('=') >= 0) {
            return null;
        }
        return text(Base64.getDecoder().decode(plain.substring(0, end)));
    }

    private static @Nullable String percent(String run) {
        byte[] bytes = new byte[3 * run.length()];
        int count = 0;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            boolean escape = c == '%'
                    && i + 2 < run.length()
                    && Character.digit(run.charAt(i + 1), 16) >= 0
                    && Character.digit(run.charAt(i + 2), 16) >= 0;
            if (escape) {
                bytes[count++] = (byte) Integer.parseInt(run, i + 1, i + 3, 16);
                i += 2;
            } else if (c == '+') {
                bytes[count++] = ' ';
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    bytes[count++] = b;
                }
            }
        }
        return text(java.util.Arrays.copyOf(bytes, count));
    }

    /** UTF-8 of which nothing is unprintable; null for anything else. */
    private static @Nullable String text(byte[] bytes) {
        for (byte b : bytes) {
            if ((b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null; // it is no text
        }
    }
}
