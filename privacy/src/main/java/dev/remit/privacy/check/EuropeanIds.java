package dev.remit.privacy.check;

import static dev.remit.privacy.check.Digits.allSame;
import static dev.remit.privacy.check.Digits.at;
import static dev.remit.privacy.check.Digits.in;
import static dev.remit.privacy.check.Digits.isDate;
import static dev.remit.privacy.check.Digits.isDigit;
import static dev.remit.privacy.check.Digits.isLetter;
import static dev.remit.privacy.check.Digits.isMonthAndDay;
import static dev.remit.privacy.check.Digits.luhn;
import static dev.remit.privacy.check.Digits.mod11And10;
import static dev.remit.privacy.check.Digits.number;
import static dev.remit.privacy.check.Digits.sum;
import static dev.remit.privacy.check.Digits.two;

/** Identifiers of persons and firms in Europe without Germany; see {@link Check} for what each takes. */
public final class EuropeanIds {
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";
    private static final String ITALIAN_DIGITS = "LMNPQRSTUV";
    private static final byte[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private EuropeanIds() {}

    /** France, numéro d'inscription au répertoire: key modulo 97; Corsica has letters. */
    public static boolean nir(byte[] id) {
        long corsica = id[6] == 'A' ? 1_000_000 : id[6] == 'B' ? 2_000_000 : 0;
        if (id[6] != 'A' && id[6] != 'B' && !isDigit(id[6])) {
            return false;
        }
        long number = 0;
        for (int i = 0; i < 13; i++) {
            number = 10 * number + (i == 6 && corsica > 0 ? 0 : at(id, i));
        }
        int month = two(id, 3);
        boolean born = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || (month >= 50 && month <= 99);
        return in("123478", id[0]) && born && 97 - (number - corsica) % 97 == number(id, 13, 15);
    }

    /** France, SIREN. */
    public static boolean siren(byte[] id) {
        return !allSame(id, 9) && luhn(id, 0, 9, 0);
    }

    /** France, SIRET. */
    public static boolean siret(byte[] id) {
        return number(id, 0, 9) != 0 && luhn(id, 0, 14, 0) && luhn(id, 0, 9, 0);
    }

    /** Spain, documento nacional de identidad: eight digits and a letter. */
    public static boolean dni(byte[] id) {
        return id[8] == SPANISH.charAt((int) (number(id, 0, 8) % 23));
    }

    /** The same with seven digits. */
    public static boolean shortDni(byte[] id) {
        return id[7] == SPANISH.charAt((int) (number(id, 0, 7) % 23));
    }

    /** Spain, número de identidad de extranjero. */
    public static boolean nie(byte[] id) {
        return in("XYZ", id[0])
                && id[8] == SPANISH.charAt((int) (((id[0] - 'X') * 10_000_000L + number(id, 1, 8)) % 23));
    }

    /** Spain, número de identificación fiscal of a firm. */
    public static boolean cif(byte[] id) {
        int control = (10 - Digits.crossSum(id, 1, "2121212") % 10) % 10;
        boolean digit = id[8] == '0' + control;
        boolean letter = id[8] == "JABCDEFGHI".charAt(control);
        return in("ABCDEFGHJNPQRSUVW", id[0])
                && (in("ABEH", id[0]) ? digit : in("NPQRSW", id[0]) ? letter : digit || letter);
    }

    /** Italy, the shape of a codice fiscale, in which letters may stand for digits. */
    public static boolean codiceFiscaleShape(byte[] id) {
        for (int i = 0; i < 16; i++) {
            boolean digit = i == 6 || i == 7 || i == 9 || i == 10 || (i >= 12 && i <= 14);
            if (digit ? !isDigit(id[i]) && !in(ITALIAN_DIGITS, id[i]) : !isLetter(id[i])) {
                return false;
            }
        }
        int day = 10 * italianDigit(id[9]) + italianDigit(id[10]);
        return in(ITALIAN_MONTHS, id[8]) && day % 40 >= 1 && day % 40 <= 31 && day <= 71;
    }

    /** Italy, codice fiscale with its check letter. */
    public static boolean codiceFiscale(byte[] id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = isDigit(id[i]) ? id[i] - '0' : id[i] - 'A';
            sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
        }
        return codiceFiscaleShape(id) && id[15] == 'A' + sum % 26;
    }

    private static int italianDigit(byte b) {
        return isDigit(b) ? b - '0' : ITALIAN_DIGITS.indexOf(b);
    }

    /** Italy, partita IVA. */
    public static boolean partitaIva(byte[] id) {
        return number(id, 0, 7) != 0 && luhn(id, 0, 11, 0);
    }

    /** Italy, patente: two letters, seven digits, a letter, or U1 and what follows. */
    public static boolean patente(byte[] id) {
        if (id[0] == 'U' && id[1] == '1') {
            for (int i = 2; i < 9; i++) {
                if (!isDigit(id[i]) && !in("BCDFGHJKLMNPRSTVWXYZ", id[i])) {
                    return false;
                }
            }
            return isLetter(id[9]);
        }
        boolean digits = isLetter(id[0]) && isLetter(id[1]) && isLetter(id[9]);
        for (int i = 2; i < 9; i++) {
            digits &= isDigit(id[i]);
        }
        return digits;
    }

    /** Netherlands, burgerservicenummer: the proof of eleven. */
    public static boolean bsn(byte[] id) {
        return number(id, 0, 9) > 0 && (sum(id, 0, "98765432") - at(id, 8)) % 11 == 0;
    }

    /** Belgium, national register number: modulo 97, of those born since 2000 behind a 2. */
    public static boolean belgian(byte[] id) {
        long number = number(id, 0, 9);
        long check = number(id, 9, 11);
        int month = two(id, 2) % 20;
        boolean born = month <= 12 && two(id, 4) <= 31;
        return born && (97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check);
    }

    /** Poland, PESEL. */
    public static boolean pesel(byte[] id) {
        boolean born = isMonthAndDay(two(id, 2) % 20, two(id, 4));
        return born && (10 - sum(id, 0, "1379137913") % 10) % 10 == at(id, 10);
    }

    /** Poland, NIP. */
    public static boolean nip(byte[] id) {
        return number(id, 0, 3) != 0 && sum(id, 0, "657234567") % 11 == at(id, 9);
    }

    /** Poland, REGON of nine digits. */
    public static boolean regon(byte[] id) {
        return number(id, 0, 9) != 0 && sum(id, 0, "89234567") % 11 % 10 == at(id, 8);
    }

    /** Poland, REGON of fourteen digits. */
    public static boolean longRegon(byte[] id) {
        return regon(id) && sum(id, 0, "2485097361248") % 11 % 10 == at(id, 13);
    }

    /** Portugal, número de identificação fiscal. */
    public static boolean portugueseNif(byte[] id) {
        int check = 11 - sum(id, 0, "98765432") % 11;
        return !in("04", id[0]) && (check > 9 ? 0 : check) == at(id, 8);
    }

    /** Sweden, personnummer or samordningsnummer of ten digits. */
    public static boolean personnummer(byte[] id) {
        return isMonthAndDay(two(id, 2), two(id, 4) % 60) && luhn(id, 0, 10, 0);
    }

    /** The same with the century. */
    public static boolean longPersonnummer(byte[] id) {
        int century = two(id, 0);
        return century >= 18 && century <= 21 && isMonthAndDay(two(id, 4), two(id, 6) % 60) && luhn(id, 2, 12, 0);
    }

    /** Sweden, organisationsnummer: the third digit is 2 or more. */
    public static boolean organisationsnummer(byte[] id) {
        return id[0] != '0' && id[2] >= '2' && luhn(id, 0, 10, 0);
    }

    /** Denmark, CPR number: only the birth date can be checked since 2007. */
    public static boolean cpr(byte[] id) {
        return isMonthAndDay(two(id, 2), two(id, 0) % 60);
    }

    /** Finland, henkilötunnus with the sign of its century as a letter. */
    public static boolean hetu(byte[] id) {
        return in("ABCDEFUVWXY", id[6]) && hetu(id, 7);
    }

    /** The same without the sign, which was a separator. */
    public static boolean hetuWithoutSign(byte[] id) {
        return hetu(id, 6);
    }

    private static boolean hetu(byte[] id, int serial) {
        long number = number(id, 0, 6) * 1000 + number(id, serial, serial + 3);
        return isDate(id, 2, 0)
                && number(id, serial, serial + 3) >= 2
                && id[serial + 3] == FINNISH.charAt((int) (number % 31));
    }

    /** Austria, Sozialversicherungsnummer. */
    public static boolean svnr(byte[] id) {
        int check = (sum(id, 0, "379") + sum(id, 4, "584216")) % 11;
        int month = two(id, 6);
        return id[0] != '0' && check == at(id, 3) && two(id, 4) <= 31 && two(id, 4) > 0 && month > 0 && month <= 15;
    }

    /** Ireland, personal public service number with one letter behind. */
    public static boolean pps(byte[] id) {
        return id[7] == irish(sum(id, 0, "8765432"));
    }

    /** The same with two letters behind. */
    public static boolean longPps(byte[] id) {
        return in("ABCDEFGHIW", id[8]) && id[7] == irish(sum(id, 0, "8765432") + (id[8] == 'W' ? 0 : id[8] - '@') * 9);
    }

    private static char irish(int sum) {
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23);
    }

    /** Czechia and Slovakia, rodné číslo of ten digits; women have 50 more in the month. */
    public static boolean rodneCislo(byte[] id) {
        int month = two(id, 2) % 50 % 20;
        long number = number(id, 0, 9);
        return isMonthAndDay(month, two(id, 4)) && number % 11 % 10 == at(id, 9);
    }

    /** Romania, cod numeric personal. */
    public static boolean cnp(byte[] id) {
        int check = sum(id, 0, "279146358279") % 11;
        return id[0] != '0' && isDate(id, 3, 5) && (check == 10 ? 1 : check) == at(id, 12);
    }

    /** Bulgaria, edinen grazhdanski nomer. */
    public static boolean egn(byte[] id) {
        int month = two(id, 2);
        boolean born = month <= 52 && isMonthAndDay(month % 20, two(id, 4));
        return born && sum(id, 0, "2485A9736") % 11 % 10 == at(id, 9);
    }

    /** Croatia, osobni identifikacijski broj. */
    public static boolean oib(byte[] id) {
        return !allSame(id, 11) && mod11And10(id, 0, 11);
    }

    /** Greece, arithmos forologikou mitroou. */
    public static boolean afm(byte[] id) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += at(id, i) << (8 - i);
        }
        return number(id, 0, 9) != 0 && sum % 11 % 10 == at(id, 8);
    }

    /** Hungary, adóazonosító jel of a person. */
    public static boolean hungarianTaxId(byte[] id) {
        return id[0] == '8' && sum(id, 0, "123456789") % 11 == at(id, 9);
    }

    /** Hungary, társadalombiztosítási azonosító jel. */
    public static boolean taj(byte[] id) {
        return number(id, 0, 9) != 0 && sum(id, 0, "37373737") % 10 == at(id, 8);
    }

    /** Slovenia and its neighbours, enotna matična številka občana. */
    public static boolean emso(byte[] id) {
        int check = 11 - sum(id, 0, "765432765432") % 11;
        return isDate(id, 2, 0) && (check == 11 ? 0 : check) == at(id, 12);
    }

    /** Estonia and Lithuania, isikukood and asmens kodas. */
    public static boolean baltic(byte[] id) {
        int check = sum(id, 0, "1234567891") % 11;
        if (check == 10) {
            check = sum(id, 0, "3456789123") % 11 % 10;
        }
        return in("123456", id[0]) && isDate(id, 3, 5) && check == at(id, 10);
    }

    /** Latvia, personas kods: those given out since 2017 begin with 32 and have no birth date. */
    public static boolean latvian(byte[] id) {
        int check = (1 + sum(id, 0, "A584216379")) % 11 % 10;
        return two(id, 0) == 32 || (isDate(id, 2, 0) && check == at(id, 10));
    }

    /** Switzerland, AHV number: 756 and the check digit of an EAN-13. */
    public static boolean ahv(byte[] id) {
        return number(id, 0, 3) == 756 && (10 - sum(id, 0, "131313131313") % 10) % 10 == at(id, 12);
    }

    /** Norway, fødselsnummer. */
    public static boolean fodselsnummer(byte[] id) {
        int first = (11 - sum(id, 0, "376189452") % 11) % 11;
        int second = (11 - sum(id, 0, "5432765432") % 11) % 11;
        boolean born = isMonthAndDay(two(id, 2) % 40, two(id, 0) % 40);
        return born && first == at(id, 9) && second == at(id, 10);
    }
}
