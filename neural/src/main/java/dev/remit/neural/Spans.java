package dev.remit.neural;

import dev.remit.privacy.detect.Findings;
import dev.remit.privacy.detect.Tier;

/**
 * Makes findings of pieces: a word is of a kind if any piece of it is, and words of one kind next to each other are one
 * finding. Too much is better than half a name. For one part of a text, pieces in order.
 */
final class Spans {
    /** How far a word is followed from a piece of it; bounds the work. */
    private static final int FARTHEST = 64;

    /** What may stand between the words of one name. */
    private static final String WITHIN = " .-'’";

    private static final int WIDEST_GAP = 3;
    private static final String[] WHY = new String[101];

    static {
        for (int i = 0; i < WHY.length; i++) {
            WHY[i] = "a neural model, " + i / 100 + "." + i / 10 % 10 + i % 10;
        }
    }

    private final Letters letters;
    private final Labels labels;
    private final Findings found;
    private int kind = -1;
    private int start;
    private int end;
    private double probability;

    Spans(Letters letters, Labels labels, Findings found) {
        this.letters = letters;
        this.labels = labels;
        this.found = found;
    }

    /** A piece from one code point to before another, and how probable it is that it is of a kind. */
    void add(int pieceKind, int pieceStart, int pieceEnd, double piece) {
        int from = Math.clamp(pieceStart, 0, letters.length());
        int to = Math.clamp(pieceEnd, from, letters.length());
        while (from < to && letters.isBlankAt(from)) {
            from++;
        }
        while (to > from && letters.isBlankAt(to - 1)) {
            to--;
        }
        if (from == to) {
            return;
        }
        for (int i = 0; i < FARTHEST && letters.goesOn(from); i++) {
            from--;
        }
        for (int i = 0; i < FARTHEST && letters.goesOn(to); i++) {
            to++;
        }
        if (pieceKind == kind && from >= start && joined(from)) {
            end = Math.max(end, to);
            probability = Math.max(probability, piece);
            return;
        }
        finish();
        kind = pieceKind;
        start = from;
        end = to;
        probability = piece;
    }

    private boolean joined(int from) {
        if (from - end > WIDEST_GAP) {
            return false;
        }
        for (int i = end; i < from; i++) {
            if (WITHIN.indexOf(letters.at(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Hands out the last one. */
    void finish() {
        if (kind >= 0) {
            String why = WHY[(int) Math.clamp(Math.floor(100 * probability), 0, 100)];
            found.add(labels.kind(kind), letters.byteAt(start), letters.byteAt(end), Tier.LIKELY, why);
        }
        kind = -1;
    }
}
