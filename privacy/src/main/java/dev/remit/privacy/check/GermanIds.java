package dev.remit.privacy.check;

import static dev.remit.privacy.check.Digits.at;
import static dev.remit.privacy.check.Digits.crossSum;
import static dev.remit.privacy.check.Digits.in;
import static dev.remit.privacy.check.Digits.isDigit;
import static dev.remit.privacy.check.Digits.mod11And10;
import static dev.remit.privacy.check.Digits.sum;
import static dev.remit.privacy.check.Digits.two;

/** Identifiers of Germany; see {@link Check} for what each takes. */
public final class GermanIds {
    private static final String NO_VOWELS = "0123456789CFGHJKLMNPRTVWXYZ";

    private GermanIds() {}

    /** Steueridentifikationsnummer: among the first ten digits one comes two or three times, no other twice. */
    public static boolean taxId(byte[] id) {
        int seen = 0;
        int twice = 0;
        int thrice = 0;
        for (int i = 0; i < 10; i++) {
            int bit = 1 << at(id, i);
            if ((thrice & bit) != 0) {
                return false;
            }
            thrice |= twice & bit;
            twice |= seen & bit;
            seen |= bit;
        }
        // The first numbers given out had ten different digits only in examples; these are taken as well.
        return id[0] != '0' && Integer.bitCount(twice) <= 1 && mod11And10(id, 0, 11);
    }

    /** Serial number of an identity card or passport with its check digit (ICAO 9303: weights 7, 3, 1). */
    public static boolean document(byte[] id) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            if (!in(NO_VOWELS, id[i])) {
                return false;
            }
            int value = isDigit(id[i]) ? at(id, i) : id[i] - 'A' + 10;
            sum += value * ("731".charAt(i % 3) - '0');
        }
        return !isDigit(id[0]) && sum % 10 == at(id, 8);
    }

    /**
     * Number of the pension insurance: area, birth date, initial, serial number, check digit. The day is 50 more for
     * those for whom no number of their day was left.
     */
    public static boolean socialSecurity(byte[] id) {
        byte[] spelled = new byte[13];
        System.arraycopy(id, 0, spelled, 0, 8);
        spelled[8] = (byte) ('0' + (id[8] - 'A' + 1) / 10);
        spelled[9] = (byte) ('0' + (id[8] - 'A' + 1) % 10);
        System.arraycopy(id, 9, spelled, 10, 3);
        int area = two(id, 0);
        int day = two(id, 2);
        int month = two(id, 4);
        return area >= 2
                && ((day >= 1 && day <= 31) || (day >= 51 && day <= 81))
                && month >= 1
                && month <= 12
                && crossSum(spelled, 0, "212571212121") % 10 == at(spelled, 12);
    }

    /** Number of the health insurance: a letter, eight digits, a check digit. */
    public static boolean healthInsurance(byte[] id) {
        byte[] spelled = new byte[11];
        spelled[0] = (byte) ('0' + (id[0] - 'A' + 1) / 10);
        spelled[1] = (byte) ('0' + (id[0] - 'A' + 1) % 10);
        System.arraycopy(id, 1, spelled, 2, 9);
        return crossSum(spelled, 0, "1212121212") % 10 == at(spelled, 10);
    }

    /** Number of a doctor for life. */
    public static boolean doctor(byte[] id) {
        return (10 - sum(id, 0, "494949") % 10) % 10 == at(id, 6);
    }

    /** Tax number in the form that is the same in all states: 01 to 16 begins it. */
    public static boolean taxNumber(byte[] id) {
        int state = two(id, 0);
        return state >= 1 && state <= 16;
    }

    /** Postcode: 01001 to 99998. */
    public static boolean postcode(byte[] id) {
        long code = Digits.number(id, 0, 5);
        return code > 1000 && code < 99999;
    }
}
