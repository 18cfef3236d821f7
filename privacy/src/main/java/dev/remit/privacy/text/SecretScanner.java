package dev.remit.privacy.text;

import java.util.List;

/**
 * Keys and tokens that are known by themselves: PEM keys (RFC 7468), JSON web tokens (RFC 7519), the prefixes that
 * vendors give their keys, and long runs of letters and digits that no word, name or order number looks like. A UUID is
 * found as a number: it names a thing more often than it opens one.
 */
final class SecretScanner implements Scanner {
    private static final List<String> PREFIXES = List.of(
            "sk-",
            "sk_",
            "rk_live_",
            "pk_live_",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "AKIA",
            "ASIA",
            "xoxa-",
            "xoxb-",
            "xoxp-",
            "xoxr-",
            "xoxs-",
            "AIza",
            "npm_",
            "pypi-",
            "hf_",
            "whsec_",
            "dop_v1_",
            "shpat_",
            "EAAC",
            "AGE-SECRET-KEY-");
    private static final int SHORTEST_BODY = 10;
    private static final int LONG = 24;
    private static final int MIXED = 20;

    @Override
    public void scan(Folded text, List<Finding> findings) {
        for (int i = 0; i < text.length; ) {
            int end = runEnd(text, i);
            if (end == i) {
                i++;
                continue;
            }
            int pem = pemEnd(text, i, end);
            if (pem > 0) {
                findings.add(text.finding(FindingKind.SECRET, i, pem));
                i = pem;
            } else {
                i = run(text, i, end, findings);
            }
        }
    }

    /** Looks at one run; returns where to read on. */
    private static int run(Folded text, int start, int end, List<Finding> findings) {
        for (int i = start; i < end; i++) {
            boolean first = i == start || !Character.isLetterOrDigit(text.at(i - 1));
            boolean token = first && text.startsWith("eyJ", i) && text.at(end) == '.' && isRun(text.at(end + 1));
            if (token || (first && hasPrefix(text, i, end))) {
                int whole = end;
                while (text.at(whole) == '.' && isRun(text.at(whole + 1))) {
                    whole = runEnd(text, whole + 1);
                }
                findings.add(text.finding(FindingKind.SECRET, i, whole));
                return whole;
            }
        }
        if (isUuid(text, start, end)) {
            findings.add(text.finding(FindingKind.NUMBER, start, end));
        } else if (end - start >= LONG && mixed(text, start, end) >= MIXED) {
            findings.add(text.finding(FindingKind.SECRET, start, end));
        }
        return end;
    }

    private static boolean hasPrefix(Folded text, int start, int end) {
        for (String prefix : PREFIXES) {
            if (text.startsWith(prefix, start)) {
                int body = start + prefix.length();
                return end - body >= SHORTEST_BODY && hasDigit(text, body, Math.min(end, body + 64));
            }
        }
        return false;
    }

    /** The end of a PEM key; without its last line, all that follows is taken for key. -1 if none starts in this run. */
    private static int pemEnd(Folded text, int start, int end) {
        if (end - 10 < start || !text.startsWith("-----BEGIN", end - 10)) {
            return -1;
        }
        int label = end;
        while (label - end < 64 && label < text.length && text.at(label) != '-') {
            label++;
        }
        if (!text.text(end, label).contains("KEY")) {
            return -1;
        }
        for (int i = label; i < text.length; i++) {
            if (text.startsWith("-----END", i)) {
                int last = i + 8;
                while (last < text.length && last - i < 80 && !text.startsWith("-----", last)) {
                    last++;
                }
                return Math.min(text.length, last + 5);
            }
        }
        return text.length;
    }

    /** How many chars are in parts, between separators, that mix digits with letters, or cases without a pattern. */
    private static int mixed(Folded text, int start, int end) {
        int mixed = 0;
        for (int part = start; part < end; ) {
            int partEnd = part;
            int digits = 0;
            int letters = 0;
            int turns = 0;
            for (; partEnd < end && Character.isLetterOrDigit(text.at(partEnd)); partEnd++) {
                char c = text.at(partEnd);
                digits += Folded.isDigit(c) ? 1 : 0;
                letters += Folded.isDigit(c) ? 0 : 1;
                boolean turn = partEnd > part && isUpper(c) && isLower(text.at(partEnd - 1));
                turns += turn ? 1 : 0;
            }
            boolean random = (digits > 0 && letters > 0) || (turns > 1 && turns * 5 >= partEnd - part);
            mixed += random ? partEnd - part : 0;
            part = partEnd + 1;
        }
        return mixed;
    }

    private static boolean isUuid(Folded text, int start, int end) {
        if (end - start != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.at(start + i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDigit(Folded text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Folded.isDigit(text.at(i))) {
                return true;
            }
        }
        return false;
    }

    private static int runEnd(Folded text, int start) {
        int end = start;
        while (isRun(text.at(end))) {
            end++;
        }
        return end;
    }

    private static boolean isRun(char c) {
        return Folded.isDigit(c) || Folded.isAsciiLetter(c) || c == '-' || c == '_' || c == '+' || c == '/' || c == '=';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
