package dev.remit.privacy.detect;

/** Finds card numbers, phone numbers, IPv4 addresses, ages and coordinates: numbers in loose groups. */
final class NumberFinder {
    private static final int LONGEST_CARD = 19;
    private static final int SHORTEST_CARD = 12;
    private static final int LONGEST_PHONE = 17;
    private static final int NEAR_NUMBER = 6;

    /** So far behind its first digit all digits of the shortest card number are, with what may stand between them. */
    private static final int CARD_SPAN = 45;

    /** The same of a phone number. */
    private static final int PHONE_SPAN = 26;

    private static final int SHORTEST_PHONE = 6;

    private final Block block;
    private final Outline outline;
    private final Heard heard;
    private final PhoneNumbers phones;
    private final byte[] digits = new byte[LONGEST_CARD + 1];
    private final int[] groupEnds = new int[LONGEST_CARD + 1];
    private final boolean[] groupRegular = new boolean[LONGEST_CARD + 1];
    private final int[] groupCounts = new int[LONGEST_CARD + 1];
    private final boolean weak;
    private final boolean phoneOn;
    private int phoneFloor;
    private int cardFloor;

    NumberFinder(Block block, Outline outline, Heard heard, Settings settings) {
        this.block = block;
        this.outline = outline;
        this.heard = heard;
        phones = new PhoneNumbers(settings.regions());
        weak = settings.least() == Tier.WEAK;
        phoneOn = settings.has(Kind.PHONE);
    }

    void begin() {
        phoneFloor = block.lo;
        cardFloor = block.lo;
    }

    /** At a token that begins with a digit. */
    void at(int start, int end, boolean letters, Findings found) {
        if (start >= cardFloor && outline.digitsIn(start, CARD_SPAN) >= SHORTEST_CARD) {
            card(start, found);
        }
        if (phoneOn && start >= phoneFloor && outline.digitsIn(start, PHONE_SPAN) >= SHORTEST_PHONE) {
            phone(start, found);
        }
        if (end - start <= 3) {
            age(start, end, letters, found);
            coordinates(start, found);
            if (isSide(block.at(end))) {
                degrees(start, found);
            }
        }
    }

    /** At the first digit of a token that begins with letters: a number that was written without a blank before it. */
    void glued(int start, int end, Findings found) {
        if (start >= cardFloor && end - start >= 14) {
            card(start, found);
        }
        byte behind = block.at(end);
        boolean three = end - start == 3 && (behind == '-' || behind == ' ' || behind == '.');
        if (phoneOn && three && start >= phoneFloor) {
            phone(start, found);
        }
    }

    // Cards

    private void card(int start, Findings found) {
        int count = gather(start);
        block.work += count;
        for (int length = count; length >= SHORTEST_CARD; length--) {
            if (groupEnds[length] == 0) {
                continue;
            }
            boolean luhn = Cards.luhn(digits, length);
            if (!luhn && (length < 15 || length > 16 || !Cards.isIssued(digits))) {
                continue;
            }
            Tier tier = luhn ? Cards.judge(digits, length) : null;
            boolean said = tier != Tier.VALID && heard.around(Context.CARD, start, groupEnds[length]);
            String why = "check digit and issuer";
            if (luhn && said) {
                tier = Tier.VALID;
                why = "check digit and a word near it";
            } else if (said && length >= 15 && length <= 16 && Cards.isIssued(digits)) {
                tier = Tier.LIKELY;
                why = "issuer and a word near it; its check digit is wrong";
            }
            boolean plain = groupCounts[length] == 1 || groupRegular[length] || said;
            if (tier != null && luhn && block.isWhole(start, groupEnds[length])) {
                tier = Tier.VALID;
            }
            if (tier != null && plain) {
                found.add(Kind.CARD, block.origin(start), block.origin(groupEnds[length]), tier, why);
                cardFloor = groupEnds[length];
                return;
            }
        }
    }

    /** Collects up to 19 digits in groups; where a group ends, {@link #groupEnds} of the count of digits says. */
    private int gather(int start) {
        int count = 0;
        int i = start;
        int groups = 0;
        boolean regular = true;
        boolean fours = true;
        byte separator = 0;
        int firstGroup = 0;
        while (true) {
            int group = i;
            while (i < block.to && Bytes.isDigit(block.t[i]) && count < LONGEST_CARD) {
                groupEnds[count + 1] = 0;
                digits[count++] = block.t[i++];
            }
            if (i == group || Bytes.isAlnum(block.at(i))) {
                return count;
            }
            groups++;
            int length = i - group;
            firstGroup = groups == 1 ? length : firstGroup;
            regular &= length >= 3 || length == firstGroup;
            fours &= length == 4 || (length < 4 && count > SHORTEST_CARD);
            groupRegular[count] = fours || regular;
            groupEnds[count] = i;
            groupCounts[count] = groups;
            byte next = block.at(i);
            int gap = i;
            while (gap - i < 3 && inCard(block.at(gap))) {
                gap++;
            }
            if (gap == i || count == LONGEST_CARD || !Bytes.isDigit(block.at(gap))) {
                return count;
            }
            regular &= gap == i + 1 && (groups == 1 || separator == next) && (next != '\n' || length == 4);
            separator = next;
            i = gap;
        }
    }

    private static boolean inCard(byte b) {
        return switch (b) {
            case ' ', '\t', '\n', '\r', '-', '.', '/', '_', '*', '|', ',', Glyphs.SYMBOL -> true;
            default -> false;
        };
    }

    // Phones

    private void phone(int digit, Findings found) {
        int start = digit;
        boolean paren = block.at(digit - 1) == '(';
        boolean plus = block.at(digit - 1) == '+' || (paren && block.at(digit - 2) == '+');
        if (paren) {
            start--;
        }
        if (plus) {
            start = digit - (paren ? 2 : 1);
        }
        if (!paren && plus && block.at(digit - 2) == '(') {
            start--;
            paren = true;
        }
        byte before = block.at(start - 1);
        boolean joined = before == '.' || before == '-' || before == '/' || before == '_' || before == ',';
        boolean column = before == ',' && (plus || !Bytes.isDigit(block.at(start - 2)));
        if (joined && !column && Bytes.isAlnum(block.at(start - 2))) {
            return;
        }
        phones.begin(plus, paren);
        int i = digit;
        int open = paren ? 1 : 0;
        while (true) {
            int group = i;
            while (i < block.to && i - group < LONGEST_PHONE && Bytes.isDigit(block.t[i])) {
                i++;
            }
            int wide = block.at(i) == ')' && open > 0 ? i + 1 : i;
            boolean ends = !Bytes.isAlnum(block.at(i)) || isExtension(i);
            if (i == group || (!ends && wide == i) || !phones.group(block.t, group, i, ends ? wide : -1)) {
                break;
            }
            if (isExtension(i)) {
                break;
            }
            int gap = wide;
            open -= wide > i ? 1 : 0;
            int widest = block.at(wide) == ' ' && block.at(wide + 1) == '/' ? 3 : 2;
            while (gap - wide < widest && inPhone(block.at(gap))) {
                open += block.at(gap) == '(' ? 1 : 0;
                gap++;
            }
            if ((gap == wide && wide == i) || !Bytes.isDigit(block.at(gap)) || isDay(gap)) {
                break;
            }
            phones.separator(wide > i ? (byte) ')' : widest == 3 ? (byte) '/' : block.t[wide]);
            i = gap;
        }
        block.work += i - start;
        boolean said = phones.digits() >= 6 && heard.around(Context.PHONE, start, i);
        boolean number = !said && phones.digits() >= 7 && heard.before(Context.NUMBER, start, 12);
        Tier tier = phones.judge(said, number, weak);
        if (tier != null) {
            int end = extension(phones.end());
            found.add(Kind.PHONE, block.origin(start), block.origin(end), tier, phones.why());
            if (tier != Tier.WEAK) {
                phoneFloor = end;
            }
        }
    }

    private static boolean inPhone(byte b) {
        return b == ' ' || b == '-' || b == '.' || b == '/' || b == '(' || b == ')';
    }

    /** Whether an x and up to five digits follow. */
    private boolean isExtension(int i) {
        if ((block.at(i) | 0x20) != 'x' || !Bytes.isDigit(block.at(i + 1))) {
            return false;
        }
        int end = i + 1;
        while (end - i < 7 && Bytes.isDigit(block.at(end))) {
            end++;
        }
        return end - i <= 6 && !Bytes.isAlnum(block.at(end));
    }

    private int extension(int end) {
        int i = end;
        while (i - end < 2 && (block.at(i) == ' ' || block.at(i) == ',')) {
            i++;
        }
        if ((block.at(i) | 0x20) == 'e' && (block.at(i + 1) | 0x20) == 'x' && (block.at(i + 2) | 0x20) == 't') {
            i += 3;
            while (i - end < 8 && (block.at(i) == ' ' || block.at(i) == '.' || block.at(i) == ':')) {
                i++;
            }
        } else if ((block.at(i) | 0x20) == 'x' || block.at(i) == '#') {
            i++;
            i += block.at(i) == ' ' ? 1 : 0;
        } else {
            return end;
        }
        int first = i;
        while (i - first < 6 && Bytes.isDigit(block.at(i))) {
            i++;
        }
        return i > first && !Bytes.isAlnum(block.at(i)) ? i : end;
    }

    // Ages and coordinates

    private void age(int start, int end, boolean letters, Findings found) {
        int digitsEnd = start;
        while (digitsEnd < end && Bytes.isDigit(block.t[digitsEnd])) {
            digitsEnd++;
        }
        int value = 0;
        for (int i = start; i < digitsEnd; i++) {
            value = 10 * value + block.t[i] - '0';
        }
        boolean glued = letters && (block.at(digitsEnd) | 0x20) == 'y';
        if (value == 0 || value > 120 || digitsEnd - start > 3 || (letters && !glued)) {
            return;
        }
        byte before = block.at(start - 1);
        byte behind = block.at(digitsEnd);
        boolean part =
                (before == '.' || before == '/' || before == '-' || before == ':' || before == ',' || before == '$')
                        || ((behind == '.' || behind == '/' || behind == ':' || behind == ',' || behind == '%')
                                && (Bytes.isDigit(block.at(digitsEnd + 1)) || behind == '%'));
        if (part) {
            return;
        }
        boolean announced = heard.before(Context.AGE, start, 14);
        boolean old = isOld(digitsEnd);
        if (announced || old || isWhenHeWas(start)) {
            found.add(
                    Kind.AGE, block.origin(start), block.origin(digitsEnd), Tier.LIKELY, "a number and a word near it");
        }
    }

    /** As in 0.8.4 (2024-04-05): a day of this century or the last, which no number goes on with. */
    private boolean isDay(int i) {
        boolean century =
                (block.at(i) == '1' && block.at(i + 1) == '9') || (block.at(i) == '2' && block.at(i + 1) == '0');
        return century
                && block.at(i + 4) == '-'
                && block.at(i + 7) == '-'
                && (block.at(i + 5) == '0' || block.at(i + 5) == '1')
                && Bytes.isDigit(block.at(i + 9))
                && !Bytes.isAlnum(block.at(i + 10));
    }

    /** Years old, year-old, y/o, yo, Jahre alt. */
    private boolean isOld(int end) {
        int i = end;
        i += block.at(i) == ' ' || block.at(i) == '-' ? 1 : 0;
        int first = i;
        while (i - first < 12 && Bytes.isLetter(block.at(i))) {
            i++;
        }
        long meaning = Context.of(block.t, first, i);
        if ((meaning & Context.OLD) != 0 && i - first > 1) {
            return true;
        }
        if ((meaning & Context.YEARS) == 0) {
            return false;
        }
        if (block.at(i) == '/' && (block.at(i + 1) | 0x20) == 'o') {
            return true;
        }
        return heard.behind(Context.OLD | Context.AGE, i, 8);
    }

    private boolean isWhenHeWas(int start) {
        return endsWith(start, "he was ") || endsWith(start, " i was ") || endsWith(start, "y were ");
    }

    private boolean endsWith(int end, String words) {
        for (int k = 1; k <= words.length(); k++) {
            byte b = block.at(end - k);
            if ((Bytes.isUpper(b) ? b | 0x20 : b) != words.charAt(words.length() - k)) {
                return false;
            }
        }
        int i = end - words.length();
        int limit = i - 6;
        while (i > limit && block.at(i - 1) != ' ') {
            i--; // the rest of she and they
        }
        i -= block.at(i - 1) == ' ' ? 1 : 0;
        return (block.at(i - 1) | 0x20) == 'n'
                && (block.at(i - 2) | 0x20) == 'e'
                && (block.at(i - 3) | 0x20) == 'h'
                && (block.at(i - 4) | 0x20) == 'w';
    }

    private void coordinates(int start, Findings found) {
        if (heard.before(Context.COORDINATES, start, NEAR_NUMBER) && coordinate(start, found)) {
            return;
        }
        int latitude = decimals(start, 90);
        if (latitude == 0 || Bytes.isAlnum(block.at(start - 1)) || block.at(start - 1) == '.') {
            return;
        }
        int end = start + Math.abs(latitude);
        int i = end;
        i += isSide(block.at(i)) ? 1 : 0;
        int gap = behindGap(i);
        int second = gap + (isSigned(gap) ? 1 : 0);
        int longitude = gap == i ? 0 : decimals(second, 180);
        if (longitude == 0) {
            return;
        }
        boolean exact = latitude > 0 && longitude > 0;
        if (exact || heard.before(Context.COORDINATES, start, Heard.BEFORE)) {
            int from = block.at(start - 1) == '-' || block.at(start - 1) == '+' ? start - 1 : start;
            int to = second + Math.abs(longitude);
            to += isSide(block.at(to)) ? 1 : 0;
            String why = exact ? "two numbers of four decimals in range" : "two numbers in range and a word near them";
            found.add(Kind.COORDINATES, block.origin(from), block.origin(to), Tier.LIKELY, why);
        }
    }

    /** As in lat: 51.50741, with another word before the other number, or none. */
    private boolean coordinate(int start, Findings found) {
        int length = decimals(start, 180);
        int end = start + length;
        int next = behindGap(end);
        boolean paired = next > end && Bytes.isDigit(block.at(next + (isSigned(next) ? 1 : 0)));
        if (length <= 0 || paired || isSide(block.at(end)) || Bytes.isAlnum(block.at(start - 1))) {
            return false;
        }
        int from = block.at(start - 1) == '-' || block.at(start - 1) == '+' ? start - 1 : start;
        found.add(
                Kind.COORDINATES, block.origin(from), block.origin(end), Tier.LIKELY, "a number and a word before it");
        return true;
    }

    /** Degrees, minutes and seconds to a side of the world, and the other ones behind them. */
    private void degrees(int start, Findings found) {
        int from = behindSide(start - 2) == start ? start - 2 : behindSide(start - 1) == start ? start - 1 : start;
        int end = endOfDegrees(from);
        if (end == 0 || Bytes.isAlnum(block.at(from - 1))) {
            return;
        }
        int other = endOfDegrees(behindGap(end));
        found.add(
                Kind.COORDINATES,
                block.origin(from),
                block.origin(Math.max(end, other)),
                Tier.LIKELY,
                "degrees and minutes to a side of the world");
    }

    /** The end of degrees as in 40°42'46.5"N or N 40° 42.775'; 0 if none begin here, or no side of the world is said. */
    private int endOfDegrees(int start) {
        int i = behindSide(start);
        boolean before = i > start;
        int end = endOfPart(i, 180, 0);
        int minutes = end == 0 ? 0 : endOfPart(behindBlank(end), 60, '\'');
        if (minutes == 0) {
            return 0;
        }
        int seconds = endOfPart(behindBlank(minutes), 60, '"');
        end = Math.max(minutes, seconds);
        int side = behindBlank(end);
        boolean behind = "NSEWO".indexOf(block.at(side)) >= 0 && !Bytes.isAlnum(block.at(side + 1));
        return before ? end : behind ? side + 1 : 0;
    }

    /** Behind a number below a bound and its mark, which may be a symbol; 0 if there is none. */
    private int endOfPart(int start, int bound, int mark) {
        int i = start;
        int value = 0;
        while (i - start < 3 && Bytes.isDigit(block.at(i))) {
            value = 10 * value + block.t[i++] - '0';
        }
        int end = i;
        if (mark != 0 && (block.at(i) == '.' || block.at(i) == ',') && Bytes.isDigit(block.at(i + 1))) {
            end++;
            while (end - i < 8 && Bytes.isDigit(block.at(end))) {
                end++;
            }
        }
        if (end == start || value > bound) {
            return 0;
        }
        if (mark == '"' && block.at(end) == '\'' && block.at(end + 1) == '\'') {
            return end + 2;
        }
        return isSide(block.at(end)) || (mark != 0 && block.at(end) == mark) ? end + 1 : 0;
    }

    private int behindSide(int i) {
        boolean side = "NSEWO".indexOf(block.at(i)) >= 0 && !Bytes.isAlnum(block.at(i - 1));
        return side ? behindBlank(i + 1) : i;
    }

    private int behindBlank(int i) {
        return block.at(i) == ' ' ? i + 1 : i;
    }

    /** Behind what may stand between two numbers. */
    private int behindGap(int end) {
        int gap = end;
        while (gap - end < 3 && (block.at(gap) == ',' || block.at(gap) == ' ' || block.at(gap) == ';')) {
            gap++;
        }
        return gap;
    }

    private boolean isSigned(int i) {
        return block.at(i) == '-' || block.at(i) == '+';
    }

    private static boolean isSide(byte b) {
        return b == Glyphs.SYMBOL;
    }

    /** Length of a decimal number up to a bound; negative with fewer than four decimals, 0 if there is none. */
    private int decimals(int start, int bound) {
        int i = start;
        int value = 0;
        while (i - start < 3 && Bytes.isDigit(block.at(i))) {
            value = 10 * value + block.t[i++] - '0';
        }
        if (i == start || block.at(i) != '.' || value > bound) {
            return 0;
        }
        int point = i++;
        while (i - point < 16 && Bytes.isDigit(block.at(i))) {
            i++;
        }
        int decimals = i - point - 1;
        if (decimals < 2 || Bytes.isAlnum(block.at(i)) || (block.at(i) == '.' && Bytes.isDigit(block.at(i + 1)))) {
            return 0;
        }
        return decimals >= 4 ? i - start : start - i;
    }
}
