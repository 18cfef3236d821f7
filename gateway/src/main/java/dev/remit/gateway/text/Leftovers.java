package dev.remit.gateway.text;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Kind;
import dev.remit.privacy.detect.Recogniser;
import java.util.Arrays;

/**
 * What no kind explains, and yet may name or open something; in doubt it goes. Numbers of twelve digits and more, or
 * grouped as cards are, whatever their check digits say (people mistype card numbers); UUIDs; and random-looking strings
 * as long as keys are. Dates and what else a kind explains are no such numbers.
 */
final class Leftovers implements Recogniser {
    /** Class {@code financial}, because the worst that it may be is the number of an account. */
    static final Kind NUMBER = Kind.custom("number", "financial");

    private static final int LONG_NUMBER = 12;
    private static final int LONG_STRING = 24;
    private static final int MOSTLY_MIXED = 20;
    private static final int[][] CARDS = {{4, 4, 4, 4}, {4, 6, 5}};

    @Override
    public Pass pass() {
        return new Reading();
    }

    /** One thread's arrays, which grow to the longest part that it saw. */
    private static final class Reading implements Pass {
        private final Seen text = new Seen();
        private int[] starts = new int[32];
        private int[] ends = new int[32];

        @Override
        public void scan(byte[] utf8, int from, int to, int textFrom, int textTo, Findings found) {
            text.read(utf8, from, to, found);
            for (int i = 0; i < text.length(); ) {
                i = text.isFreeDigit(i) ? number(i, found) : i + 1;
            }
            for (int i = 0; i < text.length(); ) {
                int end = i;
                while (text.isStringChar(end)) {
                    end++;
                }
                if (end - i >= LONG_STRING) {
                    string(i, end, found);
                }
                i = end + 1;
            }
        }

        /** Groups of digits with one and the same separator between them. Returns where to read on. */
        private int number(int from, Findings found) {
            int groups = 0;
            int separator = 0;
            int start = from;
            while (true) {
                int end = start;
                while (text.isFreeDigit(end)) {
                    end++;
                }
                if (end - start >= LONG_NUMBER) {
                    text.add(found, NUMBER, start, end, "a long number");
                }
                push(groups++, start, end);
                if (!text.isSeparator(end) || !text.isFreeDigit(end + 1)) {
                    grouped(groups, found);
                    return end;
                }
                if (groups > 1 && text.at(end) != separator) {
                    grouped(groups, found);
                    return start; // with the other separator, it may be the first of other groups
                }
                separator = text.at(end);
                start = end + 1;
            }
        }

        private void push(int group, int start, int end) {
            if (group == starts.length) {
                starts = Arrays.copyOf(starts, 2 * group);
                ends = Arrays.copyOf(ends, 2 * group);
            }
            starts[group] = start;
            ends[group] = end;
        }

        private void grouped(int groups, Findings found) {
            for (int i = 0; i < groups; ) {
                int singles = i;
                while (singles < groups && ends[singles] - starts[singles] == 1) {
                    singles++;
                }
                int count = singles - i >= LONG_NUMBER ? singles - i : card(i, groups);
                if (count > 0) {
                    text.add(found, NUMBER, starts[i], ends[i + count - 1], "digits grouped as in a card number");
                }
                i = Math.max(i + Math.max(1, count), singles);
            }
        }

        /** How many groups from this one on are as in a card number; 0 if they are not. */
        private int card(int from, int groups) {
            for (int[] sizes : CARDS) {
                boolean fits = from + sizes.length <= groups;
                boolean years = true;
                for (int i = 0; fits && i < sizes.length; i++) {
                    fits = ends[from + i] - starts[from + i] == sizes[i];
                    years &= fits && text.isYear(starts[from + i]);
                }
                if (fits && !years) {
                    return sizes.length;
                }
            }
            return 0;
        }

        private void string(int start, int end, Findings found) {
            if (text.isUuid(start, end)) {
                text.add(found, NUMBER, start, end, "a UUID");
            } else if (mixed(start, end) >= MOSTLY_MIXED) {
                text.add(found, Kind.SECRET, start, end, "as random and as long as a key");
            }
        }

        /** How many characters are in parts that mix digits with letters, or upper with lower case again and again. */
        private int mixed(int start, int end) {
            int mixed = 0;
            for (int part = start; part < end; ) {
                int partEnd = part;
                int digits = 0;
                int letters = 0;
                int turns = 0;
                for (; partEnd < end && (text.isDigit(partEnd) || text.isAsciiLetter(partEnd)); partEnd++) {
                    boolean digit = text.isDigit(partEnd);
                    digits += digit ? 1 : 0;
                    letters += digit ? 0 : 1;
                    turns += partEnd > part && text.isUpper(partEnd) && text.isLower(partEnd - 1) ? 1 : 0;
                }
                boolean random = (digits > 0 && letters > 0) || (turns > 1 && turns * 5 >= partEnd - part);
                mixed += random ? partEnd - part : 0;
                part = partEnd + 1;
            }
            return mixed;
        }
    }
}
