package dev.remit.privacy.check;

/** The arithmetic that check digits share. Each takes ASCII digits, unless said otherwise, and is pure. */
final class Digits {
    private static final byte[][] DIHEDRAL = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
    };
    private static final byte[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Digits() {}

    /** The number at an index. */
    static int at(byte[] id, int index) {
        return id[index] - '0';
    }

    /** The number of two digits at an index. */
    static int two(byte[] id, int index) {
        return 10 * at(id, index) + at(id, index + 1);
    }

    /** The number of a few digits; fewer than 19. */
    static long number(byte[] id, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + at(id, i);
        }
        return number;
    }

    /** Digits times weights, each weight one character: 0 to 9, and then letters from A for 10. */
    static int sum(byte[] id, int from, String weights) {
        int sum = 0;
        for (int i = 0; i < weights.length(); i++) {
            sum += at(id, from + i) * weight(weights, i);
        }
        return sum;
    }

    /** The same, with the cross sum of each product. */
    static int crossSum(byte[] id, int from, String weights) {
        int sum = 0;
        for (int i = 0; i < weights.length(); i++) {
            int product = at(id, from + i) * weight(weights, i);
            sum += product / 10 + product % 10;
        }
        return sum;
    }

    private static int weight(String weights, int i) {
        char c = weights.charAt(i);
        return c <= '9' ? c - '0' : c - 'A' + 10;
    }

    static boolean luhn(byte[] id, int from, int to, int start) {
        int sum = start;
        for (int i = to - 1, doubled = 0; i >= from; i--, doubled ^= 1) {
            int digit = at(id, i) << doubled;
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    /** ISO 7064 MOD 11,10, its check digit last. */
    static boolean mod11And10(byte[] id, int from, int to) {
        int rest = 10;
        for (int i = from; i < to - 1; i++) {
            int sum = (at(id, i) + rest) % 10;
            rest = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - rest) % 10 == at(id, to - 1);
    }

    /** Verhoeff's dihedral check, its digit last. */
    static boolean verhoeff(byte[] id, int length) {
        int check = 0;
        for (int i = 0; i < length; i++) {
            int digit = at(id, length - 1 - i);
            for (int k = 0; k < i % 8; k++) {
                digit = PERMUTATION[digit];
            }
            check = DIHEDRAL[check][digit];
        }
        return check == 0;
    }

    static boolean allSame(byte[] id, int length) {
        for (int i = 1; i < length; i++) {
            if (id[i] != id[0]) {
                return false;
            }
        }
        return true;
    }

    static boolean isMonthAndDay(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= (month == 2 ? 29 : 30 + (month + month / 8) % 2);
    }

    /** Whether two digits at each of two places are a month and a day. */
    static boolean isDate(byte[] id, int month, int day) {
        return isMonthAndDay(two(id, month), two(id, day));
    }

    static boolean isLetter(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean in(String allowed, byte b) {
        return allowed.indexOf(b) >= 0;
    }
}
