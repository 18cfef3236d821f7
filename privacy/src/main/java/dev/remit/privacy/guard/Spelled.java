package dev.remit.privacy.guard;

import java.util.HashMap;
import java.util.Map;

/** Digits said in words, in English, German, Spanish, French, Italian, Portuguese and Dutch, and addresses with their signs in words. */
final class Spelled {
    static final int LONGEST = 7;
    private static final Map<String, String> WORDS = new HashMap<>();

    /** The words packed into numbers, in slots by {@link #slot}: a text is asked for each of its short words. */
    private static final long[] PACKED = new long[512];

    static {
        String[] digits = {
            "zero null cero oh zéro nul",
            "one eins ein uno un une um uma een",
            "two zwei zwo dos deux due dois duas twee",
            "three drei tres trois tre drie",
            "four vier cuatro quatre quattro quatro",
            "five funf fuenf cinco cinq fünf cinque vijf",
            "six sechs seis sei zes",
            "seven sieben siete sept sette sete zeven",
            "eight acht ocho huit otto oito",
            "nine neun nueve neuf nove negen"
        };
        for (int i = 0; i < digits.length; i++) {
            put(digits[i], Integer.toString(i));
        }
        put("at arroba arobase ät", "@");
        put("dot punkt punto point ponto punt", ".");
        put("double doppel doble", "xx"); // and the digit behind it
        put("triple", "xxx");
        for (String word : WORDS.keySet()) {
            long packed = pack(word.toCharArray(), 0, word.length());
            int slot = slot(packed);
            while (PACKED[slot] != 0) {
                slot = (slot + 1) & (PACKED.length - 1);
            }
            PACKED[slot] = packed;
        }
    }

    private Spelled() {}

    private static void put(String words, String meant) {
        for (String word : words.split(" ")) {
            WORDS.put(View.text(word), meant);
        }
    }

    private static long pack(char[] chars, int start, int end) {
        long packed = 0;
        for (int i = start; i < end; i++) {
            packed = packed << 8 | ((chars[i] | 0x20) & 0xff);
        }
        return packed;
    }

    private static int slot(long packed) {
        return (int) ((packed * 0x9E3779B97F4A7C15L) >>> 55);
    }

    /** Whether a word of at most {@link #LONGEST} chars is one of these. */
    static boolean isDigitOrSign(char[] chars, int start, int end) {
        long packed = pack(chars, start, end);
        int slot = slot(packed);
        while (PACKED[slot] != 0) {
            if (PACKED[slot] == packed) {
                return true;
            }
            slot = (slot + 1) & (PACKED.length - 1);
        }
        return false;
    }

    /** The view with digits and signs instead of their words; a sign takes the spaces and brackets around it. */
    static View in(View view) {
        View.Builder built = new View.Builder(view.length);
        boolean sign = false;
        int times = 1;
        for (int i = 0; i < view.length; ) {
            char c = view.chars[i];
            int end = i + 1;
            if (Character.isLetter(c)) {
                while (end < view.length && Character.isLetter(view.chars[end])) {
                    end++;
                }
                String meant = end - i > LONGEST
                        ? null
                        : WORDS.get(new String(view.chars, i, end - i).toLowerCase(java.util.Locale.ROOT));
                if (meant != null && meant.charAt(0) == 'x') {
                    times = meant.length();
                } else if (meant != null) {
                    sign = !Character.isDigit(meant.charAt(0));
                    while (sign && isAround(built.last())) {
                        built.drop();
                    }
                    for (int n = 0; n < (sign ? 1 : times); n++) {
                        built.add(meant.charAt(0), view.start(i), view.end(end));
                    }
                    times = 1;
                } else {
                    for (int j = i; j < end; j++) {
                        built.add(view.chars[j], view.start(j), view.end(j + 1));
                    }
                    sign = false;
                    times = 1;
                }
            } else if (c == '@' || (c == '.' && built.last() == ' ' && end < view.length && view.chars[end] == ' ')) {
                while (isAround(built.last())) {
                    built.drop();
                }
                built.add(c, view.start(i), view.end(i + 1));
                sign = true;
                times = 1;
            } else if (!sign || !isAround(c)) {
                built.add(c, view.start(i), view.end(i + 1));
                sign = false;
                times = c == ' ' ? times : 1;
            }
            i = end;
        }
        return built.view();
    }

    private static boolean isAround(char c) {
        return c != Fold.NOTHING && " \n\r\t()[]{}<>".indexOf(c) >= 0;
    }
}
