package dev.remit.privacy.text;

import java.util.List;

/**
 * E-mail addresses (RFC 5322 and 6531, loosely), also with spaces around the @, and with "at" and "dot" spelled out, in
 * brackets or not. Looser than the standard: a wrong address still tells whose it is.
 */
final class EmailScanner implements Scanner {
    private static final int QUOTED = 64; // RFC 5321, section 4.5.3.1.1: octets of a local part

    @Override
    public void scan(Folded text, List<Finding> findings) {
        int floor = 0;
        for (int i = 0; i < text.length; i++) {
            int behind = behindAt(text, i);
            if (behind < 0) {
                continue;
            }
            boolean word = Folded.isAsciiLetter(text.at(i));
            boolean sign = text.at(i) == '@';
            int end = i;
            while (end > floor && i - end < 3 && " @".indexOf(text.at(end - 1)) >= 0) {
                end--;
            }
            int start = localStart(text, end, floor);
            int from = behind;
            while (from - behind < 3 && text.at(from) == ' ') {
                from++;
            }
            Domain domain = Domain.at(text, from);
            boolean tight = sign && end == i && from == behind;
            boolean fits = start < end
                    && (domain.named()
                            ? !word || domain.spelled()
                            : tight
                                    && domain.length() > 0
                                    && (domain.letterFirst() || domain.dots() >= 3)
                                    && hasLetter(text, start, end));
            if (fits) {
                findings.add(text.finding(FindingKind.EMAIL, start, domain.end()));
                floor = domain.end();
                i = floor - 1;
            }
        }
    }

    /** The index behind what stands for an @ here; -1 if nothing does. */
    private static int behindAt(Folded text, int i) {
        char c = text.at(i);
        if (c == '@') {
            return i + 1;
        }
        if (c == '(' || c == '[' || c == '{') {
            return Domain.bracketed(text, i, "at");
        }
        boolean word = (c == 'a' || c == 'A') && (text.at(i + 1) | 0x20) == 't';
        return word && text.at(i - 1) == ' ' && text.at(i + 2) == ' ' ? i + 2 : -1;
    }

    private static int localStart(Folded text, int end, int floor) {
        if (text.at(end - 1) == '"') {
            for (int i = end - 2; i >= Math.max(floor, end - QUOTED); i--) {
                if (text.at(i) == '"') {
                    return i;
                }
            }
        }
        int start = end;
        while (start > floor && isLocal(text.at(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`|~.".indexOf(c) >= 0;
    }

    private static boolean hasLetter(Folded text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isLetter(text.at(i))) {
                return true;
            }
        }
        return false;
    }
}
