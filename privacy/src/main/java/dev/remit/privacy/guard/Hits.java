package dev.remit.privacy.guard;

import dev.remit.privacy.guard.Scanner.Candidates;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a text is someone's, and what of it was served. Candidates are looked up many at a time: the filter is larger
 * than a processor's cache, and so its lines are waited for together. Few are someone's, and only these are looked for
 * among what was served.
 *
 * <p>For one text. Not thread-safe.
 */
final class Hits implements Candidates {
    private static final int BATCH = 32;

    private final Fingerprints everyone;
    private final Served served;
    private final List<Hit> all = new ArrayList<>();
    private final Ranges ours = new Ranges();

    private final long[] prints = new long[BATCH];
    private final long[] marks = new long[BATCH];
    private final Shape[] shapes = new Shape[BATCH];
    private final View[] views = new View[BATCH];
    private final int[] lengths = new int[BATCH];
    private final int[] starts = new int[BATCH];
    private final int[] ends = new int[BATCH];
    private int count;

    Hits(Fingerprints everyone, Served served) {
        this.everyone = everyone;
        this.served = served;
    }

    /** In the order of the candidates; may be added to. */
    List<Hit> all() {
        return all;
    }

    /**
     * Where values stand that may be said: those of the customer, those that were served and are someone's, and all that were
     * served if {@link #ours} was told. May be added to.
     */
    Ranges ranges() {
        return ours;
    }

    @Override
    public void take(Shape shape, byte[] tagged, int from, int length, View view, int start, int end) {
        prints[count] = everyone.prints().of(tagged, from, length);
        shapes[count] = shape;
        views[count] = view;
        lengths[count] = length - 1;
        starts[count] = start;
        ends[count] = end;
        if (++count == BATCH) {
            lookUp();
        }
    }

    /** Looks up what was told since the last time. */
    void lookUp() {
        if (everyone.find(prints, count, marks)) {
            for (int i = 0; i < count; i++) {
                if (marks[i] != -1) {
                    add(shapes[i], prints[i], marks[i], lengths[i], views[i].start(starts[i]), views[i].end(ends[i]));
                }
            }
        }
        count = 0;
    }

    private void add(Shape shape, long print, long mark, int length, int start, int end) {
        if (served.owns(mark) || served.holds(print)) {
            ours.add(start, end);
        } else {
            boolean common = Mark.weak(mark) || (shape == Shape.DIGITS && everyone.dense(length));
            all.add(new Hit(shape, start, end, print, mark, !common));
        }
    }

    /** A form that stands in the text itself. */
    void take(Shape shape, long print, int length, int start, int end) {
        if (served.holds(print)) {
            ours.add(start, end);
            return;
        }
        long mark = everyone.find(print);
        if (mark != -1) {
            add(shape, print, mark, length, start, end);
        }
    }

    /** Takes what was served, whether or not it is someone's. */
    Candidates ours() {
        return (_, tagged, from, length, view, start, end) -> {
            if (served.holds(everyone.prints().of(tagged, from, length))) {
                ours.add(view.start(start), view.end(end));
            }
        };
    }
}
