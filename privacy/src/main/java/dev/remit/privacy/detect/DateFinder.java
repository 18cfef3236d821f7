package dev.remit.privacy.detect;

/**
 * Finds dates in figures and with the names of months, with a time behind if there is one, weekdays, and years that a word
 * announces. A date that a word says is of a birth is one of those.
 */
final class DateFinder {
    private static final int BIRTH_DISTANCE = 40;

    private static final String[] PLACES = {"the first ", "the second ", "the third ", "the fourth ", "the last "};

    private final Block block;
    private final Heard heard;
    private int floor;
    private int value;

    DateFinder(Block block, Heard heard) {
        this.block = block;
        this.heard = heard;
    }

    void begin() {
        floor = block.lo;
    }

    /** A word that is a weekday. */
    void weekday(int start, int end, long meaning, Findings found) {
        if ((meaning & Context.WEEKDAY) != 0 && !isRule(start, end)) {
            found.add(Kind.DATE, block.origin(start), block.origin(end), Tier.LIKELY, "the name of a weekday");
        }
    }

    /** As in the last Sunday before Easter, which tells a rule and not when something was. */
    private boolean isRule(int start, int end) {
        boolean relative = block.startsWith(end, " before ") || block.startsWith(end, " after ");
        if (!relative) {
            return false;
        }
        for (String place : PLACES) {
            if (block.startsWith(start - place.length(), place)) {
                return true;
            }
        }
        return false;
    }

    /** At a token that begins with a digit. */
    void at(int start, int end, boolean letters, Findings found) {
        if (start < floor) {
            return;
        }
        byte before = block.at(start - 1);
        boolean joined = (before == '-' || before == '/' || before == '.' || before == '+')
                && Bytes.isAlnum(block.at(start - 2));
        int month = heard.startOfWord(Context.MONTH, start - 1);
        if (month >= 0 && isMonthGap(before)) {
            behindMonth(month, start, end, letters, found);
            return;
        }
        if (joined) {
            return;
        }
        int first = number(start, 4);
        int one = value;
        int digits = first - start;
        if (first < end && !(letters && behindOrdinal(first) == end) && !isTimeLetter(first, digits)) {
            return;
        }
        if (first < end && letters && digits <= 2) {
            first = end; // 5th
        }
        byte separator = block.at(first);
        if (separator == '-' || separator == '/' || separator == '.') {
            if (inFigures(start, first, one, digits, separator, found)) {
                return;
            }
        }
        if (digits <= 2 && one >= 1 && one <= 31 && beforeMonth(start, first, found)) {
            return;
        }
        if (digits == 4 && !letters && one >= 1900 && one <= 2099) {
            year(start, first, found);
        }
    }

    private static boolean isMonthGap(byte b) {
        return b == ' ' || b == '-' || b == '/' || b == '.';
    }

    private boolean isTimeLetter(int i, int digits) {
        return digits == 4 && block.at(i) == 'T';
    }

    private int behindOrdinal(int i) {
        int b = block.at(i) | 0x20;
        int c = block.at(i + 1) | 0x20;
        boolean ordinal = (b == 't' && c == 'h')
                || (b == 's' && c == 't')
                || (b == 'n' && c == 'd')
                || (b == 'r' && (c == 'd' || c == 'e'));
        return ordinal ? i + 2 : i;
    }

    /** Reads a number of so many digits at most into {@link #value}; returns the index behind, or the start. */
    private int number(int start, int most) {
        int i = start;
        value = 0;
        while (i - start < most && Bytes.isDigit(block.at(i))) {
            value = 10 * value + block.t[i++] - '0';
        }
        if (Bytes.isDigit(block.at(i))) {
            return start;
        }
        return i;
    }

    private boolean inFigures(int start, int first, int one, int digits, byte separator, Findings found) {
        if (digits == 0) {
            return false;
        }
        int second = number(first + 1, 4);
        int two = value;
        int secondDigits = second - first - 1;
        if (secondDigits == 0) {
            return false;
        }
        if (block.at(second) == separator && secondDigits <= 2 && digits != 3) {
            int third = number(second + 1, 4);
            int three = value;
            int thirdDigits = third - second - 1;
            boolean clear = !Bytes.isLetter(block.at(third)) || block.at(third) == 'T';
            boolean more =
                    (block.at(third) == separator || block.at(third) == '.') && Bytes.isDigit(block.at(third + 1));
            if (clear && !more && isDate(one, digits, two, three, thirdDigits)) {
                date(start, time(third), "a date in figures", found);
                return true;
            }
            return false;
        }
        boolean ends = !Bytes.isAlnum(block.at(second))
                && !((block.at(second) == separator
                                || block.at(second) == '.'
                                || block.at(second) == ','
                                || block.at(second) == '-')
                        && Bytes.isDigit(block.at(second + 1)));
        if (!ends || separator == '.') {
            return false;
        }
        boolean monthYear = digits <= 2 && secondDigits == 4 && one >= 1 && one <= 12 && two >= 1900 && two <= 2099;
        boolean yearMonth = digits == 4 && secondDigits == 2 && one >= 1900 && one <= 2099 && two >= 1 && two <= 12;
        boolean dayMonth = separator == '/' && digits == 2 && secondDigits == 2 && isDayAndMonth(one, two);
        boolean shortOne = separator == '/' && digits == 1 && secondDigits == 2 && isDayAndMonth(one, two);
        if (monthYear || yearMonth || dayMonth || shortOne) {
            boolean birth = heard.before(Context.BIRTH, start, BIRTH_DISTANCE);
            boolean full = (monthYear || yearMonth) && separator == '/';
            Kind kind = birth ? Kind.BIRTH_DATE : Kind.DATE;
            Tier tier = birth || full ? Tier.LIKELY : Tier.WEAK;
            found.add(kind, block.origin(start), block.origin(second), tier, "part of a date in figures");
            floor = tier == Tier.LIKELY ? second : floor;
            return tier == Tier.LIKELY;
        }
        return false;
    }

    private static boolean isDayAndMonth(int one, int two) {
        return one >= 1 && two >= 1 && one <= 31 && two <= 31 && (one <= 12 || two <= 12);
    }

    private static boolean isDate(int one, int digits, int two, int three, int thirdDigits) {
        if (digits == 4) {
            return one >= 1800 && one <= 2199 && thirdDigits >= 1 && thirdDigits <= 2 && isDayAndMonth(two, three);
        }
        boolean year = (thirdDigits == 4 && three >= 1800 && three <= 2199) || thirdDigits == 2;
        return digits <= 2 && year && isDayAndMonth(one, two);
    }

    /** As in 5 May 2021, 5-May-2021, 5th of May, 5. Mai. */
    private boolean beforeMonth(int start, int first, Findings found) {
        int i = first;
        while (i - first < 2
                && (block.at(i) == '.' || block.at(i) == ' ' || block.at(i) == '-' || block.at(i) == '/')) {
            i++;
        }
        if (block.at(i) == 'o' && block.at(i + 1) == 'f' && block.at(i + 2) == ' ') {
            i += 3;
        } else if (block.at(i) == 'd' && block.at(i + 1) == 'e' && block.at(i + 2) == ' ') {
            i += 3;
        }
        int month = i;
        while (i - month < 12 && Bytes.isLetter(block.at(i))) {
            i++;
        }
        if (i == month || i == first || (Context.of(block.t, month, i) & Context.MONTH) == 0) {
            return false;
        }
        date(start, time(yearBehind(i)), "a day and the name of a month", found);
        return true;
    }

    /** As in May 5, 2021, May 2021, May-21. */
    private void behindMonth(int month, int start, int end, boolean letters, Findings found) {
        int first = number(start, 4);
        int one = value;
        int digits = first - start;
        if (digits == 4 && one >= 1800 && one <= 2199 && first == end) {
            date(month, first, "the name of a month and a year", found);
        } else if (digits >= 1 && digits <= 2 && one >= 1 && one <= 31 && (!letters || behindOrdinal(first) == end)) {
            date(month, time(yearBehind(end)), "the name of a month and a day", found);
        }
    }

    private int yearBehind(int i) {
        int at = i;
        while (at - i < 2
                && (block.at(at) == ','
                        || block.at(at) == ' '
                        || block.at(at) == '-'
                        || block.at(at) == '.'
                        || block.at(at) == '/')) {
            at++;
        }
        if (at == i + 2 && block.at(at) == 'd' && block.at(at + 1) == 'e' && block.at(at + 2) == ' ') {
            at += 3;
        } else if (at == i + 1 && block.at(at) == 'd' && block.at(at + 1) == 'e' && block.at(at + 2) == ' ') {
            at += 3;
        }
        int end = number(at, 4);
        boolean year = at > i && !Bytes.isAlnum(block.at(end)) && end - at == 4 && value >= 1800 && value <= 2199;
        boolean shortYear = at == i + 1 && block.at(i) == '-' && end - at == 2 && !Bytes.isAlnum(block.at(end));
        return year || shortYear ? end : i;
    }

    /** The end of a time of day behind a date, with its zone; the same index if there is none. */
    private int time(int date) {
        int i = date;
        if (block.at(i) == 'T' || block.at(i) == ' ') {
            i++;
        } else if (block.at(i) == ',' && block.at(i + 1) == ' ') {
            i += 2;
        } else {
            return date;
        }
        int hour = number(i, 2);
        if (hour == i || value > 24 || block.at(hour) != ':') {
            return date;
        }
        int minute = number(hour + 1, 2);
        if (minute != hour + 3 || value > 59) {
            return date;
        }
        int end = minute;
        if (block.at(end) == ':' && number(end + 1, 2) == end + 3) {
            end += 3;
            if (block.at(end) == '.' && Bytes.isDigit(block.at(end + 1))) {
                end = Math.max(end, number(end + 1, 9));
            }
        }
        if (block.at(end) == 'Z' && !Bytes.isAlnum(block.at(end + 1))) {
            return end + 1;
        }
        boolean sign = block.at(end) == '+' || block.at(end) == '-';
        if (sign && number(end + 1, 2) == end + 3) {
            boolean minutes = block.at(end + 3) == ':' && number(end + 4, 2) == end + 6;
            return minutes ? end + 6 : end + 3;
        }
        boolean half = block.at(end) == ' ' && (block.at(end + 2) | 0x20) == 'm' && !Bytes.isAlnum(block.at(end + 3));
        return half && ((block.at(end + 1) | 0x20) == 'a' || (block.at(end + 1) | 0x20) == 'p') ? end + 3 : end;
    }

    private void year(int start, int end, Findings found) {
        byte behind = block.at(end);
        byte before = block.at(start - 1);
        boolean part = ((behind == '.' || behind == ',' || behind == ':' || behind == '/' || behind == '-')
                        && Bytes.isAlnum(block.at(end + 1)))
                || before == '$'
                || before == '#'
                || before == ':'
                || behind == '%';
        if (part) {
            return;
        }
        boolean birth = heard.before(Context.BIRTH, start, BIRTH_DISTANCE / 2);
        boolean said = before == ' ' && heard.startOfWord(Context.YEAR, start - 1) >= 0;
        Kind kind = birth ? Kind.BIRTH_DATE : Kind.DATE;
        found.add(kind, block.origin(start), block.origin(end), birth || said ? Tier.LIKELY : Tier.WEAK, "a year");
    }

    private void date(int start, int end, String why, Findings found) {
        boolean birth = heard.before(Context.BIRTH, start, BIRTH_DISTANCE);
        found.add(
                birth ? Kind.BIRTH_DATE : Kind.DATE,
                block.origin(start),
                block.origin(end),
                birth ? Tier.VALID : Tier.LIKELY,
                why);
        floor = end;
    }
}
