package dev.remit.privacy.detect;

/** Finds e-mail addresses, with signs that may be spelled. Not thread-safe. */
final class MailFinder {
    private static final int LONGEST_LOCAL = 64; // RFC 5321, section 4.5.3.1.1
    private static final String SPELLED_DOT = " dot ";
    private static final String IN_LOCAL = "!#$%&'*+-/=?^_`|~.";

    private final Block block;
    private final Domains domains;
    private int floor;

    MailFinder(Block block, Domains domains) {
        this.block = block;
        this.domains = domains;
    }

    void begin() {
        floor = block.lo;
    }

    void email(int at, int behind, Findings found) {
        int end = at;
        while (end > floor && at - end < 3 && block.at(end - 1) == ' ') {
            end--;
        }
        int start = end;
        if (block.at(end - 1) == '"') {
            start--;
            while (start > floor
                    && end - start < LONGEST_LOCAL
                    && block.at(start - 1) != '"'
                    && block.at(start - 1) != '\n') {
                start--;
            }
            start = start > floor && block.at(start - 1) == '"' ? start - 1 : end;
        } else {
            while (start > floor && end - start < 2 * LONGEST_LOCAL && isLocal(block.at(start - 1))) {
                start--;
            }
        }
        start = block.t[at] == '@' ? afterUrl(start, end) : spelledStart(start);
        while (start < end && block.at(start) != '"' && !Bytes.isAlnum(block.at(start)) && block.at(start) != '_') {
            start++;
        }
        int domain = behind;
        while (domain - behind < 3 && block.at(domain) == ' ') {
            domain++;
        }
        if (start >= end || start < floor) {
            return;
        }
        int stop = domains.end(domain);
        block.work += stop - start;
        if (stop == domain) {
            return;
        }
        boolean tight = end == at && domain == behind;
        boolean named = domains.dots > 0 && domains.isTopLevelShape(stop);
        boolean quoted = block.t[start] == '"';
        if (named
                || (tight
                        && !quoted
                        && Bytes.isLetter(block.at(domain))
                        && stop - domain >= 3
                        && hasLetter(start, end))) {
            Tier tier = named && tight ? Tier.VALID : Tier.LIKELY;
            found.add(
                    Kind.EMAIL,
                    block.origin(start),
                    block.origin(stop),
                    tier,
                    named ? "local part and domain" : "local part and host");
            floor = stop;
        }
    }

    /** As in jane dot doe, before a sign that is spelled as well. */
    private int spelledStart(int from) {
        int start = from;
        int least = Math.max(floor, from - LONGEST_LOCAL);
        while (start - SPELLED_DOT.length() > least && block.startsWith(start - SPELLED_DOT.length(), SPELLED_DOT)) {
            int word = start - SPELLED_DOT.length();
            int first = word;
            while (first > least && Bytes.isAlnum(block.at(first - 1))) {
                first--;
            }
            if (first == word) {
                break;
            }
            start = first;
        }
        return start;
    }

    /** The path of a URL before the @ is not the local part. */
    private int afterUrl(int start, int end) {
        for (int i = end - 1; i > start + 1; i--) {
            if (block.t[i] == '/' && block.t[i - 1] == '/') {
                return i + 1;
            }
        }
        for (int i = end - 1; i >= start; i--) {
            byte b = block.t[i];
            if (b == '=' || b == '?' || b == '&' || b == '|') {
                return i + 1;
            }
        }
        return start;
    }

    /** A word at: the sign spelled out, if a dot is spelled out behind. */
    void spelledAt(int start, int end, long meaning, Findings found) {
        if ((meaning & Context.SPELLED_AT) == 0 || block.at(start - 1) != ' ' || block.at(end) != ' ') {
            return;
        }
        int word = end + 1;
        int i = word;
        while (i - word < 64 && Domains.isLabel(block.at(i))) {
            i++;
        }
        if (i > word && domains.isSpelledDot(i)) {
            email(start, end, found);
        }
    }

    void bracket(int open, Findings found) {
        int behind = domains.bracketed(open, 'a', 't', (byte) 0);
        if (behind > 0) {
            email(open, behind, found);
        }
    }

    private boolean hasLetter(int start, int end) {
        for (int i = start; i < end; i++) {
            if (Bytes.isLetter(block.t[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLocal(byte b) {
        return Bytes.isAlnum(b) || (b > 0 && IN_LOCAL.indexOf(b) >= 0);
    }
}
