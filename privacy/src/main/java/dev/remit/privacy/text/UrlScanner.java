package dev.remit.privacy.text;

import java.util.List;

/**
 * URLs (RFC 3986) that carry credentials, a query, or parameters in the fragment, with a scheme or without. A URL that
 * has nothing but a path is left to the other scanners.
 */
final class UrlScanner implements Scanner {
    @Override
    public void scan(Folded text, List<Finding> findings) {
        for (int start = 0; start < text.length; ) {
            int end = start;
            while (end < text.length && !isDelimiter(text.at(end))) {
                end++;
            }
            word(text, start, end, findings);
            start = end + 1;
        }
    }

    /** Looks at one run of chars without blanks, quotes and angle brackets, at most twice at each of them. */
    private static void word(Folded text, int start, int end, List<Finding> findings) {
        int scheme = -1;
        int slash = -1;
        boolean host = false;
        for (int i = start; i < end; i++) {
            char c = text.at(i);
            if (scheme < 0 && c == ':' && text.startsWith("://", i) && i > start) {
                scheme = i;
                i += 2;
            } else if (c == '/' && scheme >= 0 && slash < 0) {
                slash = i;
            }
            host |= (c == '.' || c == '/') && i > start;
            boolean credentials = c == '@' && scheme >= 0 && slash < 0;
            boolean query = c == '?' && i + 1 < end && (scheme >= 0 || (host && parameter(text, i + 1, end)));
            boolean fragment = c == '#' && host && parameter(text, i + 1, end);
            if (credentials || query || fragment) {
                findings.add(text.finding(FindingKind.URL, schemeStart(text, start, scheme), trimmed(text, i, end)));
                return;
            }
        }
    }

    private static boolean parameter(Folded text, int from, int end) {
        for (int i = from; i < Math.min(end, from + 64); i++) {
            if (text.at(i) == '=') {
                return i > from;
            }
        }
        return false;
    }

    private static int schemeStart(Folded text, int start, int scheme) {
        int i = scheme;
        while (i > start && (Folded.isAsciiLetter(text.at(i - 1)) || "+-.0123456789".indexOf(text.at(i - 1)) >= 0)) {
            i--;
        }
        return Math.max(i, start);
    }

    private static int trimmed(Folded text, int least, int end) {
        int i = end;
        while (i > least + 1 && ".,;!)".indexOf(text.at(i - 1)) >= 0) {
            i--;
        }
        return i;
    }

    private static boolean isDelimiter(char c) {
        return Folded.isBlank(c) || c == '<' || c == '>' || c == '"';
    }
}
