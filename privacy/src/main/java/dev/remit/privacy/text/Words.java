package dev.remit.privacy.text;

import java.util.Locale;
import java.util.Set;

/** Words around a place in a text, never further than a few dozen chars away. */
final class Words {
    private static final int LONGEST = 24;
    private static final Set<String> FILLERS = Set.of(
            "number", "no", "nr", "num", "is", "on", "at", "me", "my", "the", "nummer", "ist", "est", "es", "numéro",
            "numero", "número", "de", "meine", "mon", "mi", "unter", "au", "al", "us", "under");

    private Words() {}

    /** The word of letters that ends at an index, in lower case; empty if none does or it is too long to matter. */
    static String before(Folded text, int end) {
        int start = end;
        while (end - start <= LONGEST && Character.isLetter(text.at(start - 1))) {
            start--;
        }
        return end - start > LONGEST ? "" : text.text(start, end).toLowerCase(Locale.ROOT);
    }

    /** The word of letters that starts at an index, in lower case; empty if none does or it is too long to matter. */
    static String at(Folded text, int start) {
        int end = start;
        while (end - start <= LONGEST && Character.isLetter(text.at(end))) {
            end++;
        }
        return end - start > LONGEST ? "" : text.text(start, end).toLowerCase(Locale.ROOT);
    }

    /** Whether one of the words announces what starts here, with at most three words between that say nothing. */
    static boolean announce(Folded text, int start, Set<String> announcing) {
        int i = start;
        for (int words = 0; words < 4; words++) {
            int gap = i;
            while (i - gap < 5 && gap > 0 && " .:=#(-\"".indexOf(text.at(gap - 1)) >= 0) {
                gap--;
            }
            String word = before(text, gap);
            if (announcing.contains(word)) {
                return true;
            }
            if (!FILLERS.contains(word)) {
                return false;
            }
            i = gap - word.length();
        }
        return false;
    }
}
