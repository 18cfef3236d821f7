package dev.remit.privacy.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges digits in groups: by their shape first, and by the metadata of libphonenumber only where a country code or a word
 * says that it may be a phone number, because that takes microseconds. Its answers are kept in a cache of fixed size. Not
 * thread-safe.
 */
final class PhoneNumbers {
    private static final int LONGEST = 17;
    private static final int LONGEST_E164 = 15;
    private static final int CACHED = 512;
    private static final int MOST_REGIONS = 30;

    private final List<String> regions;
    private final @Nullable NumberingPlan[] plans;
    private final boolean northAmerican;
    private final byte[] digits = new byte[LONGEST];
    private final byte[] dialled = new byte[LONGEST];
    private final int[] counts = new int[LONGEST];
    private final int[] ends = new int[LONGEST];
    private final byte[] separators = new byte[LONGEST];
    private final long[] asked = new long[CACHED];
    private final boolean[] answers = new boolean[CACHED];
    private final PhoneNumber parsed = new PhoneNumber();
    private int groups;
    private int chosen;
    private boolean plus;
    private boolean paren;
    private String why = "";

    PhoneNumbers(List<String> regions) {
        if (regions.size() > MOST_REGIONS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_REGIONS + " regions of phone numbers, not " + regions.size());
        }
        this.regions = regions;
        plans = new NumberingPlan[regions.size()];
        northAmerican = regions.contains("US") || regions.contains("CA");
    }

    void begin(boolean withPlus, boolean withParen) {
        plus = withPlus;
        paren = withParen;
        groups = 0;
    }

    /** Adds a group; false if there are too many digits. The end is -1 if the number cannot end there. */
    boolean group(byte[] t, int from, int to, int end) {
        int count = groups == 0 ? 0 : counts[groups - 1];
        if (count + to - from > LONGEST || groups == LONGEST) {
            return false;
        }
        System.arraycopy(t, from, digits, count, to - from);
        counts[groups] = count + to - from;
        ends[groups] = end;
        separators[groups] = 0;
        groups++;
        return true;
    }

    /** What stands behind the last group. */
    void separator(byte separator) {
        separators[groups - 1] = separator;
    }

    int digits() {
        return groups == 0 ? 0 : counts[groups - 1];
    }

    /** The index behind what was judged. */
    int end() {
        return ends[chosen];
    }

    String why() {
        return why;
    }

    /**
     * How sure the longest number of the first groups is one; null if none is.
     *
     * @param said whether a word near it announces a phone number
     * @param number whether the word number stands before it
     * @param weak whether bare digits matter
     */
    @Nullable
    Tier judge(boolean said, boolean number, boolean weak) {
        if (plus) {
            for (int k = groups; k > Math.max(0, groups - 2); k--) {
                if (may(k, 7, LONGEST_E164) && isValid(k, 0, true)) {
                    return choose(k, Tier.VALID, "valid by the numbering plan of its country");
                }
            }
        }
        for (int k = groups; k > 0; k--) {
            if (plus && may(k, 8, LONGEST_E164)) {
                return choose(k, Tier.LIKELY, "a plus sign and digits");
            }
            if (said && may(k, 6, LONGEST_E164) && !isDate(k) && !isAddress(k)) {
                return choose(k, Tier.LIKELY, "digits and a word near them");
            }
            if (hasShape(k)) {
                return choose(k, Tier.LIKELY, "grouped like a phone number");
            }
            if ((number || weak) && may(k, 7, 13) && !isDate(k) && !isAddress(k) && isValidSomewhere(k)) {
                return choose(
                        k, number ? Tier.LIKELY : Tier.WEAK, "valid by the numbering plan of a country asked for");
            }
        }
        return null;
    }

    private Tier choose(int count, Tier tier, String because) {
        chosen = count - 1;
        why = because;
        return tier;
    }

    private boolean may(int k, int least, int most) {
        return ends[k - 1] >= 0 && counts[k - 1] >= least && counts[k - 1] <= most;
    }

    private boolean hasShape(int k) {
        int count = counts[k - 1];
        if (ends[k - 1] < 0 || k < 2 || isDate(k)) {
            return false;
        }
        int first = counts[0];
        if (paren && separators[0] == ')') {
            return first >= 2 && first <= 5 && count >= 7 && count <= 12;
        }
        if (isNorthAmerican(k)) {
            return true;
        }
        if (digits[0] != '0' || isAddress(k)) {
            return false;
        }
        if (digits[1] == '0') {
            return count >= 11 && count <= 16 && k >= 3;
        }
        boolean trunk = first >= 2 || separators[0] == '(' || k >= 4;
        return trunk && count >= 9 && count <= 12;
    }

    /** 3-3-4, possibly behind a country code. */
    private boolean isNorthAmerican(int k) {
        int lead = k - 3;
        if (!northAmerican || lead < 0 || lead > 1 || counts[k - 1] < 10 || counts[k - 1] > 13) {
            return false;
        }
        int area = lead == 0 ? 0 : counts[0];
        boolean grouped =
                counts[lead] - area == 3 && counts[lead + 1] - counts[lead] == 3 && counts[k - 1] - counts[k - 2] == 4;
        boolean blank = separators[lead] == ' ' && separators[lead + 1] == ' ';
        boolean exchange = digits[counts[lead]] >= '2' || !blank;
        return grouped && digits[area] >= '2' && exchange;
    }

    /** A date, or three numbers that look like one. */
    private boolean isDate(int k) {
        if (k != 3 || separators[0] != separators[1] || separators[0] == ' ' || separators[0] == ')') {
            return false;
        }
        int one = counts[0];
        int two = counts[1] - one;
        int three = counts[2] - counts[1];
        return two <= 2 && ((one <= 2 && (three == 4 || three == 2)) || (one == 4 && three <= 2));
    }

    /** Four numbers with dots between: of a network. */
    private boolean isAddress(int k) {
        boolean dots = k == 4;
        for (int i = 0; dots && i < 4; i++) {
            int from = i == 0 ? 0 : counts[i - 1];
            boolean small = counts[i] - from < 3 || (counts[i] - from == 3 && digits[from] <= '2');
            dots = (i == 3 || separators[i] == '.') && small;
        }
        return dots;
    }

    private boolean isValidSomewhere(int k) {
        for (int i = 0; i < regions.size(); i++) {
            if (isValid(k, i, false)) {
                return true;
            }
        }
        return false;
    }

    private boolean isValid(int k, int region, boolean international) {
        long key = 1;
        for (int i = 0; i < counts[k - 1]; i++) {
            key = 10 * key + digits[i] - '0';
        }
        key = 32 * key + (international ? 31 : region);
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 55);
        if (asked[slot] != key) {
            answers[slot] = ask(k, region, international);
            asked[slot] = key;
        }
        return answers[slot];
    }

    private boolean ask(int k, int region, boolean international) {
        int count = 0;
        for (int i = 0; i < counts[k - 1]; i++) {
            // The zero that is only dialled within a country, as in +41 (0)96.
            boolean trunk = international && i > 0 && digits[i] == '0' && k > 1 && i == counts[0] && counts[1] == i + 1;
            if (!trunk) {
                dialled[count++] = digits[i];
            }
        }
        int answer = international ? NumberingPlan.international(dialled, count) : national(count, region);
        return answer == NumberingPlan.UNKNOWN
                ? byLibrary(new String(dialled, 0, count, StandardCharsets.US_ASCII), region, international)
                : answer == NumberingPlan.VALID;
    }

    private int national(int count, int region) {
        NumberingPlan plan = plans[region];
        if (plan == null) {
            plan = NumberingPlan.of(regions.get(region));
            plans[region] = plan;
        }
        return plan == null ? NumberingPlan.UNKNOWN : plan.national(dialled, count);
    }

    private boolean byLibrary(String number, int region, boolean international) {
        try {
            PhoneNumberUtil util = PhoneNumberUtil.getInstance();
            parsed.clear();
            util.parse(international ? "+" + number : number, international ? null : regions.get(region), parsed);
            return international
                    ? util.isValidNumber(parsed)
                    : util.isValidNumberForRegion(parsed, regions.get(region));
        } catch (NumberParseException e) {
            return false; // what cannot be parsed is not a number
        }
    }
}
