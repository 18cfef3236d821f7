package dev.remit.privacy.detect;

/** Finds URLs, and domains without a scheme. Not thread-safe. */
final class UrlFinder {
    private static final String PAGE = "a page with nothing of a person in its address";

    private final Block block;
    private final Domains domains;
    private final PublicPages pages;
    private int dotFloor;
    private int urlFloor;

    UrlFinder(Block block, Domains domains) {
        this.block = block;
        this.domains = domains;
        pages = new PublicPages(block);
    }

    void begin() {
        dotFloor = block.lo;
        urlFloor = block.lo;
    }

    void url(int colon, Findings found) {
        if (colon < urlFloor) {
            return; // inside of one
        }
        int start = colon;
        while (start > urlFloor && colon - start < 24 && isScheme(block.at(start - 1))) {
            start--;
        }
        while (start < colon && !Bytes.isLetter(block.t[start])) {
            start++;
        }
        if (start == colon) {
            return;
        }
        boolean credentials = false;
        boolean path = false;
        int end = end(colon + 3);
        for (int i = colon + 3; i < end && !path; i++) {
            path = block.t[i] == '/' || block.t[i] == '?';
            credentials |= block.t[i] == '@';
        }
        block.work += end - start;
        if (end < colon + 5 || ((block.t[start] | 0x20) == 'f' && block.at(colon + 3) == '/')) {
            return;
        }
        boolean quoted = block.at(start - 1) == '"' && block.at(end) == '"';
        if (credentials) {
            found.add(Kind.SECRET, block.origin(start), block.origin(end), Tier.VALID, "a URL with credentials");
        } else {
            int from = quoted ? start - 1 : start;
            int to = quoted ? end + 1 : end;
            boolean page = pages.has(colon + 3, end);
            found.add(
                    Kind.URL,
                    block.origin(from),
                    block.origin(to),
                    page ? Tier.WEAK : Tier.VALID,
                    page ? PAGE : "scheme and host");
        }
        urlFloor = end;
    }

    private static boolean isScheme(byte b) {
        return Bytes.isAlnum(b) || b == '+' || b == '.' || b == '-';
    }

    static boolean inUrl(byte b) {
        return !Bytes.isBlank(b) && b != '<' && b != '>' && b != '"' && b != '`' && b != '{' && b != '}' && b != '|';
    }

    /** The end of a URL, whose brackets are in pairs, and which does not end with the signs of a sentence. */
    private int end(int from) {
        int end = from;
        int round = 0;
        int square = 0;
        while (end < block.to && inUrl(block.t[end])) {
            byte b = block.t[end];
            round += b == '(' ? 1 : b == ')' ? -1 : 0;
            square += b == '[' ? 1 : b == ']' ? -1 : 0;
            if (round < 0 || square < 0) {
                break;
            }
            end++;
        }
        while (end > from && ".,;:!?'*".indexOf(block.t[end - 1]) >= 0) {
            end--;
        }
        return end;
    }

    void dot(int i, Findings found) {
        if (!Bytes.isAlnum(block.at(i - 1)) || !Bytes.isAlnum(block.at(i + 1)) || i < dotFloor || i < urlFloor) {
            return;
        }
        int start = i;
        while (start > dotFloor && i - start < 64 && Domains.isLabel(block.at(start - 1))) {
            start--;
        }
        byte before = block.at(start - 1);
        if (i == start || before == '@' || before == '.' || before == '/' || before == '\\') {
            return;
        }
        int end = domains.end(start);
        block.work += end - start;
        if (block.at(end) == '@') {
            return;
        }
        boolean www = i - start == 3
                && (block.t[start] | 0x20) == 'w'
                && (block.t[start + 1] | 0x20) == 'w'
                && (block.t[start + 2] | 0x20) == 'w';
        if (!domains.isDomain(start, end) || (www && domains.dots < 2)) {
            return;
        }
        dotFloor = end;
        int stop = end;
        if (block.at(stop) == ':' && Bytes.isDigit(block.at(stop + 1))) {
            stop++;
            while (stop - end < 6 && Bytes.isDigit(block.at(stop))) {
                stop++;
            }
        }
        boolean more = block.at(stop) == '/' || block.at(stop) == '?';
        if (more) {
            stop = end(stop);
            urlFloor = stop;
        }
        Kind kind = www || more ? Kind.URL : Kind.DOMAIN;
        boolean page = more && pages.has(start, stop);
        found.add(
                kind,
                block.origin(start),
                block.origin(stop),
                page ? Tier.WEAK : Tier.LIKELY,
                page ? PAGE : "labels and a top-level domain");
    }
}
