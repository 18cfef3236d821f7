package dev.remit.privacy.pseudonym;

/**
 * A value that a detector found in a text.
 *
 * @param start index of its first char
 * @param end index behind its last char, greater than the start
 * @param kind what it is, such as {@code email}; as {@link Token#isKind} asks
 */
public record Span(int start, int end, String kind) {
    /** @throws IllegalArgumentException for an empty or negative range, or a kind that is none */
    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a span is a range of at least one char, not " + start + " to " + end);
        }
        if (!Token.isKind(kind)) {
            throw new IllegalArgumentException("the kind of a span is a lower-case word, not '" + kind + "'");
        }
    }
}
