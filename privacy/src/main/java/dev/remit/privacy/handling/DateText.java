package dev.remit.privacy.handling;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as databases and people write them: year first or last, four digits of year, one of {@code - / .} between the
 * parts, perhaps a time behind it. Which of the other two parts is the month does not matter here.
 */
final class DateText {
    private static final int LONGEST = 40;

    /** Linear: no part can match what its neighbour matches. */
    private static final Pattern DATE = Pattern.compile(
            "(?:([12][0-9]{3})([-/.])([0-9]{1,2})\\2([0-9]{1,2})|([0-9]{1,2})([-/.])([0-9]{1,2})\\6([12][0-9]{3}))"
                    + "(?:[T ][0-9:.,+Z -]*)?");

    private DateText() {}

    /** The year, four digits; empty for anything that is not such a date. */
    static Optional<String> year(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher date = DATE.matcher(value);
        if (!date.matches()) {
            return Optional.empty();
        }
        boolean yearFirst = date.group(1) != null;
        int one = Integer.parseInt(yearFirst ? date.group(3) : date.group(5));
        int two = Integer.parseInt(yearFirst ? date.group(4) : date.group(7));
        boolean possible = Math.min(one, two) >= 1 && Math.min(one, two) <= 12 && Math.max(one, two) <= 31;
        return possible ? Optional.of(yearFirst ? date.group(1) : date.group(8)) : Optional.empty();
    }
}
