package dev.remit.privacy.check;

import static dev.remit.privacy.check.Digits.allSame;
import static dev.remit.privacy.check.Digits.at;
import static dev.remit.privacy.check.Digits.in;
import static dev.remit.privacy.check.Digits.isDate;
import static dev.remit.privacy.check.Digits.isDigit;
import static dev.remit.privacy.check.Digits.isLetter;
import static dev.remit.privacy.check.Digits.luhn;
import static dev.remit.privacy.check.Digits.number;
import static dev.remit.privacy.check.Digits.sum;
import static dev.remit.privacy.check.Digits.two;
import static dev.remit.privacy.check.Digits.verhoeff;

/** Identifiers of Asia, Australia and Africa; see {@link Check} for what each takes. */
public final class AsianIds {
    private static final String ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String OTHER_UEN = "ABCDEFGHJKLMNPQRSTUVWX0123456789";

    private AsianIds() {}

    /** India, Aadhaar: Verhoeff, begins with 2 or more. */
    public static boolean aadhaar(byte[] id) {
        boolean years = two(id, 0) == 20 && two(id, 4) == 20 && two(id, 8) == 20;
        return id[0] >= '2' && !years && !allSame(id, 12) && verhoeff(id, 12);
    }

    /** India, permanent account number: the fourth letter says what holds it. */
    public static boolean pan(byte[] id) {
        return in("ABCFGHJKLPT", id[3]) && number(id, 5, 9) != 0;
    }

    /** India, the shape of a GST identification number. */
    public static boolean gstinShape(byte[] id) {
        int state = two(id, 0);
        boolean pan = true;
        for (int i = 2; i < 12; i++) {
            pan &= (i >= 7 && i <= 10) ? isDigit(id[i]) : isLetter(id[i]);
        }
        return pan && ((state >= 1 && state <= 37) || state == 97 || state == 99) && id[12] != '0' && id[13] == 'Z';
    }

    /** India, GST identification number with its check character. */
    public static boolean gstin(byte[] id) {
        int sum = 0;
        for (int i = 0; i < 14; i++) {
            int product = ALNUM.indexOf(id[i]) * (1 + i % 2);
            sum += product / 36 + product % 36;
        }
        return gstinShape(id) && id[14] == ALNUM.charAt((36 - sum % 36) % 36);
    }

    /** Singapore, NRIC and FIN. */
    public static boolean nric(byte[] id) {
        int sum = sum(id, 1, "2765432");
        return switch (id[0]) {
            case 'S' -> id[8] == "JZIHGFEDCBA".charAt(sum % 11);
            case 'T' -> id[8] == "JZIHGFEDCBA".charAt((sum + 4) % 11);
            case 'F' -> id[8] == "XWUTRQPNMLK".charAt(sum % 11);
            case 'G' -> id[8] == "XWUTRQPNMLK".charAt((sum + 4) % 11);
            case 'M' -> id[8] == "KLJNPQRTUWX".charAt(10 - (sum + 3) % 11);
            default -> false;
        };
    }

    /** Singapore, unique entity number of a business. */
    public static boolean businessUen(byte[] id) {
        return id[8] == "XMKECAWLJDB".charAt(sum(id, 0, "A4938271") % 11);
    }

    /** Singapore, unique entity number of a company. */
    public static boolean companyUen(byte[] id) {
        return two(id, 0) >= 18 && two(id, 0) <= 20 && id[9] == "ZKCMDNERGWH".charAt(sum(id, 0, "A86497531") % 11);
    }

    /** Singapore, unique entity number of another entity. */
    public static boolean otherUen(byte[] id) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            int value = OTHER_UEN.indexOf(id[i]);
            if (value < 0) {
                return false;
            }
            sum += value * ("4353:2257".charAt(i) - '0'); // the colon is a ten
        }
        return in("RST", id[0]) && id[9] == OTHER_UEN.charAt(Math.floorMod(sum - 5, 11));
    }

    /** Korea, the parts of a resident registration number, whose last digits are at random since 2020. */
    public static boolean rrnParts(byte[] id) {
        return isDate(id, 2, 4) && in("1234", id[6]);
    }

    /** Korea, resident registration number with its check digit. */
    public static boolean rrn(byte[] id) {
        return rrnParts(id) && (11 - sum(id, 0, "234567892345") % 11) % 10 == at(id, 12);
    }

    /** Korea, the parts of a foreign registration number. */
    public static boolean frnParts(byte[] id) {
        return isDate(id, 2, 4) && in("5678", id[6]);
    }

    /** Korea, foreign registration number with its check digit. */
    public static boolean frn(byte[] id) {
        return frnParts(id) && (13 - sum(id, 0, "234567892345") % 11) % 10 == at(id, 12);
    }

    /** Korea, business registration number. */
    public static boolean brn(byte[] id) {
        int sum = sum(id, 0, "137137135") + at(id, 8) * 5 / 10;
        return number(id, 0, 3) >= 101 && (10 - sum % 10) % 10 == at(id, 9);
    }

    /** Korea, number of a driving licence: 11 to 28 is the region. */
    public static boolean koreanLicence(byte[] id) {
        return two(id, 0) >= 11 && two(id, 0) <= 28;
    }

    /** Thailand, citizen's number. */
    public static boolean thai(byte[] id) {
        int province = two(id, 1);
        int last = "0779987766".charAt(province / 10) - '0'; // the highest in use of each ten
        boolean known = province >= 10 && province % 10 <= last && (province % 10 > 0 || last > 0);
        return id[0] != '0' && known && (11 - sum(id, 0, "DCBA98765432") % 11) % 10 == at(id, 12);
    }

    /** Philippines, taxpayer identification number. */
    public static boolean philippineTin(byte[] id) {
        return number(id, 0, 9) != 0 && sum(id, 0, "98765432") % 11 == at(id, 8);
    }

    /** Turkey, T.C. kimlik numarası. */
    public static boolean tckn(byte[] id) {
        int odd = at(id, 0) + at(id, 2) + at(id, 4) + at(id, 6) + at(id, 8);
        int even = at(id, 1) + at(id, 3) + at(id, 5) + at(id, 7);
        int tenth = Math.floorMod(7 * odd - even, 10);
        return id[0] != '0' && tenth == at(id, 9) && (odd + even + tenth) % 10 == at(id, 10);
    }

    /** Israel, identity number. */
    public static boolean israeli(byte[] id) {
        return number(id, 0, 9) > 9_999 && luhn(id, 0, 9, 0);
    }

    /** China, resident identity number: ISO 7064 MOD 11-2. */
    public static boolean chinese(byte[] id) {
        int rest = 0;
        for (int i = 0; i < 17; i++) {
            rest = (rest + at(id, i)) * 2 % 11;
        }
        int century = two(id, 6);
        boolean born = century >= 18 && century <= 20 && isDate(id, 10, 12);
        return born && id[0] != '0' && id[17] == "10X98765432".charAt(rest % 11);
    }

    /** Taiwan, national identity number. */
    public static boolean taiwanese(byte[] id) {
        int letter = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(id[0]) + 10;
        return in("1289", id[1]) && (letter / 10 + letter % 10 * 9 + sum(id, 1, "876543211")) % 10 == 0;
    }

    /** Australia, tax file number. */
    public static boolean tfn(byte[] id) {
        return number(id, 0, 9) != 0 && sum(id, 0, "14375869A") % 11 == 0;
    }

    /** Australia, business number. */
    public static boolean abn(byte[] id) {
        return id[0] != '0' && (sum(id, 0, "A13579BDFHJ") - 10) % 89 == 0;
    }

    /** Australia, company number. */
    public static boolean acn(byte[] id) {
        return number(id, 0, 9) != 0 && (10 - sum(id, 0, "87654321") % 10) % 10 == at(id, 8);
    }

    /** Australia, Medicare card. */
    public static boolean medicare(byte[] id) {
        return id[0] >= '2' && id[0] <= '6' && sum(id, 0, "13791379") % 10 == at(id, 8);
    }

    /** The United Arab Emirates, identity number: the country and a year of birth; its check digit is not published. */
    public static boolean emirates(byte[] id) {
        int century = two(id, 3);
        return number(id, 0, 3) == 784 && (century == 19 || (century == 20 && id[5] <= '3'));
    }

    /** New Zealand, national health index, with a digit or a letter at its end (HISO 10046). */
    public static boolean newZealandHealth(byte[] id) {
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            int value = healthIndex(id[i]);
            if (value < 0) {
                return false;
            }
            sum += (7 - i) * value;
        }
        boolean digit = id[6] <= '9';
        return digit ? sum % 11 != 0 && (11 - sum % 11) % 10 == at(id, 6) : 23 - sum % 23 == healthIndex(id[6]);
    }

    private static int healthIndex(byte b) {
        int letter = "ABCDEFGHJKLMNPQRSTUVWXYZ".indexOf(b) + 1;
        return b <= '9' ? b - '0' : letter == 0 ? -1 : letter;
    }

    /** South Africa, identity number. */
    public static boolean southAfrican(byte[] id) {
        return isDate(id, 2, 4) && in("012", id[10]) && luhn(id, 0, 13, 0);
    }
}
