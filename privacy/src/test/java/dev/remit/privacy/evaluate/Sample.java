package dev.remit.privacy.evaluate;

import java.util.List;

/**
 * A labelled text.
 *
 * @param template which pattern it was made from; texts of one pattern resemble each other, so a fair split keeps them
 *     together
 * @param spans what is personal in it
 */
record Sample(String text, int template, List<Span> spans) {
    Sample {
        spans = List.copyOf(spans);
    }
}
