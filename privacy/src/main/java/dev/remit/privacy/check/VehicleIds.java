package dev.remit.privacy.check;

import static dev.remit.privacy.check.Digits.in;
import static dev.remit.privacy.check.Digits.isDigit;
import static dev.remit.privacy.check.Digits.two;

import java.util.Set;

/** Numbers of vehicles; see {@link Check} for what each takes. */
public final class VehicleIds {
    private static final String TRANSLITERATED = "12345678.12345.7.923456789"; // A to Z; I, O and Q are never used
    private static final String WEIGHTS = "8765432A098765432";
    private static final Set<String> INDIAN_STATES =
            Set.of(("AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML"
                            + " MN MP MZ NL OD OR PB PY RJ SK TN TR TS UK UP WB")
                    .split(" "));

    private VehicleIds() {}

    /** A vehicle identification number (ISO 3779) of any maker: letters and digits of the alphabet, both. */
    public static boolean vin(byte[] id) {
        int letters = 0;
        for (int i = 0; i < 17; i++) {
            if (in("IOQ", id[i]) || id[i] < 0) {
                return false;
            }
            letters += isDigit(id[i]) ? 0 : 1;
        }
        return letters >= 2 && letters <= 13 && isDigit(id[15]) && isDigit(id[16]);
    }

    /** The same with the check digit that North America demands (49 CFR 565.15). */
    public static boolean northAmericanVin(byte[] id) {
        if (!vin(id)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int value = (isDigit(id[i]) ? id[i] : TRANSLITERATED.charAt(id[i] - 'A')) - '0';
            char weight = WEIGHTS.charAt(i);
            sum += value * (weight == 'A' ? 10 : weight - '0');
        }
        return id[8] == "0123456789X".charAt(sum % 11);
    }

    /** United Kingdom since 2001: area, age, three letters. */
    public static boolean currentBritish(byte[] id) {
        int age = two(id, 2);
        boolean given = (age >= 2 && age <= 29) || (age >= 51 && age <= 79);
        return given && !in("IQZ", id[0]) && !in("IQZ", id[1]) && latin(id, 0, 7) && noIQ(id, 4);
    }

    /** United Kingdom, 1983 to 2001: a letter for the year comes first. */
    public static boolean britishSuffix(byte[] id) {
        return !in("IOQUZ", id[0]) && id[0] > 0;
    }

    /** United Kingdom, 1963 to 1982: a letter for the year comes last. */
    public static boolean britishPrefix(byte[] id) {
        int last = 3;
        while (isDigit(id[last])) {
            last++;
        }
        return !in("IOQUZ", id[last]) && latin(id, 0, 3);
    }

    /** India: the state comes first. */
    public static boolean indian(byte[] id) {
        return INDIAN_STATES.contains(new String(new char[] {(char) (id[0] & 0xFF), (char) (id[1] & 0xFF)}));
    }

    /** Turkey: 01 to 81 is the province. */
    public static boolean turkish(byte[] id) {
        int province = two(id, 0);
        return province >= 1 && province <= 81;
    }

    /** Germany: the number does not begin with 0. */
    public static boolean german(byte[] id) {
        int digit = 1;
        while (!isDigit(id[digit])) {
            digit++;
        }
        return id[digit] != '0';
    }

    /** Germany, old or electric: a letter behind the number. */
    public static boolean germanSpecial(byte[] id) {
        int last = 1;
        while (!isDigit(id[last])) {
            last++;
        }
        while (isDigit(id[last])) {
            last++;
        }
        return german(id) && in("HE", id[last]);
    }

    private static boolean noIQ(byte[] id, int from) {
        return !in("IQ", id[from]) && !in("IQ", id[from + 1]) && !in("IQ", id[from + 2]);
    }

    private static boolean latin(byte[] id, int from, int to) {
        for (int i = from; i < to; i++) {
            if (id[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
