package dev.remit.privacy.detect;

import java.util.Set;

/** Finds e-mail addresses, URLs, domains, addresses of networks and machines, and the heads of private keys. */
final class NetworkFinder {
    private static final int LONGEST_LOCAL = 64; // RFC 5321, section 4.5.3.1.1
    private static final int LONGEST_DOMAIN = 255;
    private static final int LONGEST_KEY = 64 * 1024;
    private static final String IN_LOCAL = "!#$%&'*+-/=?^_`|~.";
    private static final Set<String> TOP_LEVEL =
            Set.of(("com org net edu gov mil int info biz name pro aero coop museum app dev"
                            + " io ai co me tv cc eu asia cat jobs mobi tel travel xxx online site website store shop tech space"
                            + " cloud blog live news club xyz top vip email webcam digital agency company center services solutions"
                            + " group team world today life media network systems global health care bank page link wiki design"
                            + " ad ae af ag al am ao ar at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cd ch"
                            + " ci ck cl cm cn cr cu cv cy cz de dj dk dm do dz ec ee eg es et fi fj fm fo fr ga ge gf gg gh gi gl"
                            + " gm gn gp gr gt gu gy hk hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh kr kw ky kz la"
                            + " lb lc li lk lr ls lt lu lv ly ma mc mg mk ml mm mn mo mp mr ms mt mu mv mw mx my mz na nc ne"
                            + " nf ng ni nl np nr nu nz om pa pe pf pg ph pk pn pr pt qa re ro ru rw sa sb sc sd se sg si sk sl sm"
                            + " sn sr st su sv sy sz tc td tg th tj tk tl tm tn to tr tt tw tz ua ug uk us uy uz va vc ve vg vi vn"
                            + " vu wf ws ye yt za zm zw pl")
                    .split(" "));

    private final Block block;
    private int floor;
    private int dotFloor;
    private int colonFloor;
    private int urlFloor;

    NetworkFinder(Block block) {
        this.block = block;
    }

    void begin() {
        floor = block.lo;
        dotFloor = block.lo;
        colonFloor = block.lo;
        urlFloor = block.lo;
    }

    /** At one of {@code @ : . -} or an opening bracket; returns where to go on. */
    int sign(int i, Findings found) {
        switch (block.t[i]) {
            case '@' -> email(i, i + 1, found);
            case ':' -> {
                if (block.at(i + 1) == '/' && block.at(i + 2) == '/') {
                    url(i, found);
                } else if (Bytes.isHex(block.at(i - 1)) || block.at(i + 1) == ':' || block.at(i - 1) == ':') {
                    colons(i, found);
                }
            }
            case '.' -> dot(i, found);
            case '-' -> {
                return hyphen(i, found);
            }
            default -> bracket(i, found);
        }
        return i + 1;
    }

    // E-mail

    private void email(int at, int behind, Findings found) {
        int end = at;
        while (end > floor && at - end < 3 && block.at(end - 1) == ' ') {
            end--;
        }
        int start = end;
        if (block.at(end - 1) == '"') {
            start--;
            while (start > floor && end - start < LONGEST_LOCAL && block.at(start - 1) != '"') {
                start--;
            }
            start = start > floor && block.at(start - 1) == '"' ? start - 1 : end;
        } else {
            while (start > floor && end - start < 2 * LONGEST_LOCAL && isLocal(block.at(start - 1))) {
                start--;
            }
        }
        start = afterUrl(start, end);
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
        int stop = domainEnd(domain);
        block.work += stop - start;
        if (stop == domain) {
            return;
        }
        boolean tight = end == at && domain == behind;
        boolean named = dots > 0 && isTopLevelShape(stop);
        if (named || (tight && Bytes.isLetter(block.at(domain)) && stop - domain >= 3 && hasLetter(start, end))) {
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
        while (i - word < 64 && isLabel(block.at(i))) {
            i++;
        }
        if (i > word && isSpelledDot(i)) {
            email(start, end, found);
        }
    }

    private void bracket(int open, Findings found) {
        int behind = bracketed(open, 'a', 't', (byte) 0);
        if (behind > 0) {
            email(open, behind, found);
        }
    }

    /** The index behind a word in brackets, -1 if it is another. */
    private int bracketed(int open, int first, int second, int third) {
        int i = open + 1;
        i += block.at(i) == ' ' ? 1 : 0;
        if ((block.at(i) | 0x20) != first || (block.at(i + 1) | 0x20) != second) {
            return -1;
        }
        i += 2;
        if (third != 0) {
            if ((block.at(i) | 0x20) != third) {
                return -1;
            }
            i++;
        }
        i += block.at(i) == ' ' ? 1 : 0;
        byte close = block.at(i);
        return close == ')' || close == ']' || close == '}' ? i + 1 : -1;
    }

    private int dots;
    private int lastLabel;

    /** The end of labels with dots, some of which may be spelled; the same index if there are none. */
    private int domainEnd(int start) {
        dots = 0;
        int i = start;
        int literal = block.at(i) == '[' ? 1 : 0;
        i += literal;
        int end = start;
        while (i - start < LONGEST_DOMAIN) {
            int label = i;
            while (i - start < LONGEST_DOMAIN && (isLabel(block.at(i)) || (literal == 1 && block.at(i) == ':'))) {
                i++;
            }
            if (i == label) {
                break;
            }
            lastLabel = label;
            end = i;
            if (block.at(i) == '.' && isLabel(block.at(i + 1))) {
                dots++;
                i++;
            } else if (isSpelledDot(i)) {
                dots++;
                i = behindSpelledDot(i);
            } else {
                break;
            }
        }
        while (end > start && (block.at(end - 1) == '-' || block.at(end - 1) == '_')) {
            end--;
        }
        return end > start && literal == 1 && block.at(end) == ']' ? end + 1 : end;
    }

    private boolean isSpelledDot(int i) {
        return behindSpelledDot(i) > 0;
    }

    private int behindSpelledDot(int i) {
        int at = i + (block.at(i) == ' ' ? 1 : 0);
        byte open = block.at(at);
        if (open == '(' || open == '[' || open == '{') {
            int behind = bracketed(at, 'd', 'o', 't');
            return behind < 0 ? -1 : behind + (block.at(behind) == ' ' ? 1 : 0);
        }
        boolean word = at > i
                && (block.at(at) | 0x20) == 'd'
                && (block.at(at + 1) | 0x20) == 'o'
                && (block.at(at + 2) | 0x20) == 't'
                && block.at(at + 3) == ' ';
        return word && isLabel(block.at(at + 4)) ? at + 4 : -1;
    }

    private boolean isTopLevelShape(int end) {
        if (block.at(end - 1) == ']') {
            return true;
        }
        boolean puny = block.at(lastLabel) == 'x' && block.at(lastLabel + 1) == 'n' && block.at(lastLabel + 2) == '-';
        boolean letters = end - lastLabel >= 2;
        for (int i = lastLabel; i < end; i++) {
            letters &= Bytes.isLetter(block.at(i));
        }
        return letters || puny;
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

    private static boolean isLabel(byte b) {
        return Bytes.isAlnum(b) || b == '-' || b == '_';
    }

    // URLs and domains

    private void url(int colon, Findings found) {
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
        int end = colon + 3;
        while (end < block.to && inUrl(block.t[end])) {
            path |= block.t[end] == '/' || block.t[end] == '?';
            credentials |= !path && block.t[end] == '@';
            end++;
        }
        block.work += end - start;
        end = trimmed(colon + 3, end);
        if (end < colon + 5 || ((block.t[start] | 0x20) == 'f' && block.at(colon + 3) == '/')) {
            return;
        }
        boolean quoted = block.at(start - 1) == '"' && block.at(end) == '"';
        if (credentials) {
            found.add(Kind.SECRET, block.origin(start), block.origin(end), Tier.VALID, "a URL with credentials");
        } else {
            int from = quoted ? start - 1 : start;
            int to = quoted ? end + 1 : end;
            found.add(Kind.URL, block.origin(from), block.origin(to), Tier.VALID, "scheme and host");
        }
        urlFloor = end;
    }

    private static boolean isScheme(byte b) {
        return Bytes.isAlnum(b) || b == '+' || b == '.' || b == '-';
    }

    private static boolean inUrl(byte b) {
        return !Bytes.isBlank(b) && b != '<' && b != '>' && b != '"' && b != '`' && b != '{' && b != '}' && b != '|';
    }

    private int trimmed(int least, int from) {
        int end = from;
        while (end > least) {
            byte b = block.t[end - 1];
            boolean open = b == ')' && opens(least, end);
            if (open || ".,;:!?'*)]".indexOf(b) < 0) {
                return end;
            }
            end--;
        }
        return end;
    }

    private boolean opens(int from, int end) {
        for (int i = Math.max(from, end - 128); i < end; i++) {
            if (block.t[i] == '(') {
                return true;
            }
        }
        return false;
    }

    private void dot(int i, Findings found) {
        if (!Bytes.isAlnum(block.at(i - 1)) || !Bytes.isAlnum(block.at(i + 1)) || i < dotFloor || i < urlFloor) {
            return;
        }
        if (Bytes.isHex(block.at(i - 1)) && ciscoMac(i, found)) {
            return;
        }
        int start = i;
        while (start > dotFloor && i - start < 64 && isLabel(block.at(start - 1))) {
            start--;
        }
        byte before = block.at(start - 1);
        if (i == start || before == '@' || before == '.' || before == '/' || before == '\\') {
            return;
        }
        int end = domainEnd(start);
        block.work += end - start;
        if (block.at(end) == '@') {
            return;
        }
        boolean www = i - start == 3
                && (block.t[start] | 0x20) == 'w'
                && (block.t[start + 1] | 0x20) == 'w'
                && (block.t[start + 2] | 0x20) == 'w';
        if (!isDomain(start, end) || (www && dots < 2)) {
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
            int limit = stop;
            while (limit < block.to && inUrl(block.t[limit])) {
                limit++;
            }
            stop = trimmed(stop, limit);
            urlFloor = stop;
        }
        Kind kind = www || more ? Kind.URL : Kind.DOMAIN;
        found.add(kind, block.origin(start), block.origin(stop), Tier.LIKELY, "labels and a top-level domain");
    }

    /** Whether a path with parameters follows, which no sentence has. */
    private boolean hasQuery(int slash) {
        int i = slash;
        while (i - slash < 64 && inUrl(block.at(i)) && block.at(i) != '?') {
            i++;
        }
        return block.at(i) == '?' && Bytes.isAlnum(block.at(i + 1));
    }

    private boolean isDomain(int start, int end) {
        if (dots == 0 || !Bytes.isLetter(block.at(lastLabel)) || end - lastLabel > 12) {
            return false;
        }
        // A name in mixed case behind the dot is the next sentence, without a blank.
        boolean capital = Bytes.isUpper(block.at(lastLabel)) && Bytes.isLower(block.at(lastLabel + 1));
        char[] label = new char[end - lastLabel];
        for (int i = lastLabel; i < end; i++) {
            byte b = block.t[i];
            label[i - lastLabel] = (char) ((Bytes.isUpper(b) ? b | 0x20 : b) & 0xFF);
        }
        boolean puny = label.length > 4 && label[0] == 'x' && label[1] == 'n' && label[2] == '-';
        boolean shortLabel = end - start < 5;
        boolean query = block.at(end) == '/' && hasQuery(end);
        return !capital && !shortLabel && (puny || query || TOP_LEVEL.contains(new String(label)));
    }

    // Machines

    /** At a token that begins with a digit: IPv4, with a prefix length if there is one. */
    void number(int start, Findings found) {
        byte before = block.at(start - 1);
        if (before == '.' || before == '-' || before == '_' || Bytes.isAlnum(before)) {
            return;
        }
        int end = ipv4(start);
        if (end == start) {
            return;
        }
        int stop = prefix(end, 32);
        found.add(Kind.IP, block.origin(start), block.origin(stop), Tier.LIKELY, "four numbers up to 255");
    }

    /** The end of four numbers up to 255; the same index if they are not there. */
    private int ipv4(int start) {
        int i = start;
        for (int part = 0; part < 4; part++) {
            int first = i;
            int value = 0;
            while (i - first < 3 && Bytes.isDigit(block.at(i))) {
                value = 10 * value + block.t[i++] - '0';
            }
            boolean last = part == 3;
            if (i == first || value > 255 || (!last && block.at(i++) != '.')) {
                return start;
            }
        }
        boolean more = Bytes.isAlnum(block.at(i)) || (block.at(i) == '.' && Bytes.isDigit(block.at(i + 1)));
        return more ? start : i;
    }

    private int prefix(int end, int most) {
        if (block.at(end) != '/') {
            return end;
        }
        int i = end + 1;
        int value = 0;
        while (i - end <= 3 && Bytes.isDigit(block.at(i))) {
            value = 10 * value + block.t[i++] - '0';
        }
        return i > end + 1 && value <= most && !Bytes.isAlnum(block.at(i)) ? i : end;
    }

    /** At a colon: IPv6 (RFC 4291) and MAC addresses. */
    private void colons(int colon, Findings found) {
        if (colon < colonFloor) {
            return;
        }
        int start = colon;
        while (start > colonFloor && colon - start < 5 && Bytes.isHex(block.at(start - 1))) {
            start--;
        }
        int end = colon;
        int limit = start + 48;
        while (end < limit && (Bytes.isHex(block.at(end)) || block.at(end) == ':' || block.at(end) == '.')) {
            end++;
        }
        block.work += end - start;
        byte before = block.at(start - 1);
        boolean glued = Bytes.isAlnum(before) || before == '_' || (before == ':' && isGroupBefore(start - 1));
        while (end > start && (block.at(end - 1) == '.' || (block.at(end - 1) == ':' && block.at(end - 2) != ':'))) {
            end--;
        }
        colonFloor = Math.max(colon + 1, end);
        if (glued || Bytes.isAlnum(block.at(end))) {
            colonFloor = hasDigitBetween(start, colon) ? colonFloor : colon + 1;
            return;
        }
        if (mac(start, end, found)) {
            return;
        }
        int groups = ipv6(start, end);
        if (groups < 0) {
            colonFloor = colon + 1;
            return;
        }
        int stop = prefix(end, 128);
        Tier tier = groups == 0 ? Tier.WEAK : Tier.LIKELY;
        boolean sure = groups >= 3 || block.at(start) == ':' || end - start > 8;
        tier = groups > 0 && !sure && !hasDigitBetween(start, end) ? Tier.WEAK : tier;
        found.add(Kind.IP, block.origin(start), block.origin(stop), tier, "groups of an IPv6 address");
    }

    /** Whether what ends at a colon is a group of the same address, or an empty one. */
    private boolean isGroupBefore(int colon) {
        int i = colon;
        while (colon - i < 5 && Bytes.isHex(block.at(i - 1))) {
            i--;
        }
        return i == colon ? block.at(i - 1) == ':' : !Bytes.isAlnum(block.at(i - 1));
    }

    private boolean hasDigitBetween(int start, int end) {
        for (int i = start; i < end; i++) {
            if (Bytes.isDigit(block.t[i])) {
                return true;
            }
        }
        return false;
    }

    /** How many groups an IPv6 address has; -1 if it is none. */
    private int ipv6(int start, int end) {
        int groups = 0;
        boolean gap = false;
        int i = start;
        if (block.at(i) == ':') {
            if (block.at(i + 1) != ':') {
                return -1;
            }
            gap = true;
            i += 2;
        }
        while (i < end) {
            int group = i;
            while (i < end && Bytes.isHex(block.t[i])) {
                i++;
            }
            if (i < end && block.t[i] == '.') {
                boolean last = ipv4(group) == end;
                return last && (gap ? groups <= 5 : groups == 6) ? groups + 2 : -1;
            }
            if (i == group || i - group > 4) {
                return -1;
            }
            groups++;
            if (i == end) {
                break;
            }
            i++;
            if (block.at(i) == ':' && i < end) {
                if (gap) {
                    return -1;
                }
                gap = true;
                i++;
            } else if (i == end) {
                return -1;
            }
        }
        return gap ? (groups <= 7 ? groups : -1) : groups == 8 ? 8 : -1;
    }

    private boolean mac(int start, int end, Findings found) {
        if (end - start != 17) {
            return false;
        }
        return pairs(start, found);
    }

    /** Six pairs of hexadecimal digits with the same sign between; a broadcast is nobody's. */
    private boolean pairs(int start, Findings found) {
        byte sign = block.at(start + 2);
        boolean broadcast = true;
        for (int i = 0; i < 17; i++) {
            byte b = block.at(start + i);
            if (i % 3 == 2 ? b != sign : !Bytes.isHex(b)) {
                return false;
            }
            broadcast &= i % 3 == 2 || (b | 0x20) == 'f';
        }
        if (Bytes.isAlnum(block.at(start + 17)) || Bytes.isAlnum(block.at(start - 1)) || block.at(start + 17) == sign) {
            return false;
        }
        if (!broadcast) {
            found.add(
                    Kind.MAC,
                    block.origin(start),
                    block.origin(start + 17),
                    Tier.LIKELY,
                    "six pairs of hexadecimal digits");
        }
        return true;
    }

    private boolean ciscoMac(int dot, Findings found) {
        int start = dot - 4;
        for (int i = 0; i < 14; i++) {
            byte b = block.at(start + i);
            if ((i == 4 || i == 9) ? b != '.' : !Bytes.isHex(b)) {
                return false;
            }
        }
        if (Bytes.isAlnum(block.at(start - 1)) || Bytes.isAlnum(block.at(start + 14))) {
            return false;
        }
        found.add(
                Kind.MAC,
                block.origin(start),
                block.origin(start + 14),
                Tier.LIKELY,
                "three groups of hexadecimal digits");
        dotFloor = start + 14;
        return true;
    }

    private int hyphen(int i, Findings found) {
        if (block.at(i + 1) == '-') {
            return key(i, found);
        }
        if (Bytes.isHex(block.at(i - 1))
                && block.at(i + 3) == '-'
                && i >= 2
                && !Bytes.isAlnum(block.at(i - 3))
                && block.at(i - 3) != '-') {
            pairs(i - 2, found);
        }
        return i + 1;
    }

    // Private keys (RFC 7468)

    private int key(int i, Findings found) {
        int dashes = i;
        while (block.at(dashes) == '-') {
            dashes++;
        }
        int head = dashes + (block.at(dashes) == ' ' ? 1 : 0);
        if (dashes - i < 4 || !block.startsWith(head, "BEGIN ")) {
            return dashes;
        }
        int name = head + 6;
        int end = name;
        boolean secret = false;
        while (end - name < 40 && (Bytes.isAlnum(block.at(end)) || block.at(end) == ' ')) {
            secret |= block.startsWith(end, "PRIVATE KEY");
            end++;
        }
        if (!secret) {
            return dashes;
        }
        // To the tail if there is one, and else to whatever cannot be of a key.
        int limit = Math.min(block.to, end + LONGEST_KEY);
        int last = end;
        while (last < limit && !block.startsWith(last, "END ") && inKey(block.t[last])) {
            last++;
        }
        if (block.startsWith(last, "END ")) {
            while (last < limit && block.t[last] != '\n' && inKey(block.t[last])) {
                last++;
            }
        }
        while (last > end && Bytes.isBlank(block.t[last - 1])) {
            last--;
        }
        block.work += last - i;
        found.add(Kind.PRIVATE_KEY, block.origin(i), block.origin(last), Tier.VALID, "the head of a private key");
        return last;
    }

    static boolean inKey(byte b) {
        return Bytes.isAlnum(b)
                || Bytes.isBlank(b)
                || b == '+'
                || b == '/'
                || b == '='
                || b == '-'
                || b == ':'
                || b == ','
                || b == '\\';
    }
}
