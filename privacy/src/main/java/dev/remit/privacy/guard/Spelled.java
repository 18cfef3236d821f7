package dev.remit.privacy.guard;

/**
 * Digits said in words, in English, German, Spanish, French, Italian, Portuguese and Dutch, and addresses with their
 * signs in words.
 */
final class Spelled {
    static final int LONGEST = 7;
    private static final char TWICE = '2' << 8; // and the digit behind it
    private static final char THRICE = '3' << 8;
    private static final String DIGITS = "0123456789";

    /** The words packed into numbers, in slots by {@link #slot}: a text is asked for each of its short words. */
    private static final long[] PACKED = new long[512];

    /** What they mean: a digit, a sign, or how often the digit behind them counts. */
    private static final char[] MEANT = new char[512];

    /** By first and last letter, how long these words are, as bits: most words need no more than this. */
    private static final byte[] LENGTHS = new byte[1024];

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
            put(digits[i], DIGITS.charAt(i));
        }
        put("at arroba arobase ät", '@');
        put("dot punkt punto point ponto punt", '.');
        put("double doppel doble", TWICE);
        put("triple", THRICE);
    }

    private Spelled() {}

    private static void put(String words, char meant) {
        for (String one : words.split(" ")) {
            char[] word = View.text(one).toCharArray();
            long packed = pack(word, 0, word.length);
            int slot = slot(packed);
            while (PACKED[slot] != 0) {
                slot = (slot + 1) & (PACKED.length - 1);
            }
            PACKED[slot] = packed;
            MEANT[slot] = meant;
            LENGTHS[ends(word, 0, word.length)] |= (byte) (1 << word.length);
        }
    }

    private static int ends(char[] chars, int start, int end) {
        return (chars[start] & 0x1f) << 5 | (chars[end - 1] & 0x1f);
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

    /** Whether a word of one to {@link #LONGEST} chars is one of these. */
    static boolean isDigitOrSign(char[] chars, int start, int end) {
        return (LENGTHS[ends(chars, start, end)] >> (end - start) & 1) != 0 && meant(chars, start, end) != 0;
    }

    /** NUL for another word. */
    static char meant(char[] chars, int start, int end) {
        for (int i = start; i < end; i++) {
            if (chars[i] >= 128) {
                return 0;
            }
        }
        long packed = pack(chars, start, end);
        int slot = slot(packed);
        while (PACKED[slot] != 0) {
            if (PACKED[slot] == packed) {
                return MEANT[slot];
            }
            slot = (slot + 1) & (PACKED.length - 1);
        }
        return 0;
    }

    /**
     * The view with digits and signs instead of their words; a sign takes the spaces and brackets around it.
     *
     * @param words where each of these words begins and ends, in turn
     * @param indices how many these are
     */
    static View in(View view, int[] words, int indices) {
        char[] chars = view.chars;
        int length = view.length;
        View.Builder built = new View.Builder(view, length);
        boolean sign = false;
        int times = 1;
        int word = 0;
        for (int i = 0; i < length; ) {
            char c = chars[i];
            int end = i + 1;
            if (word < indices && i == words[word]) {
                end = words[word + 1];
                word += 2;
                char meant = meant(chars, i, end);
                if (meant == TWICE || meant == THRICE) {
                    times = meant == TWICE ? 2 : 3;
                } else {
                    sign = meant == '@' || meant == '.';
                    while (sign && isAround(built.last())) {
                        built.drop();
                    }
                    for (int n = 0; n < (sign ? 1 : times); n++) {
                        built.put(meant, i, end);
                    }
                    times = 1;
                }
            } else if (c == '@' || (c == '.' && built.last() == ' ' && end < length && chars[end] == ' ')) {
                while (isAround(built.last())) {
                    built.drop();
                }
                built.copy(chars, i, end);
                sign = true;
                times = 1;
            } else if (!sign || !isAround(c)) {
                sign = false;
                times = c == ' ' ? times : 1;
                int most = times > 1 ? end : word < indices ? words[word] : length;
                while (end < most && chars[end] != '@' && chars[end] != '.') {
                    end++;
                }
                built.copy(chars, i, end);
            }
            i = end;
        }
        return built.view();
    }

    /** Whether a sign takes this away around it. */
    static boolean isAround(char c) {
        return c != Fold.NOTHING && " \n\r\t()[]{}<>".indexOf(c) >= 0;
    }
}
