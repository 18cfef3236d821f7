package dev.remit.privacy.check;

import static dev.remit.privacy.check.Digits.at;
import static dev.remit.privacy.check.Digits.in;
import static dev.remit.privacy.check.Digits.isDigit;
import static dev.remit.privacy.check.Digits.isLetter;
import static dev.remit.privacy.check.Digits.number;
import static dev.remit.privacy.check.Digits.sum;
import static dev.remit.privacy.check.Digits.two;

import java.util.Set;

/** Identifiers of the United Kingdom; see {@link Check} for what each takes. */
public final class BritishIds {
    private static final Set<String> AREAS =
            Set.of(("AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD"
                            + " DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW"
                            + " KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE"
                            + " SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE BX"
                            + " GIR")
                    .split(" "));

    private BritishIds() {}

    /** National insurance number (HMRC, NIM39110). */
    public static boolean nino(byte[] id) {
        boolean banned = (id[0] == 'B' && id[1] == 'G')
                || (id[0] == 'G' && id[1] == 'B')
                || (id[0] == 'N' && id[1] == 'K')
                || (id[0] == 'K' && id[1] == 'N')
                || (id[0] == 'T' && id[1] == 'N')
                || (id[0] == 'N' && id[1] == 'T')
                || (id[0] == 'Z' && id[1] == 'Z');
        return !in("DFIQUV", id[0]) && !in("DFIOQUV", id[1]) && !banned && in("ABCD", id[8]);
    }

    /** National Health Service number: modulus 11. */
    public static boolean nhs(byte[] id) {
        int check = 11 - sum(id, 0, "A98765432") % 11;
        return number(id, 0, 10) != 0 && (check == 11 ? 0 : check) == at(id, 9);
    }

    /** Unique taxpayer reference: its first digit checks the others. */
    public static boolean utr(byte[] id) {
        return id[0] == "21987654321".charAt(sum(id, 1, "6789A5432") % 11);
    }

    /** Number of a driving licence: surname, birth date, initials. */
    public static boolean licence(byte[] id) {
        boolean padded = false;
        for (int i = 0; i < 5; i++) {
            padded |= id[i] == '9';
            if (padded ? id[i] != '9' : !isLetter(id[i])) {
                return false;
            }
        }
        for (int i = 5; i < 11; i++) {
            if (!isDigit(id[i])) {
                return false;
            }
        }
        int month = two(id, 6) % 50; // women have 50 more
        int day = two(id, 8);
        return isLetter(id[0])
                && month >= 1
                && month <= 12
                && two(id, 6) < 63
                && day >= 1
                && day <= 31
                && (isLetter(id[11]) || id[11] == '9')
                && (isLetter(id[12]) || id[12] == '9')
                && isLetter(id[14])
                && isLetter(id[15]);
    }

    /** The last two parts of a VAT number of nine digits: modulus 97, or 9755. */
    public static boolean vat(byte[] id, int from) {
        int sum = sum(id, from, "8765432") + two(id, from + 7);
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }

    /**
     * A postcode, without its blank.
     *
     * @param length 5 to 7
     */
    public static boolean postcode(byte[] id, int length) {
        int outward = length - 3;
        boolean inward = isDigit(id[outward])
                && isLetter(id[outward + 1])
                && isLetter(id[outward + 2])
                && !in("CIKMOV", id[outward + 1])
                && !in("CIKMOV", id[outward + 2]);
        if (!inward || !isLetter(id[0])) {
            return false;
        }
        int letters = isLetter(id[1]) ? 2 : 1;
        boolean district = outward > letters
                && isDigit(id[letters])
                && (outward == letters + 1
                        || (outward == letters + 2 && (isDigit(id[letters + 1]) || isLetter(id[letters + 1]))));
        String area =
                letters == 1 ? String.valueOf((char) id[0]) : String.valueOf(new char[] {(char) id[0], (char) id[1]});
        return district && AREAS.contains(area);
    }
}
