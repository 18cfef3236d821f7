package dev.remit.privacy.detect;

import org.jspecify.annotations.Nullable;

/** Which payment cards are issued with which first digits and lengths (ISO/IEC 7812, the networks' published ranges). */
final class Cards {
    private Cards() {}

    /** How sure a number of so many ASCII digits whose check digit holds is a card, by itself; null if it is none. */
    static @Nullable Tier judge(byte[] digits, int length) {
        int two = number(digits, 2);
        int three = number(digits, 3);
        int four = number(digits, 4);
        boolean sure = switch (digits[0]) {
            case '4' -> length == 13 || length == 16 || length == 19;
            case '5' -> length == 16 && two >= 51 && two <= 55;
            case '2' ->
                (length == 16 && four >= 2221 && four <= 2720)
                        || (length >= 16 && four >= 2200 && four <= 2205)
                        || (length == 15 && (four == 2131 || four == 2014 || four == 2149));
            case '3' ->
                (length == 15 && (two == 34 || two == 37))
                        || (length >= 14
                                && ((three >= 300 && three <= 305)
                                        || four == 3095
                                        || two == 36
                                        || two == 38
                                        || two == 39))
                        || (length >= 16 && four >= 3528 && four <= 3589);
            case '6' ->
                length >= 16 && (four == 6011 || (three >= 644 && three <= 649) || two == 65 || two == 62 || two == 60);
            case '1' -> length == 15 && four == 1800;
            case '8' -> length == 16 && (two == 81 || two == 82);
            case '9' -> length == 16 && four == 9792;
            default -> false;
        };
        if (sure) {
            return length == 13 ? Tier.LIKELY : Tier.VALID;
        }
        boolean maestro = two == 50 || (two >= 56 && two <= 69);
        if (maestro) {
            return length == 16 ? Tier.LIKELY : Tier.WEAK;
        }
        return digits[0] == '1' && length == 15 ? Tier.WEAK : null;
    }

    /** Whether cards begin with these digits at all. */
    static boolean isIssued(byte[] digits) {
        return digits[0] >= '2' && digits[0] <= '6';
    }

    static boolean luhn(byte[] digits, int length) {
        int sum = 0;
        boolean same = true;
        for (int i = length - 1, twice = 0; i >= 0; i--, twice ^= 1) {
            int digit = (digits[i] - '0') << twice;
            sum += digit > 9 ? digit - 9 : digit;
            same &= digits[i] == digits[0];
        }
        return sum % 10 == 0 && !same;
    }

    private static int number(byte[] digits, int first) {
        int number = 0;
        for (int i = 0; i < first; i++) {
            number = 10 * number + digits[i] - '0';
        }
        return number;
    }
}
