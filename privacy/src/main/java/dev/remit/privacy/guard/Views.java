package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Scanner.Candidates;
import dev.remit.privacy.guard.Scanner.Wanted;

/**
 * All readings of a text: as it is, with words read as digits, without escapes and marks, and what its encoded runs say,
 * {@value #DEEPEST} deep. Linear in the text, at most 3^{@value #DEEPEST} times.
 */
final class Views {
    static final int DEEPEST = 3;

    /** Fewer digits in words are prose, such as "one of the two". */
    private static final int FEWEST_SPELLED = 2;

    private Views() {}

    /** Every candidate of every reading, placed in the text. */
    static void scan(View view, Wanted wanted, Candidates candidates) {
        scan(view, wanted, candidates, 0);
    }

    private static void scan(View view, Wanted wanted, Candidates candidates, int depth) {
        Candidates placed = (shape, tagged, from, length, start, end) ->
                candidates.take(shape, tagged, from, length, view.start(start), view.end(end));
        Scanner scanner = new Scanner(view, wanted, placed);
        scanner.scan();
        if (scanner.spelled() >= FEWEST_SPELLED) {
            View spelled = Spelled.in(view);
            new Scanner(
                            spelled,
                            wanted,
                            (shape, tagged, from, length, start, end) -> candidates.take(
                                    shape, tagged, from, length, spelled.start(start), spelled.end(end)))
                    .scan();
        }
        if (depth < DEEPEST) {
            View plain = Plain.in(view);
            if (plain != null) {
                scan(plain, wanted, candidates, depth + 1);
            }
            Encoded.in(view, (decoded, start, end) -> {
                int in = view.start(start);
                int out = view.end(end);
                scan(
                        View.of(decoded),
                        wanted,
                        (shape, tagged, from, length, _, _) -> candidates.take(shape, tagged, from, length, in, out),
                        depth + 1);
            });
        }
    }
}
