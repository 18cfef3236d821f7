package dev.remit.privacy.handling;

/** Where the country code of an international phone number ends: the ITU's list of assigned codes (E.164, annex D). */
public final class CountryCode {
    /** All codes of two digits; 1 and 7 stand alone, and every other code has three. */
    private static final String TWO_DIGITS =
            " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57"
                    + " 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    private CountryCode() {}

    /** The number of digits, 1 to 3, of the country code that a number of at least three digits starts with. */
    public static int length(String digits) {
        if (digits.charAt(0) == '1' || digits.charAt(0) == '7') {
            return 1;
        }
        return TWO_DIGITS.contains(" " + digits.substring(0, 2) + " ") ? 2 : 3;
    }
}
