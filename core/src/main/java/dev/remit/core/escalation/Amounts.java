package dev.remit.core.escalation;

import java.util.Locale;
import java.util.Set;

/** Amounts of money that people name: a number of 5,000 or more beside a currency. */
final class Amounts {
    private static final long HIGH = 5_000;
    private static final int LONGEST = 24;
    private static final String SIGNS = "€$£¥";
    private static final Set<String> CURRENCIES = Set.of(
            "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pound", "pounds", "chf", "franken", "francs",
            "dolares", "libras", "reais", "brl");

    private Amounts() {}

    static boolean high(String text) {
        int at = 0;
        while (at < text.length()) {
            if (!digit(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && end - at < LONGEST && inNumber(text, end)) {
                end++;
            }
            if (currency(text, at, end) && value(text, at, end) >= HIGH) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean inNumber(String text, int at) {
        char c = text.charAt(at);
        return digit(c)
                || ((c == '.' || c == ',' || c == '\'' || c == ' ' || c == '\u00A0' || c == '\u202F')
                        && at + 1 < text.length()
                        && digit(text.charAt(at + 1)));
    }

    /** Where the last separator has one or two digits behind it, those are cents. */
    private static long value(String text, int from, int to) {
        int cents = 0;
        for (int i = to - 1; i >= from && to - i <= 3; i--) {
            if (!digit(text.charAt(i))) {
                cents = text.charAt(i) == '.' || text.charAt(i) == ',' ? to - i : 0;
                break;
            }
        }
        long value = 0;
        for (int i = from; i < to - (cents <= 3 ? cents : 0); i++) {
            if (digit(text.charAt(i)) && value < 1_000_000_000_000L) {
                value = value * 10 + (text.charAt(i) - '0');
            }
        }
        boolean thousands = to < text.length()
                && (text.charAt(to) == 'k' || text.charAt(to) == 'K')
                && (to + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(to + 1)));
        return thousands ? value * 1_000 : value;
    }

    private static boolean currency(String text, int from, int to) {
        String before = text.substring(Math.max(0, from - 6), from).strip();
        String behind = text.substring(to, Math.min(text.length(), to + 12)).strip();
        if (!before.isEmpty() && SIGNS.indexOf(before.charAt(before.length() - 1)) >= 0) {
            return true;
        }
        String next = behind.startsWith("k ") || behind.startsWith("K ")
                ? behind.substring(1).strip()
                : behind;
        if (!next.isEmpty() && SIGNS.indexOf(next.charAt(0)) >= 0) {
            return true;
        }
        return CURRENCIES.contains(word(next, false)) || CURRENCIES.contains(word(before, true));
    }

    private static String word(String text, boolean last) {
        int from = 0;
        int to = text.length();
        if (last) {
            from = to;
            while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
                from--;
            }
        } else {
            to = 0;
            while (to < text.length() && Character.isLetter(text.charAt(to))) {
                to++;
            }
        }
        return text.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
