package dev.remit.privacy.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word, number, mark or run of blanks. Words are cut as the published evaluation's English tokenizer cuts them:
 * punctuation off both ends, hyphens and slashes between letters, and the endings {@code 's} and {@code n't}; web and
 * e-mail addresses stay whole, and blanks beyond one space are tokens too.
 */
record Token(String text, int start) {
    private static final Set<String> ENDINGS =
            Set.of("'s", "’s", "'m", "’m", "'re", "’re", "'ll", "’ll", "'ve", "’ve", "'d", "’d");
    private static final Set<String> WITH_DOT = Set.of(
            "mr.", "mrs.", "ms.", "dr.", "st.", "inc.", "ltd.", "co.", "corp.", "jr.", "sr.", "prof.", "p.m.", "a.m.",
            "vs.", "e.g.", "i.e.", "p.o.", "ave.", "rd.", "blvd.", "bros.", "gen.", "gov.", "rep.", "rev.", "sen.");

    int end() {
        return start + text.length();
    }

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            boolean blank = Character.isWhitespace(text.charAt(at));
            while (end < text.length() && Character.isWhitespace(text.charAt(end)) == blank) {
                end++;
            }
            if (!blank) {
                word(text, at, end, tokens);
            } else if (end - at > 1 || text.charAt(at) != ' ') {
                // One space belongs to the word before it, if there is one.
                int start = text.charAt(at) == ' ' && at > 0 ? at + 1 : at;
                tokens.add(new Token(text.substring(start, end), start));
            }
            at = end;
        }
        return tokens;
    }

    private static void word(String text, int from, int to, List<Token> tokens) {
        int start = from;
        int end = to;
        while (start < end && isPrefix(text.charAt(start))) {
            tokens.add(new Token(text.substring(start, start + 1), start));
            start++;
        }
        List<Token> tail = new ArrayList<>();
        boolean cutting = true;
        while (start < end && cutting) {
            int length = suffixLength(text, start, end);
            cutting = length > 0;
            if (cutting) {
                tail.addFirst(new Token(text.substring(end - length, end), end - length));
                end -= length;
            }
        }
        if (start < end) {
            middle(text, start, end, tokens);
        }
        tokens.addAll(tail);
    }

    private static boolean isPrefix(char c) {
        return "([{<\"'“‘«¿¡#$€£*§%=+…".indexOf(c) >= 0;
    }

    private static int suffixLength(String text, int start, int end) {
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (WITH_DOT.contains(word)) {
            return 0;
        }
        for (String ending : ENDINGS) {
            if (word.length() > ending.length() && word.endsWith(ending)) {
                return ending.length();
            }
        }
        if (word.length() > 3 && (word.endsWith("n't") || word.endsWith("n’t"))) {
            return 3;
        }
        char last = word.charAt(word.length() - 1);
        if (last == '.') {
            // An initial keeps its dot.
            return (word.length() == 2 && Character.isLetter(word.charAt(0))) || word.length() == 1 ? 0 : 1;
        }
        return word.length() > 1 && ",;:!?)]}>\"'”’»…*%".indexOf(last) >= 0 ? 1 : 0;
    }

    private static void middle(String text, int from, int to, List<Token> tokens) {
        String word = text.substring(from, to);
        if (word.contains("://") || word.contains("@")) {
            tokens.add(new Token(word, from));
            return;
        }
        int start = from;
        for (int i = from + 1; i < to - 1; i++) {
            char c = text.charAt(i);
            boolean letters = Character.isLetter(text.charAt(i - 1)) && Character.isLetter(text.charAt(i + 1));
            boolean cut = ("-–—~,".indexOf(c) >= 0 && letters)
                    || (":<>=/".indexOf(c) >= 0
                            && Character.isLetterOrDigit(text.charAt(i - 1))
                            && Character.isLetter(text.charAt(i + 1)))
                    || (c == '.'
                            && Character.isLowerCase(text.charAt(i - 1))
                            && Character.isUpperCase(text.charAt(i + 1)));
            if (cut && i > start) {
                tokens.add(new Token(text.substring(start, i), start));
                tokens.add(new Token(text.substring(i, i + 1), i));
                start = i + 1;
            }
        }
        tokens.add(new Token(text.substring(start, to), start));
    }
}
