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

/** Identifiers of North and South America; see {@link Check} for what each takes. */
public final class AmericanIds {
    private static final String NOT_IN_MBI = "SLOIBZ";

    private AmericanIds() {}

    /** United States, social security number (SSA: areas 000, 666 and from 900 are never given out). */
    public static boolean ssn(byte[] id) {
        long area = number(id, 0, 3);
        boolean advertised = number(id, 0, 9) == 78051120 || number(id, 0, 9) == 219099999;
        return area != 0 && area != 666 && area < 900 && two(id, 3) != 0 && number(id, 5, 9) != 0 && !advertised;
    }

    /** United States, individual taxpayer identification number (IRS: fourth and fifth digit 50-65, 70-88, 90-99). */
    public static boolean itin(byte[] id) {
        int group = two(id, 3);
        boolean given = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group != 93);
        return at(id, 0) == 9 && given;
    }

    /** United States, employer identification number (IRS: prefixes of campuses and of the internet). */
    public static boolean ein(byte[] id) {
        int prefix = two(id, 0);
        boolean unused = prefix == 0
                || (prefix >= 7 && prefix <= 9)
                || (prefix >= 17 && prefix <= 19)
                || prefix == 28
                || prefix == 29
                || prefix == 49
                || prefix == 69
                || prefix == 70
                || prefix == 78
                || prefix == 79
                || prefix == 89
                || prefix == 96
                || prefix == 97;
        return !unused && !allSame(id, 9);
    }

    /** United States, national provider identifier (45 CFR 162.406: Luhn behind the prefix 80840). */
    public static boolean npi(byte[] id) {
        return (id[0] == '1' || id[0] == '2') && luhn(id, 0, 10, 24);
    }

    /** United States, Medicare beneficiary identifier (CMS: 11 places, six letters are never used). */
    public static boolean mbi(byte[] id) {
        for (int i = 0; i < 11; i++) {
            boolean digit = isDigit(id[i]);
            boolean letter = isLetter(id[i]) && !in(NOT_IN_MBI, id[i]);
            boolean fits = switch (i) {
                case 0 -> digit && id[0] != '0';
                case 1, 4, 7, 8 -> letter;
                case 2, 5 -> digit || letter;
                default -> digit;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** United States, registration of a prescriber with the drug enforcement administration. */
    public static boolean dea(byte[] id) {
        return in("ABCDEFGHJKLMPRSTUX", id[0])
                && (at(id, 2) + at(id, 4) + at(id, 6) + 2 * (at(id, 3) + at(id, 5) + at(id, 7))) % 10 == at(id, 8);
    }

    /** United States, routing number (American Bankers Association). */
    public static boolean routing(byte[] id) {
        int prefix = two(id, 0);
        boolean known =
                prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix == 80;
        return known && number(id, 0, 9) != 0 && sum(id, 0, "371371371") % 10 == 0;
    }

    /** Canada, social insurance number: Luhn; 0 and 8 begin none. */
    public static boolean sin(byte[] id) {
        return id[0] != '0' && id[0] != '8' && !allSame(id, 9) && luhn(id, 0, 9, 0);
    }

    /** Brazil, Cadastro de Pessoas Físicas. */
    public static boolean cpf(byte[] id) {
        int first = sum(id, 0, "A98765432") * 10 % 11 % 10;
        int second = sum(id, 0, "BA98765432") * 10 % 11 % 10;
        return !allSame(id, 11) && first == at(id, 9) && second == at(id, 10);
    }

    /** Brazil, Cadastro Nacional da Pessoa Jurídica, with letters too, as given out from July 2026 on. */
    public static boolean cnpj(byte[] id) {
        int first = sum(id, 0, "543298765432") % 11;
        int second = sum(id, 0, "6543298765432") % 11;
        return !allSame(id, 14)
                && (first < 2 ? 0 : 11 - first) == at(id, 12)
                && (second < 2 ? 0 : 11 - second) == at(id, 13);
    }

    /** Chile, Rol Único Tributario of seven or eight digits and a check character. */
    public static boolean rut8(byte[] id) {
        return rut(id, 8);
    }

    /** The same with seven digits. */
    public static boolean rut7(byte[] id) {
        return rut(id, 7);
    }

    private static boolean rut(byte[] id, int digits) {
        int sum = 0;
        for (int i = 0; i < digits; i++) {
            sum += at(id, digits - 1 - i) * (2 + i % 6);
        }
        int check = 11 - sum % 11;
        return id[0] != '0' && id[digits] == (check == 11 ? '0' : check == 10 ? 'K' : '0' + check);
    }

    /** Mexico, Clave Única de Registro de Población. */
    public static boolean curp(byte[] id) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            // The alphabet has an Ñ between N and O, which a number of letters must count.
            int value = isDigit(id[i]) ? at(id, i) : id[i] - 'A' + 10 + (id[i] > 'N' ? 1 : 0);
            sum += value * (18 - i);
        }
        return isDate(id, 6, 8) && in("HMX", id[10]) && (10 - sum % 10) % 10 == at(id, 17);
    }
}
