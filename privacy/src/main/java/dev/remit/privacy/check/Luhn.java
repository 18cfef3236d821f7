package dev.remit.privacy.check;

/** The check digit of payment card numbers: ISO/IEC 7812-1, annex B. Pure and thread-safe. */
public final class Luhn {
    private Luhn() {}

    /**
     * Whether the last digit is the check digit of those before it.
     *
     * @param digits any text; anything but two or more ASCII digits does not hold
     */
    public static boolean holds(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return digits.length() >= 2 && sum % 10 == 0;
    }
}
