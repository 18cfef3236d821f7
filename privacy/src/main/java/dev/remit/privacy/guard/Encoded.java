package dev.remit.privacy.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Runs in a view that are text in percent encoding (RFC 3986), base 64, also its URL form (RFC 4648), or hexadecimal. */
final class Encoded {
    private static final int SHORTEST = 8;
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
