package dev.remit.privacy.pseudonym;

import java.util.ArrayList;
import java.util.List;

/**
 * What looks like a token in a text that is about to be sent: a known token in any spelling that would be restored, and
 * anything that starts like {@code ⟦kind:}, whole or not. Linear: looks ahead a bounded number of chars.
 */
final class LookAlikes {
    /** The kind under which such a text gets a token of its own, so that it comes back as the text that it was. */
    static final String LITERAL = "literal";

    private final TokenMatcher matcher;

    LookAlikes(PseudonymMap map) {
        this.matcher = new TokenMatcher(map);
    }

    /** In their order, without overlaps. */
    List<Span> in(char[] text, int from, int to) {
        List<Span> found = new ArrayList<>();
        char before = ' '; // where a token will stand before it, a text starts anew
        int i = from;
        while (i < to) {
            int end = matcher.mayStart(text[i], before) || isBracket(text[i]) ? end(text, i, to) : i;
            if (end > i) {
                found.add(new Span(i, end, LITERAL));
                i = end;
                before = ' ';
            } else {
                before = text[i++];
            }
        }
        return found;
    }

    private int end(char[] text, int i, int to) {
        if (matcher.match(text, i, to, true) instanceof TokenMatcher.Match.Found found) {
            return found.start() == i ? found.end() : i; // else it is found again at its own start
        }
        return isBracket(text[i]) ? shape(text, i, to) : i;
    }

    private static boolean isBracket(char c) {
        return c == Token.OPEN || c == '〚';
    }

    private static int shape(char[] text, int open, int to) {
        int last = Math.min(to, open + TokenMatcher.LONGEST);
        int colon = run(text, open + 1, last);
        if (colon == open + 1 || colon == last || (text[colon] != ':' && text[colon] != '：')) {
            return open;
        }
        int end = run(text, colon + 1, last);
        if (end < last && (text[end] == Token.CLOSE || text[end] == '〛')) {
            return end + 1;
        }
        int word = colon + 1;
        while (word < end && TokenMatcher.isWord(text[word])) {
            word++;
        }
        return word;
    }

    private static int run(char[] text, int from, int to) {
        int i = from;
        while (i < to && (TokenMatcher.isWord(text[i]) || TokenMatcher.isNoise(text[i]) || text[i] == '-')) {
            i++;
        }
        return i;
    }
}
