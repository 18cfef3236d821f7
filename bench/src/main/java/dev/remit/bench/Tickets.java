package dev.remit.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Text like that of tickets, which never repeats: sentences of words that are made up once, with an identifier of one of
 * two dozen forms in about every third.
 */
final class Tickets {
    private static final int WORDS = 6000;
    private static final String[] SYLLABLES =
            ("al an ar be ca ce co con da de di do e el en er es fa fi for ge ha he i in is ka la le li lo ma me mi"
                            + " mo na ne ni no o on or pa pe po ra re ri ro sa se si so sta ta te ter ti to tra tu u un va ve vi")
                    .split(" ");
    private static final String ACCENTED = "éüöñçàåłß";
    private static final String LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ";

    private final Random random;
    private final String[] words = new String[WORDS];

    Tickets(long seed) {
        random = new Random(seed);
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int k = 1 + random.nextInt(4); k > 0; k--) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.toString();
        }
    }

    /** So many bytes of it, and a few more to the end of a sentence. */
    byte[] text(int bytes) {
        StringBuilder text = new StringBuilder(bytes + 256);
        while (text.length() < bytes) {
            sentence(text);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * As much of it as people write it: a letter in sixty has an accent, a word in eighty a curly apostrophe, and a number in
     * a hundred words is one of per cent.
     */
    byte[] accented(int bytes) {
        StringBuilder accented = new StringBuilder(bytes + 1024);
        String text = new String(text(bytes), StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z' && random.nextInt(60) == 0) {
                accented.append(ACCENTED.charAt(random.nextInt(ACCENTED.length())));
            } else {
                accented.append(c == ' ' && random.nextInt(80) == 0 ? "\u2019s" : "")
                        .append(c == ' ' && random.nextInt(100) == 0 ? " 5%" : "")
                        .append(c);
            }
        }
        return accented.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void sentence(StringBuilder text) {
        int length = 6 + random.nextInt(12);
        int where = random.nextInt(3 * length);
        for (int i = 0; i < length; i++) {
            // Few words are frequent, as in any language.
            String word = words[(int) (WORDS * Math.pow(random.nextDouble(), 3))];
            text.append(i == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
            if (i == where) {
                text.append(' ');
                identifier(text);
            }
            text.append(i == length - 1 ? random.nextInt(6) == 0 ? ".\n" : ". " : random.nextInt(9) == 0 ? ", " : " ");
        }
    }

    private void identifier(StringBuilder text) {
        switch (random.nextInt(24)) {
            case 0, 1, 2 ->
                text.append(word())
                        .append('.')
                        .append(word())
                        .append(number(2))
                        .append('@')
                        .append(word())
                        .append(".com");
            case 3, 4 -> text.append("555-").append(number(3)).append('-').append(number(4));
            case 5 -> text.append("+49 30 ").append(number(3)).append(' ').append(number(5));
            case 6 -> text.append("phone 0").append(number(3)).append(' ').append(number(7));
            case 7 -> card(text);
            case 8 -> iban(text);
            case 9 ->
                text.append("SSN ")
                        .append(1 + random.nextInt(8))
                        .append(number(2))
                        .append("-4")
                        .append(number(1))
                        .append('-')
                        .append(number(4));
            case 10 ->
                text.append(1 + random.nextInt(222))
                        .append('.')
                        .append(number(2))
                        .append('.')
                        .append(1 + random.nextInt(99))
                        .append(".7");
            case 11, 12 ->
                text.append("https://www.")
                        .append(word())
                        .append(".example.org/")
                        .append(word())
                        .append("?id=")
                        .append(number(6));
            case 13, 14 ->
                text.append("20")
                        .append(10 + random.nextInt(15))
                        .append("-0")
                        .append(1 + random.nextInt(9))
                        .append("-1")
                        .append(number(1));
            case 15 -> text.append("in ").append(1950 + random.nextInt(75));
            case 16, 17 -> text.append("order ").append(number(7));
            case 18 -> text.append("invoice A-").append(number(5));
            case 19 -> text.append("EUR ").append(number(3)).append('.').append(number(2));
            case 20 -> text.append("aged ").append(18 + random.nextInt(70));
            case 21 ->
                text.append("password: ").append(word()).append(number(3)).append('!');
            case 22 -> text.append("ghp_").append(mixed(36));
            default -> text.append(LETTERS.charAt(random.nextInt(22))).append(number(8));
        }
    }

    private void card(StringBuilder text) {
        String digits = "4" + number(14);
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = (digits.charAt(i) - '0') * (2 - i % 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        text.append(digits).append((10 - sum % 10) % 10);
    }

    private void iban(StringBuilder text) {
        String account = number(18);
        long rest = 0;
        for (char c : (account + "131400").toCharArray()) {
            rest = (rest * 10 + c - '0') % 97;
        }
        text.append("DE").append("%02d".formatted(98 - rest)).append(account);
    }

    private String word() {
        return words[random.nextInt(WORDS)];
    }

    private String number(int digits) {
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            number.append((char) ('0' + random.nextInt(10)));
        }
        return number.toString();
    }

    private String mixed(int length) {
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(62);
            mixed.append((char) (kind < 10 ? '0' + kind : kind < 36 ? 'A' + kind - 10 : 'a' + kind - 36));
        }
        return mixed.toString();
    }
}
