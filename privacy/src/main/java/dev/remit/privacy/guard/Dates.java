package dev.remit.privacy.guard;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int LONGEST_NAME = 10;
    private static final Map<String, Integer> MONTHS = new HashMap<>();

    /** The names, five bits a letter, and their months, in slots: a text is asked for each word beside its numbers. */
    private static final long[] PACKED = new long[256];

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
        MONTHS.forEach((name, month) -> {
            long packed = 0;
            for (int i = 0; i < name.length(); i++) {
                packed = packed << 5 | (name.charAt(i) & 0x1f);
            }
            int slot = slot(packed);
            while (PACKED[slot] != 0) {
                slot = (slot + 1) & (PACKED.length - 1);
            }
            PACKED[slot] = packed << 4 | month;
        });
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
        Parts date = new Parts();
        if (parts.size() == 1 && parts.getFirst().length() == 8) {
            date.compact(parts.getFirst().toCharArray(), 0);
        } else {
            for (int i = Math.min(2, parts.size() - 1); i >= 0; i--) {
                char[] chars = parts.get(i).toCharArray();
                if (Character.isDigit(chars[0])) {
                    date.number(chars, 0, chars.length);
                } else {
                    date.month(chars, 0, chars.length);
                }
            }
        }
        List<String> days = new ArrayList<>(date.days());
        for (int i = 0; i < date.days(); i++) {
            byte[] day = date.day(i);
            days.add(new String(day, 1, day.length - 1, StandardCharsets.US_ASCII));
        }
        return days;
    }

    /** The month of a name in English, German, Spanish or French; null for another word. */
    static @Nullable Integer month(String word) {
        if (word.length() < 3 || word.length() > LONGEST_NAME || Character.isDigit(word.charAt(0))) {
            return null;
        }
        return MONTHS.get(Forms.words(word.toLowerCase(Locale.ROOT)));
    }

    /** Of a word of a text; zero for another word. */
    private static int month(char[] chars, int start, int end) {
        int size = end - start;
        if (size < 3 || size > LONGEST_NAME) {
            return 0;
        }
        long packed = 0;
        for (int i = start; i < end; i++) {
            int letter = chars[i] | 0x20;
            if (letter < 'a' || letter > 'z') {
                Integer month = month(new String(chars, start, size));
                return month == null ? 0 : month;
            }
            packed = packed << 5 | (letter & 0x1f);
        }
        int slot = slot(packed);
        while (PACKED[slot] != 0) {
            if (PACKED[slot] >>> 4 == packed) {
                return (int) PACKED[slot] & 15;
            }
            slot = (slot + 1) & (PACKED.length - 1);
        }
        return 0;
    }

    private static int slot(long packed) {
        return (int) ((packed * 0x9E3779B97F4A7C15L) >>> 56);
    }

    /** Up to three parts of a date, told from the last to the first, and the days that they mean. Not thread-safe. */
    static final class Parts {
        private static final int FORM = 11; // the tag and 1985-03-04

        private final int[] values = new int[3]; // of a number, or of a month
        private final int[] sizes = new int[3]; // digits of a number; zero for a name
        private final byte[][] days = new byte[4][];
        private int free = 3;
        private int count;
        private boolean tookMonth;

        void clear() {
            free = 3;
            count = 0;
        }

        /** How many days the parts can mean; none before there are three. */
        int days() {
            return count;
        }

        /** A shape's tag and the day. */
        byte[] day(int i) {
            return days[i];
        }

        /** Whether the last word was a name. */
        boolean tookMonth() {
            return tookMonth;
        }

        /** Eight digits. */
        void compact(char[] chars, int start) {
            clear();
            number(chars, start + 6, start + 8);
            number(chars, start + 4, start + 6);
            number(chars, start, start + 4);
        }

        /** Takes a number; whether that is all of the date. */
        boolean number(char[] chars, int start, int end) {
            int value = 0;
            for (int i = start; i < Math.min(end, start + 5); i++) {
                value = 10 * value + chars[i] - '0';
            }
            return part(value, end - start);
        }

        /** Takes a word if it is a month; whether that is all of the date. */
        boolean month(char[] chars, int start, int end) {
            int month = Dates.month(chars, start, end);
            tookMonth = month != 0;
            return tookMonth && part(month, 0);
        }

        private boolean part(int value, int size) {
            values[--free] = value;
            sizes[free] = size;
            if (free > 0) {
                return false;
            }
            boolean named = sizes[1] == 0;
            if (sizes[0] == 4) {
                add(0, named ? values[1] : small(1), small(2));
            } else if (named) {
                add(2, values[1], small(0));
            } else if (sizes[0] == 0) {
                add(2, values[0], small(1));
            } else {
                add(2, small(1), small(0));
                add(2, small(0), small(1));
            }
            return true;
        }

        private int small(int part) {
            return sizes[part] > 0 && sizes[part] <= 2 ? values[part] : -1;
        }

        private void add(int year, int month, int day) {
            if ((sizes[year] != 4 && sizes[year] != 2) || month < 1 || month > 12 || day < 1) {
                return;
            }
            for (int century = sizes[year] == 4 ? 0 : 1900; century <= (sizes[year] == 4 ? 0 : 2000); century += 100) {
                int full = century + values[year];
                if (day <= YearMonth.of(full, month).lengthOfMonth()) {
                    put(full, month, day);
                }
            }
        }

        private void put(int year, int month, int day) {
            byte[] form = days[count] == null ? new byte[FORM] : days[count];
            form[0] = Shape.DATE.tag();
            for (int i = 4, rest = year; i >= 1; i--, rest /= 10) {
                form[i] = (byte) ('0' + rest % 10);
            }
            form[5] = '-';
            form[6] = (byte) ('0' + month / 10);
            form[7] = (byte) ('0' + month % 10);
            form[8] = '-';
            form[9] = (byte) ('0' + day / 10);
            form[10] = (byte) ('0' + day % 10);
            days[count] = form;
            for (int i = 0; i < count; i++) {
                if (Arrays.equals(days[i], form)) {
                    return;
                }
            }
            count++;
        }
    }
}
