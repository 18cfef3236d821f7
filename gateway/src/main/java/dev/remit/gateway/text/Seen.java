package dev.remit.gateway.text;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Tier;
import java.text.Normalizer;
import java.util.BitSet;

/**
 * A part of a text as digits, ASCII, and the rest: full-width forms, digits of other scripts, dashes and blanks as their
 * ASCII, what is invisible left out. Reused, for one thread.
 */
final class Seen {
    private static final byte BREAK = 0;
    private static final byte LETTER = 1;
    private static final int INVISIBLE = -1;
    private static final String SEPARATORS = " -._,*/|";

    private final BitSet explained = new BitSet();
    private byte[] chars = new byte[1024];
    private int[] origins = new int[1024];
    private int length;
    private int from;
    private int to;

    /** @param found what kinds explain already */
    void read(byte[] utf8, int from, int to, Findings found) {
        this.from = from;
        this.to = to;
        length = 0;
        if (chars.length < to - from) {
            chars = new byte[to - from];
            origins = new int[to - from];
        }
        explain(found);
        for (int i = from; i < to; ) {
            if (utf8[i] >= 0) {
                put(utf8[i], i++);
                continue;
            }
            int more = Math.max(0, Integer.numberOfLeadingZeros(~(utf8[i] << 24)) - 1);
            int c = more == 0 || more > 3 || i + more >= to ? INVISIBLE : codePoint(utf8, i, more);
            int seen = Character.isValidCodePoint(c) ? asAscii(c) : BREAK;
            if (seen != INVISIBLE) {
                put((byte) seen, i);
            }
            i += Character.isValidCodePoint(c) ? more + 1 : 1;
        }
    }

    /** What wraps a number, such as an address, does not explain it. */
    private void explain(Findings found) {
        explained.clear();
        for (int i = 0; i < found.size(); i++) {
            Kind kind = found.kind(i);
            boolean wraps = kind == Kind.EMAIL || kind == Kind.URL || kind == Kind.DOMAIN;
            if (!wraps && found.tier(i) != Tier.WEAK && found.end(i) > from && found.start(i) < to) {
                explained.set(Math.max(from, found.start(i)) - from, Math.min(to, found.end(i)) - from);
            }
        }
    }

    private void put(byte seen, int origin) {
        chars[length] = seen;
        origins[length++] = origin;
    }

    private static int codePoint(byte[] utf8, int start, int more) {
        int c = utf8[start] & (0x3F >> more);
        for (int i = start + 1; i <= start + more; i++) {
            if ((utf8[i] & 0xC0) != 0x80) {
                return INVISIBLE;
            }
            c = (c << 6) | (utf8[i] & 0x3F);
        }
        return c;
    }

    private static int asAscii(int c) {
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return c - 0xFEE0;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> INVISIBLE;
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(c, 10);
            case Character.OTHER_NUMBER -> { // in a circle, raised
                String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
                yield plain.length() == 1 && plain.charAt(0) < 0x80 ? plain.charAt(0) : BREAK;
            }
            default -> Character.isLetter(c) ? LETTER : BREAK;
        };
    }

    int length() {
        return length;
    }

    /** The char at an index; {@code BREAK} outside. */
    byte at(int index) {
        return index < 0 || index >= length ? BREAK : chars[index];
    }

    boolean isDigit(int index) {
        return at(index) >= '0' && at(index) <= '9';
    }

    /** A digit that no kind explains. */
    boolean isFreeDigit(int index) {
        return isDigit(index) && !explained.get(origins[index] - from);
    }

    boolean isSeparator(int index) {
        return SEPARATORS.indexOf(at(index)) >= 0;
    }

    boolean isUpper(int index) {
        return at(index) >= 'A' && at(index) <= 'Z';
    }

    boolean isLower(int index) {
        return at(index) >= 'a' && at(index) <= 'z';
    }

    boolean isAsciiLetter(int index) {
        return isUpper(index) || isLower(index);
    }

    /** What keys and tokens are written with. */
    boolean isStringChar(int index) {
        return isDigit(index) || isAsciiLetter(index) || "-_+/=".indexOf(at(index)) >= 0;
    }

    /** Whether four digits are a year of our times. */
    boolean isYear(int index) {
        boolean century = at(index) == '1' ? at(index + 1) == '9' : at(index) == '2' && at(index + 1) == '0';
        return century && isDigit(index + 2) && isDigit(index + 3);
    }

    boolean isUuid(int start, int end) {
        if (end - start != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? at(start + i) != '-' : Character.digit(at(start + i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Adds a finding from one index to before another. */
    void add(Findings found, Kind kind, int start, int end, String why) {
        found.add(kind, origins[start], end < length ? origins[end] : to, Tier.LIKELY, why);
    }
}
