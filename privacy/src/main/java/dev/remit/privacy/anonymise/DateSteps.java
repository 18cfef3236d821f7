package dev.remit.privacy.anonymise;

import dev.remit.privacy.anonymise.Hierarchy.Dates.Unit;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as months, years or decades. */
final class DateSteps {
    private static final int LONGEST = 40;

    /** Linear: no part can match what its neighbour matches. The year is first or last; a time may follow. */
    private static final Pattern DATE = Pattern.compile(
            "(?:([0-9]{4})(?:([-/.]?)([0-9]{2})(?:\\2([0-9]{2}))?)?|([0-9]{1,2})([-/.])([0-9]{1,2})\\6([0-9]{4}))"
                    + "(?:[T ][0-9:.,+Z -]*)?");

    private DateSteps() {}

    /**
     * The month, year or decade; empty for what is no date from 1000 to 2999, and for a month where {@code 3/4} could be
     * either.
     */
    static OptionalLong of(String value, Unit unit) {
        if (value.length() > LONGEST) {
            return OptionalLong.empty();
        }
        Matcher date = DATE.matcher(value);
        if (!date.matches()) {
            return OptionalLong.empty();
        }
        boolean yearFirst = date.group(1) != null;
        int year = Integer.parseInt(yearFirst ? date.group(1) : date.group(8));
        int month = yearFirst
                ? date.group(3) == null ? 0 : Integer.parseInt(date.group(3))
                : month(Integer.parseInt(date.group(5)), Integer.parseInt(date.group(7)), date.group(6));
        int day = yearFirst && date.group(4) != null ? Integer.parseInt(date.group(4)) : 1;
        boolean written = !yearFirst || date.group(3) != null;
        if (year < 1000
                || year > 2999
                || month < 0
                || month > 12
                || (written && yearFirst && month == 0)
                || day < 1
                || day > 31) {
            return OptionalLong.empty();
        }
        return switch (unit) {
            case MONTH -> month == 0 ? OptionalLong.empty() : OptionalLong.of(year * 12L + month - 1);
            case YEAR -> OptionalLong.of(year);
            case DECADE -> OptionalLong.of(year / 10);
        };
    }

    /** 0 where it cannot be told, -1 where neither is a month. Dots stand behind the day. */
    private static int month(int first, int second, String between) {
        if (Math.min(first, second) < 1 || Math.min(first, second) > 12 || Math.max(first, second) > 31) {
            return -1;
        }
        if (between.equals(".")) {
            return second > 12 ? -1 : second;
        }
        if (first == second) {
            return first;
        }
        return first > 12 ? second : second > 12 ? first : 0;
    }

    static RangeScale.Marks marks(Unit unit) {
        return new RangeScale.Marks() {
            @Override
            public String low(long step) {
                return switch (unit) {
                    case MONTH -> "%d-%02d".formatted(step / 12, step % 12 + 1);
                    case YEAR -> Long.toString(step);
                    case DECADE -> step + "0s";
                };
            }

            @Override
            public String high(long step) {
                return low(step);
            }
        };
    }
}
