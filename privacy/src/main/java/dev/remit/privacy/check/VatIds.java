package dev.remit.privacy.check;

import static dev.remit.privacy.check.Digits.at;
import static dev.remit.privacy.check.Digits.crossSum;
import static dev.remit.privacy.check.Digits.isDigit;
import static dev.remit.privacy.check.Digits.isLetter;
import static dev.remit.privacy.check.Digits.luhn;
import static dev.remit.privacy.check.Digits.mod11And10;
import static dev.remit.privacy.check.Digits.number;
import static dev.remit.privacy.check.Digits.sum;
import static dev.remit.privacy.check.Digits.two;

import java.util.Arrays;

/**
 * VAT identification numbers of the European Union (Directive 2006/112/EC, article 215), Northern Ireland, Britain,
 * Switzerland and Norway.
 */
public final class VatIds {
    /** Fewest characters, with the country. */
    public static final int SHORTEST = 8;

    /** Most characters, with the country. */
    public static final int LONGEST = 14;

    private static final int LETTERS = 26;

    /** For each country, by the letters of its code, a bit for each count of characters that may follow. */
    private static final int[] LENGTHS = new int[LETTERS * LETTERS];

    static {
        String lengths =
                "AT9 BE10 BG9 BG10 CH10 CY9 CZ8 CZ10 DE9 DK8 EE9 EL9 ES9 FI8 FR11 GB9 GB12 HR11 HU8 IE8 IE9 IT11 LT9 LT12"
                        + " LU8 LV11 MT8 NL12 NO12 PL10 PT9 RO6 RO7 RO8 RO9 RO10 SE12 SI8 SK10 XI9 XI12";
        for (String one : lengths.split(" ")) {
            LENGTHS[place(one.charAt(0), one.charAt(1))] |= 1 << Integer.parseInt(one.substring(2));
        }
    }

    private VatIds() {}

    /**
     * Whether a number of this length, beginning with the code of a country, has its check digits.
     *
     * @param length of all of it
     */
    public static boolean holds(byte[] id, int length) {
        // Most of what is asked for are two letters of another word, and need not be copied.
        if (!isLetter(id[0]) || !isLetter(id[1]) || (LENGTHS[place(id[0], id[1])] & 1 << (length - 2)) == 0) {
            return false;
        }
        int country = id[0] << 8 | id[1];
        byte[] number = Arrays.copyOfRange(id, 2, length);
        int digits = length - 2;
        boolean plain = true;
        for (byte b : number) {
            plain &= isDigit(b);
        }
        return plain ? ofDigits(country, number, digits) : withLetters(country, number, digits);
    }

    private static int place(int one, int two) {
        return (one - 'A') * LETTERS + two - 'A';
    }

    private static boolean ofDigits(int country, byte[] n, int digits) {
        return switch (country) {
            case 'B' << 8 | 'E' -> digits == 10 && n[0] <= '1' && 97 - number(n, 0, 8) % 97 == two(n, 8);
            case 'B' << 8 | 'G' -> (digits == 9 && bulgarianFirm(n)) || (digits == 10 && EuropeanIds.egn(n));
            case 'C' << 8 | 'Z' -> (digits == 8 && czechFirm(n)) || (digits == 10 && EuropeanIds.rodneCislo(n));
            case 'D' << 8 | 'E' -> digits == 9 && n[0] != '0' && mod11And10(n, 0, 9);
            case 'D' << 8 | 'K' -> digits == 8 && sum(n, 0, "27654321") % 11 == 0;
            case 'E' << 8 | 'E' -> digits == 9 && (10 - sum(n, 0, "37137137") % 10) % 10 == at(n, 8);
            case 'E' << 8 | 'L' -> digits == 9 && EuropeanIds.afm(n);
            case 'F' << 8 | 'I' -> digits == 8 && sum(n, 0, "79A58421") % 11 == 0;
            case 'F' << 8 | 'R' -> digits == 11 && (12 + 3 * (number(n, 2, 11) % 97)) % 97 == two(n, 0);
            case 'G' << 8 | 'B', 'X' << 8 | 'I' -> (digits == 9 || digits == 12) && BritishIds.vat(n, 0);
            case 'H' << 8 | 'R' -> digits == 11 && EuropeanIds.oib(n);
            case 'H' << 8 | 'U' -> digits == 8 && (10 - sum(n, 0, "9731973") % 10) % 10 == at(n, 7);
            case 'I' << 8 | 'T' -> digits == 11 && EuropeanIds.partitaIva(n);
            case 'L' << 8 | 'T' -> (digits == 9 || digits == 12) && lithuanian(n, digits);
            case 'L' << 8 | 'U' -> digits == 8 && number(n, 0, 6) % 89 == two(n, 6);
            case 'L' << 8 | 'V' -> digits == 11 && latvian(n);
            case 'M' << 8 | 'T' -> digits == 8 && 37 - sum(n, 0, "346789") % 37 == two(n, 6);
            case 'P' << 8 | 'L' -> digits == 10 && EuropeanIds.nip(n);
            case 'P' << 8 | 'T' -> digits == 9 && EuropeanIds.portugueseNif(n);
            case 'R' << 8 | 'O' -> digits >= 6 && digits <= 10 && romanian(n, digits);
            case 'S' << 8 | 'E' -> digits == 12 && luhn(n, 0, 10, 0) && two(n, 10) > 0;
            case 'S' << 8 | 'I' -> digits == 8 && n[0] != '0' && (11 - sum(n, 0, "8765432") % 11) % 11 % 10 == at(n, 7);
            case 'S' << 8 | 'K' -> digits == 10 && n[0] != '0' && number(n, 0, 10) % 11 == 0;
            default -> false;
        };
    }

    private static boolean withLetters(int country, byte[] n, int digits) {
        return switch (country) {
            case 'A' << 8 | 'T' ->
                digits == 9
                        && n[0] == 'U'
                        && allDigits(n, 1, 9)
                        && (10 - (crossSum(n, 1, "1212121") + 4) % 10) % 10 == at(n, 8);
            case 'C' << 8 | 'H' -> n[0] == 'E' && allDigits(n, 1, 10) && isElevens(n, 1, "54327654");
            case 'N' << 8 | 'O' -> norwegian(n);
            case 'C' << 8 | 'Y' -> digits == 9 && allDigits(n, 0, 8) && cypriot(n);
            case 'E' << 8 | 'S' -> digits == 9 && spanish(n);
            case 'I' << 8 | 'E' ->
                allDigits(n, 0, 7)
                        && ((digits == 8 && isLetter(n[7]) && EuropeanIds.pps(n))
                                || (digits == 9 && isLetter(n[7]) && isLetter(n[8]) && EuropeanIds.longPps(n)));
            case 'N' << 8 | 'L' ->
                digits == 12 && allDigits(n, 0, 9) && n[9] == 'B' && allDigits(n, 10, 12) && dutch(n);
            default -> false;
        };
    }

    /** Whether this is a Norwegian number of an organisation and the letters MVA, without those of the country. */
    public static boolean norwegian(byte[] id) {
        boolean letters = id[9] == 'M' && id[10] == 'V' && id[11] == 'A';
        return letters && allDigits(id, 0, 9) && isElevens(id, 0, "32765432");
    }

    /** Whether the digit behind those with a weight makes their sum a multiple of eleven. */
    private static boolean isElevens(byte[] n, int from, String weights) {
        return (sum(n, from, weights) + at(n, from + weights.length())) % 11 == 0;
    }

    private static boolean allDigits(byte[] n, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i >= n.length || !isDigit(n[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean bulgarianFirm(byte[] n) {
        int check = sum(n, 0, "12345678") % 11;
        if (check == 10) {
            check = sum(n, 0, "3456789A") % 11 % 10;
        }
        return check == at(n, 8);
    }

    private static boolean czechFirm(byte[] n) {
        int check = 11 - sum(n, 0, "8765432") % 11;
        return n[0] != '9' && (check == 10 ? 0 : check == 11 ? 1 : check) == at(n, 7);
    }

    private static boolean lithuanian(byte[] n, int digits) {
        int sum = 0;
        int other = 0;
        for (int i = 0; i < digits - 1; i++) {
            sum += at(n, i) * (1 + i % 9);
            other += at(n, i) * (1 + (i + 2) % 9);
        }
        int check = sum % 11 == 10 ? other % 11 % 10 : sum % 11;
        return n[digits - 2] == '1' && check == at(n, digits - 1);
    }

    private static boolean latvian(byte[] n) {
        int check = 3 - sum(n, 0, "91483A2576") % 11;
        return n[0] > '3' ? (check < -1 ? check + 11 : check) == at(n, 10) : EuropeanIds.latvian(n);
    }

    private static boolean romanian(byte[] n, int digits) {
        String weights = "753217532";
        int sum = sum(n, 0, weights.substring(weights.length() - digits + 1));
        return n[0] != '0' && sum * 10 % 11 % 10 == at(n, digits - 1);
    }

    private static boolean cypriot(byte[] n) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += i % 2 == 1 ? at(n, i) : cypriotOdd(at(n, i));
        }
        return n[8] == 'A' + sum % 26;
    }

    private static int cypriotOdd(int digit) {
        return switch (digit) {
            case 0 -> 1;
            case 1 -> 0;
            case 2 -> 5;
            case 3 -> 7;
            case 4 -> 9;
            default -> 2 * digit + 3;
        };
    }

    private static boolean spanish(byte[] n) {
        if (isDigit(n[0])) {
            return allDigits(n, 0, 8) && isLetter(n[8]) && EuropeanIds.dni(n);
        }
        return allDigits(n, 1, 8) && (EuropeanIds.cif(n) || EuropeanIds.nie(n));
    }

    private static boolean dutch(byte[] n) {
        if (EuropeanIds.bsn(n)) {
            return true;
        }
        // Sole traders' numbers since 2020: ISO 7064 MOD 97-10 over country and number.
        long rest = 2321; // N and L
        for (byte b : n) {
            rest = (isDigit(b) ? rest * 10 + b - '0' : rest * 100 + b - 'A' + 10) % 97;
        }
        return rest == 1;
    }
}
