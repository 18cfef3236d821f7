package dev.remit.privacy.detect;

/** Finds the addresses of machines: of IPv4, IPv6 and network cards. Not thread-safe. */
final class MachineFinder {
    private final Block block;
    private int colonFloor;
    private int groupFloor;

    MachineFinder(Block block) {
        this.block = block;
    }

    void begin() {
        colonFloor = block.lo;
        groupFloor = block.lo;
    }

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
    void colons(int colon, Findings found) {
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
    boolean pairs(int start, Findings found) {
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

    /** At a dot: three groups of four, with dots between. */
    boolean groups(int dot, Findings found) {
        if (dot < groupFloor) {
            return true;
        }
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
        groupFloor = start + 14;
        return true;
    }
}
