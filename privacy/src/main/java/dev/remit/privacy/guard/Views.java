package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Scanner.Candidates;
import dev.remit.privacy.guard.Scanner.Wanted;

/**
 * All readings of a text: as it is, with words read as digits, without escapes and marks, and what its encoded runs say,
 * {@value #DEEPEST} deep. Linear in the text, at most 3^{@value #DEEPEST} times. What reads the same in several is told
 * for one of them.
 */
final class Views {
    static final int DEEPEST = 3;

    private Views() {}

    /** Every candidate of every reading. */
    static void scan(View view, Wanted wanted, Candidates candidates) {
        scan(view, new Scanner(wanted, candidates), 0);
    }

    private static void scan(View view, Scanner scanner, int depth) {
        scanner.scan(view);
        int firstMark = scanner.firstMark();
        Said said = scanner.said();
        boolean at = said.hasAt();
        if (said.mayBeValue()) {
            scanner.scan(Spelled.in(view, said.words(), said.wordIndices()));
        }
        if (depth < DEEPEST) {
            View plain = firstMark < 0 ? null : Plain.in(view, firstMark);
            if (plain != null) {
                scan(plain, scanner, depth + 1);
            }
            Encoded.in(
                    view,
                    at,
                    (decoded, start, end) ->
                            scan(View.of(decoded, view.start(start), view.end(end)), scanner, depth + 1));
        }
    }
}
