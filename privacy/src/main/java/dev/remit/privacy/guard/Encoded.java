package dev.remit.privacy.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /** How far beside a change what goes on over signs may end where it did not before: a line and more. */
    private static final int BESIDE = 100;

    private static final int PART = 1; // of base 64, in which hexadecimal is
    private static final int PERCENT = 2;
    private static final int DIGIT = 4;
    private static final int GRAPHIC = 8; // may stand beside percent encoding
    private static final int ALPHANUMERIC = 16;
    private static final int NO_HEX = 32;
    private static final int LOWER = 64;
    private static final int UPPER = 128;
    private static final int MIXED = LOWER | UPPER;

    /** Of every char there is: the loop over all chars asks without a branch. */
    private static final byte[] CLASSES = new byte[Character.MAX_VALUE + 1];

    /** Six bits of each sign of base 64; -1 for others. */
    private static final byte[] SIXES = new byte[128];

    static {
        Arrays.fill(CLASSES, (byte) NO_HEX);
        for (char c = 0; c < 128; c++) {
            int kind = c >= 'A' && c <= 'Z'
                    ? PART | ALPHANUMERIC | UPPER
                    : c >= 'a' && c <= 'z'
                            ? PART | ALPHANUMERIC | LOWER
                            : c >= '0' && c <= '9'
                                    ? PART | ALPHANUMERIC | DIGIT
                                    : "+/-_=".indexOf(c) >= 0
                                            ? PART
                                            : c == '%' ? PERCENT : ".~:@?&!*(),;$'".indexOf(c) >= 0 ? GRAPHIC : 0;
            CLASSES[c] = (byte) (isHex(c) ? kind : kind | NO_HEX);
            int six = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(c);
            SIXES[c] = (byte) (c == '-' ? 62 : c == '_' ? 63 : six);
        }
    }

    /** Is told what a run says. */
    interface Sink {
        void take(String decoded, int start, int end);
    }

    private Encoded() {}

    /** @param at whether there is an {@code @} in it */
    static void in(View view, boolean at, Sink sink) {
        Bytes bytes = runs(view, sink);
        if (bytes != null) {
            bytes.tell(sink);
        }
        if (at) {
            apart(view, sink);
        }
    }

    /** Goes through all words; what may be single bytes among them is for later. */
    private static @Nullable Bytes runs(View view, Sink sink) {
        Lines lines = new Lines(view, sink);
        Bytes bytes = null;
        char[] chars = view.chars;
        int length = view.length;
        int start = 0; // of what has no space in it
        int part = 0; // of what is of base 64
        int seen = 0;
        boolean percent = false;
        for (int i = 0; i <= length; i++) {
            int word = i;
            int kind = 0;
            int of = 0;
            while (i < length && ((kind = kind(chars[i])) & ALPHANUMERIC) != 0) {
                of |= kind;
                i++;
            }
            if (i - word >= 2 && (i - word == 2 ? (of & NO_HEX) == 0 : (chars[i - 3] | 0x20) == 'x')) {
                bytes = bytes == null ? new Bytes(view) : bytes;
                bytes.take(i - 2);
            }
            seen |= of;
            if (i < length && (kind & PART) != 0) {
                continue;
            }
            if (i - part >= SHORTEST) {
                if (lines.any() || i - part >= SHORTEST_LINE) {
                    lines.take(part, i);
                }
                boolean code = (seen & DIGIT) != 0 || ((seen & MIXED) == MIXED && isMixed(chars, part, i));
                if (code && view.differs(part, i)) {
                    decode(chars, part, i, sink);
                }
            } else if (i > part && lines.any()) {
                lines.take(part, i);
            }
            part = i + 1;
            seen = 0;
            kind = i < length ? kind : 0;
            percent |= (kind & PERCENT) != 0;
            if ((kind & (PERCENT | GRAPHIC)) == 0) {
                if (percent && view.differs(start, i)) {
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
        return bytes;
    }

    private static int kind(char c) {
        return CLASSES[c];
    }

    /** Puts lines of base 64 or hexadecimal together. */
    private static final class Lines {
        private final View view;
        private final Sink sink;
        private @Nullable StringBuilder joined;
        private int start;
        private int end;
        private int count;

        Lines(View view, Sink sink) {
            this.view = view;
            this.sink = sink;
        }

        boolean any() {
            return count > 0;
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
            joined = joined == null ? new StringBuilder() : joined;
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
            if (joined == null) {
                return;
            }
            if (count > 1 && view.differs(start - BESIDE, end + BESIDE)) {
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
    private static final class Bytes {
        private final View view;
        private int[] found = new int[32]; // where each begins, and where its digits are
        private int count;

        Bytes(View view) {
            this.view = view;
        }

        /** Two chars at the end of a word. */
        void take(int digits) {
            int from = isHex(view.chars[digits]) && isHex(view.chars[digits + 1]) ? begin(view, digits) : -1;
            if (from < 0) {
                return;
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = from;
            found[count++] = digits;
        }

        void tell(Sink sink) {
            for (int first = 0; first < count; ) {
                int next = first + 2;
                while (next < count && follows(found[next - 1] + 2, found[next])) {
                    next += 2;
                }
                int end = found[next - 1] + 2;
                if (next - first >= 2 * FEWEST_BYTES && view.differs(found[first] - BESIDE, end + BESIDE)) {
                    byte[] bytes = new byte[(next - first) / 2];
                    for (int i = 0; i < bytes.length; i++) {
                        int digits = found[first + 2 * i + 1];
                        bytes[i] = (byte) (Character.digit(view.chars[digits], 16) << 4
                                | Character.digit(view.chars[digits + 1], 16));
                    }
                    String said = text(bytes);
                    if (said != null) {
                        sink.take(said, found[first], end);
                    }
                }
                first = next;
            }
        }

        private boolean follows(int end, int from) {
            return from - end <= 2 && isGap(view.chars, end, from);
        }
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
        if ((last - start) / step + 1 >= SHORTEST && view.differs(start - BESIDE, last + BESIDE)) {
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

    private static void decode(char[] chars, int start, int end, Sink sink) {
        String decoded = decoded(chars, start, end);
        if (decoded != null) {
            sink.take(decoded, start, end);
            return;
        }
        int from = start;
        for (int i = start; i <= end; i++) {
            boolean cut = i == end || (CLASSES[chars[i]] & ALPHANUMERIC) == 0;
            if (cut && i - from >= SHORTEST && i - from < end - start) {
                String text = decoded(chars, from, i);
                if (text != null) {
                    sink.take(text, from, i);
                }
            }
            from = cut ? i + 1 : from;
        }
    }

    private static @Nullable String decoded(char[] chars, int start, int end) {
        boolean hex = mayBeHex(chars, start, end);
        if (!hex && !mayBeBase64(chars, start, end)) {
            return null;
        }
        String run = new String(chars, start, end - start);
        String decoded = hex ? hex(run) : null;
        return decoded == null ? base64(run) : decoded;
    }

    private static boolean mayBeHex(char[] chars, int start, int end) {
        if ((end - start) % 2 != 0) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!isHex(chars[i]) && !(i == start + 1 && chars[i] == 'x' && chars[start] == '0')) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes that these chars stand for begin like text; most numbers and names of programs do not. */
    private static boolean mayBeBase64(char[] chars, int start, int end) {
        int follow = 0; // bytes that must follow in UTF-8
        for (int i = start; i + 3 < end; i += 4) {
            int bits = 0;
            for (int j = i; j < i + 4; j++) {
                int six = SIXES[chars[j]];
                if (six < 0) {
                    return true; // a sign of its end, or of nothing: to be looked at in full
                }
                bits = bits << 6 | six;
            }
            for (int shift = 16; shift >= 0; shift -= 8) {
                int b = bits >>> shift & 0xff;
                if (follow > 0) {
                    if ((b & 0xc0) != 0x80) {
                        return false;
                    }
                    follow--;
                } else if (b >= 0x80) {
                    if (b < 0xc2 || b > 0xf4) {
                        return false;
                    }
                    follow = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
                } else if ((b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
                    return false;
                }
            }
        }
        return true;
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
        return text(Arrays.copyOf(bytes, count));
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
