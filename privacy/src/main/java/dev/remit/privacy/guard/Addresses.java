package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Scanner.Candidates;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The e-mail addresses that may stand around an {@code @}: with blanks beside it, with and without odd signs before it,
 * behind a path or a key, and with the last parts of the domain left away, one after the other. Not thread-safe.
 */
final class Addresses {
    static final int LONGEST_LOCAL = 64; // RFC 5321, section 4.5.3.1
    static final int LONGEST_DOMAIN = 255;
    private static final int MOST_BLANKS = 3; // on each side of an @
    private static final int MOST_DOMAINS = 4; // each without the last part of the one before

    private final Bounds bounds;
    private final Candidates candidates;
    private final byte[] mail = new byte[2 + LONGEST_LOCAL + LONGEST_DOMAIN];

    Addresses(Bounds bounds, Candidates candidates) {
        this.bounds = bounds;
        this.candidates = candidates;
    }

    /** Tells the addresses around an {@code @}. */
    void tell(View view, int at) {
        char[] chars = view.chars;
        int length = view.length;
        int left = at;
        while (left > 0 && at - left < MOST_BLANKS && Kinds.isBlank(chars[left - 1])) {
            left--;
        }
        int start = left;
        while (start > 0 && left - start < LONGEST_LOCAL && Kinds.isLocal(chars[start - 1])) {
            start--;
        }
        int right = at + 1;
        while (right - at <= MOST_BLANKS && Kinds.isBlank(Kinds.at(view, right))) {
            right++;
        }
        int end = right;
        while (end < length && end - right < LONGEST_DOMAIN && Kinds.isDomain(chars[end])) {
            end++;
        }
        if (start == left || end == right || !view.differs(start, end)) {
            return;
        }
        int plain = left; // where a local part without odd characters begins: they may belong to the text around
        while (plain > start && Kinds.isPlain(chars[plain - 1])) {
            plain--;
        }
        int inPath = left; // where it begins if it stands in a URL or behind a key
        while (inPath > start && "/=?&".indexOf(chars[inPath - 1]) < 0) {
            inPath--;
        }
        while (start < left && !Kinds.isWord(chars[start])) {
            start++;
        }
        while (plain < left && !Kinds.isWord(chars[plain])) {
            plain++;
        }
        boolean ascii = put(chars, start, left, right, end);
        int fewest = right; // a domain that ends here is none
        while (bounds.dotted() && fewest < end && chars[fewest] != '.') {
            fewest++;
        }
        for (int tries = 0; tries < MOST_DOMAINS && end > fewest; tries++) {
            if (Kinds.isWord(chars[end - 1])) {
                address(ascii, view, plain, start, left, right, end);
                if (start != plain) {
                    address(ascii, view, start, start, left, right, end);
                }
                if (inPath > start && inPath != plain) {
                    address(ascii, view, inPath, start, left, right, end);
                }
            }
            end--;
            while (end > right && chars[end] != '.' && chars[end] != '-') {
                end--;
            }
        }
    }

    /** Puts an address behind room for a tag, in lower case; whether it is all ASCII. */
    private boolean put(char[] chars, int start, int left, int right, int end) {
        int to = 1;
        char any = 0;
        for (int i = start; i < end; i++) {
            char c = i == left ? '@' : chars[i];
            any |= c;
            mail[to++] = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            if (i == left) {
                i = right - 1;
            }
        }
        return any < 128;
    }

    /** An address of which the whole, from an index on, was put. */
    private void address(boolean ascii, View view, int local, int start, int left, int right, int end) {
        if (local == left) {
            return;
        }
        if (ascii) {
            int from = local - start;
            byte before = mail[from];
            mail[from] = Shape.EMAIL.tag();
            candidates.take(Shape.EMAIL, mail, from, left - local + 2 + end - right, view, local, end);
            mail[from] = before;
            return;
        }
        String email = new String(view.chars, local, left - local) + '@' + new String(view.chars, right, end - right);
        byte[] text = ('E' + email.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
        text[0] = Shape.EMAIL.tag();
        candidates.take(Shape.EMAIL, text, 0, text.length, view, local, end);
    }
}
