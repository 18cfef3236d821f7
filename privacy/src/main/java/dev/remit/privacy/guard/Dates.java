package dev.remit.privacy.guard;

import java.text.Normalizer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The days that a written date can mean, as {@code 1985-03-04}: both, where day and month cannot be told apart. */
final class Dates {
    private static final int LONGEST = 40;
    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Pattern PARTS = Pattern.compile("[0-9]+|\\p{L}+");

    static {
        String[] months = {
            "january januar enero janvier jan ene janv",
            "february februar febrero fevrier feb fevr",
            "march marz maerz marzo mars mar",
            "april abril avril apr abr avr",
            "may mai mayo",
            "june juni junio juin jun",
            "july juli julio juillet jul juil",
            "august agosto aout aug ago",
            "september septiembre setiembre septembre sept sep",
            "october oktober octubre octobre oct okt",
            "november noviembre novembre nov",
            "december dezember diciembre decembre dec dez dic"
        };
        for (int i = 0; i < months.length; i++) {
            for (String name : months[i].split(" ")) {
                MONTHS.put(name, i + 1);
            }
        }
    }

    private Dates() {}

    /** The days that a text of nothing but a date, perhaps with a time behind it, can mean. */
    static List<String> of(String text) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        Matcher part = PARTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (part.find() && parts.size() < 4) {
            String word = part.group();
            if (Character.isDigit(word.charAt(0)) || month(word) != null) {
                parts.add(word);
            }
        }
        if (parts.size() == 1 && parts.getFirst().length() == 8) {
            return compact(parts.getFirst());
        }
        return parts.size() < 3 ? List.of() : of(parts.get(0), parts.get(1), parts.get(2));
    }

    static List<String> compact(String digits) {
        return of(digits.substring(0, 4), digits.substring(4, 6), digits.substring(6));
    }

    /** The days that three parts, digits or names of months, can mean. */
    static List<String> of(String one, String two, String three) {
        List<String> days = new ArrayList<>(2);
        Integer named = month(two);
        Integer first = month(one);
        if (one.length() == 4) {
            add(one, named == null ? number(two) : named, number(three), days);
        } else if (named != null) {
            add(three, named, number(one), days);
        } else if (first != null) {
            add(three, first, number(two), days);
        } else {
            add(three, number(two), number(one), days);
            add(three, number(one), number(two), days);
        }
        return days;
    }

    /** The month of a name in English, German, Spanish or French; null for another word. */
    static @Nullable Integer month(String word) {
        if (word.length() < 3 || word.length() > 10 || Character.isDigit(word.charAt(0))) {
            return null;
        }
        return MONTHS.get(Forms.words(word.toLowerCase(Locale.ROOT)));
    }

    private static int number(String digits) {
        boolean fits = digits.length() <= 2 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return fits ? Integer.parseInt(digits) : -1;
    }

    private static void add(String year, int month, int day, List<String> days) {
        if (!year.chars().allMatch(c -> c >= '0' && c <= '9') || (year.length() != 4 && year.length() != 2)) {
            return;
        }
        int[] centuries = year.length() == 4 ? new int[] {0} : new int[] {1900, 2000};
        for (int century : centuries) {
            int full = century + Integer.parseInt(year);
            boolean exists = month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= YearMonth.of(full, month).lengthOfMonth();
            String date = "%04d-%02d-%02d".formatted(full, month, day);
            if (exists && !days.contains(date)) {
                days.add(date);
            }
        }
    }
}
