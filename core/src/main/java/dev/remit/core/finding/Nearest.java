package dev.remit.core.finding;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one most likely meant. */
public final class Nearest {
    /** No known name is longer, and the comparison's cost grows with the square. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The nearest of the known names by edit distance and without regard to case, where one is near enough to be meant. */
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int least = Math.max(1, name.length() / 3) + 1;
        for (String candidate : known) {
            if (Math.abs(candidate.length() - name.length()) < least) {
                int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** "Did you mean …?", or else the given advice. */
    public static String hint(String name, Collection<String> known, String otherwise) {
        return to(name, known).map(near -> "Did you mean '" + near + "'?").orElse(otherwise);
    }

    /** Insertions, deletions, substitutions and swaps of neighbours, each counting one. */
    private static int distance(String a, String b) {
        int[] twoAgo = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(previous[j - 1] + cost, Math.min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, twoAgo[j - 2] + 1);
                }
                current[j] = least;
            }
            int[] spare = twoAgo;
            twoAgo = previous;
            previous = current;
            current = spare;
        }
        return previous[b.length()];
    }
}
