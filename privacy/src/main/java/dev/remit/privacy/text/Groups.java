package dev.remit.privacy.text;

/**
 * The groups of digits that follow each other from a place, with one to three separators between them; at most
 * {@link #MOST}, so that looking ahead from every group of a text stays linear.
 */
final class Groups {
    static final int MOST = 20;
    private static final int LONGEST = 11;
    private static final String SEPARATORS = " \t\n\r-./_*|·,()";

    final int count;
    private final Folded text;
    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];

    /** Reads on from the first digit of a group. */
    Groups(Folded text, int from) {
        this.text = text;
        int found = 0;
        int i = from;
        while (found < MOST && Folded.isDigit(text.at(i))) {
            int end = i;
            while (end - i <= LONGEST && Folded.isDigit(text.at(end))) {
                end++;
            }
            if (end - i > LONGEST) {
                break; // long enough to be found by itself
            }
            starts[found] = i;
            ends[found++] = end;
            i = end;
            while (i - end < 3 && SEPARATORS.indexOf(text.at(i)) >= 0) {
                i++;
            }
        }
        count = found;
    }

    int start(int group) {
        return starts[group];
    }

    int end(int group) {
        return ends[group];
    }

    int size(int group) {
        return group < count ? ends[group] - starts[group] : 0;
    }

    int value(int group) {
        return size(group) > 4 ? Integer.MAX_VALUE : Integer.parseInt(text.text(starts[group], ends[group]));
    }

    /** Whether the sizes of the first groups are these. */
    boolean sized(int... sizes) {
        for (int i = 0; i < sizes.length; i++) {
            if (size(i) != sizes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether what separates a group from the one before is made of these chars only. */
    boolean separatedBy(int group, String allowed) {
        for (int i = ends[group - 1]; i < starts[group]; i++) {
            if (allowed.indexOf(text.at(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The one char before a group that is the only separator there; NUL if there are more, or no group. */
    char separator(int group) {
        return group < count && starts[group] - ends[group - 1] == 1 ? text.at(ends[group - 1]) : '\0';
    }

    /** Whether one and the same char separates the first groups, and only them. */
    boolean uniform(int groups, String allowed) {
        for (int i = 1; i < groups; i++) {
            if (separator(i) != separator(1) || allowed.indexOf(separator(i)) < 0) {
                return false;
            }
        }
        return groups == count || separator(groups) != separator(1);
    }

    /** How many groups from this one on make a date, a month of a year, or a time with a dot; 0 if none do. */
    int calendar(int from) {
        char separator = from + 1 < count ? separator(from + 1) : '\0';
        if ("-/.".indexOf(separator) < 0 || (text.at(starts[from] - 1) == separator && isDigitAt(starts[from] - 2))) {
            return 0;
        }
        if (separator(from + 2) == separator) {
            return separator(from + 3) != separator && isDate(from) ? 3 : 0;
        }
        boolean month = size(from) <= 2 && value(from) <= 12 && isYear(from + 1);
        boolean clock = separator == '.' && size(from) <= 2 && size(from + 1) == 2;
        return month || (clock && value(from) < 24 && value(from + 1) < 60) ? 2 : 0;
    }

    boolean isYear(int group) {
        return size(group) == 4 && value(group) >= 1900 && value(group) < 2100;
    }

    private boolean isDate(int from) {
        if (isYear(from)) {
            return isDayAndMonth(from + 1);
        }
        return isDayAndMonth(from) && (isYear(from + 2) || size(from + 2) == 2);
    }

    private boolean isDayAndMonth(int group) {
        int one = value(group);
        int two = value(group + 1);
        return size(group) <= 2
                && size(group + 1) <= 2
                && Math.min(one, two) >= 1
                && Math.min(one, two) <= 12
                && Math.max(one, two) <= 31;
    }

    private boolean isDigitAt(int index) {
        return Folded.isDigit(text.at(index));
    }
}
