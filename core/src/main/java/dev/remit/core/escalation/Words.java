package dev.remit.core.escalation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as words that can be compared: lower case, without accents, without what is invisible, each letter once however
 * often it is repeated. Phrases of rules are read in the same way, so that both sides agree.
 */
final class Words {
    /** Stands between sentences. */
    static final String STOP = ".";

    private Words() {}

    /** The words in order, with {@link #STOP} between sentences. Linear in the length of the text. */
    static List<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int at = 0;
        while (at < plain.length()) {
            int c = plain.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                add(word, Character.toLowerCase(c));
            } else if (!unseen(c)) {
                end(word, words);
                if (stops(c) && !words.isEmpty() && !words.getLast().equals(STOP)) {
                    words.add(STOP);
                }
            }
        }
        end(word, words);
        return words;
    }

    private static boolean stops(int c) {
        return c == '.' || c == '!' || c == '?' || c == ';' || c == ',' || c == '\n';
    }

    /** Accents, which stand alone by now, and what has no width. */
    private static boolean unseen(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || c == 0x00AD;
    }

    private static void add(StringBuilder word, int c) {
        switch (c) {
            case 'ß' -> add(word, 's');
            case 'æ' -> {
                add(word, 'a');
                add(word, 'e');
            }
            case 'œ' -> {
                add(word, 'o');
                add(word, 'e');
            }
            case 'ø' -> add(word, 'o');
            case 'ı' -> add(word, 'i');
            default -> {
                boolean again = !word.isEmpty() && word.codePointBefore(word.length()) == c;
                if (!again || Character.isDigit(c)) {
                    word.appendCodePoint(c);
                }
            }
        }
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
